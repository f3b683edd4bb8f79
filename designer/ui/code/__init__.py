"""A field for Python: colours, line numbers, indents, find."""
