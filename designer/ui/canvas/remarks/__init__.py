"""Frames and notes on the canvas."""
