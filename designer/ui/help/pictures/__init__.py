"""Small drawings of what kinds of nodes do."""
