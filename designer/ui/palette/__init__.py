"""The palette: every layer that can be placed, by family."""
