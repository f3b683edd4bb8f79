"""The canvas: the drawing that people edit."""
