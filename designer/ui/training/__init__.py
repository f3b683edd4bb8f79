"""Watching a training, and setting it up."""
