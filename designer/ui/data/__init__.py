"""The workspace Data."""
