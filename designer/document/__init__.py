"""A project while it is edited: one way to write, undo and redo."""
