"""Keras behind two pipes: check, train, evaluate, predict, export. Never Qt."""
