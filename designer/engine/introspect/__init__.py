"""Generates the catalogue from the installed Keras and the curated overlay."""
