"""The outline: the graph as a tree beside the canvas."""
