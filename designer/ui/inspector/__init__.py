"""The panel at the right: the selected node, or the project."""
