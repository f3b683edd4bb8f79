"""The model graph as an immutable value; topology and validation with networkx."""
