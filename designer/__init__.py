"""Keras Designer: draw Keras models, train them while you watch, take them away."""

__version__ = "0.1.0"
