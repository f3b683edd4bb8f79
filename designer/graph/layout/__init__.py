"""Layered layout, step by step: ranks, order within the layers, places. Pure Python."""
