"""The command line: the window and, without it, check, train, evaluate, predict, export ..."""
