"""Curves of training: fast at any number of points."""
