"""The diagram as a file, for the screen and for print."""
