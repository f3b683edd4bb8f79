"""Small widgets that lie on the canvas without being part of the drawing."""
