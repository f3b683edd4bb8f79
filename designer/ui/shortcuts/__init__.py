"""The sheet of shortcuts: see them, change them, print them."""
