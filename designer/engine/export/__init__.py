"""Models as files that other programs read, each proved in a clean process before it counts."""
