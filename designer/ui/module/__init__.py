"""The project's own module: its editor, and layers from installed packages."""
