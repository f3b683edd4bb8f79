"""What a pointer can do on the canvas, as generators without Qt."""
