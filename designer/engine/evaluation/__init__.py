"""Evaluates runs and predicts with them."""
