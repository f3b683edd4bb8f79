"""The workspace Runs."""
