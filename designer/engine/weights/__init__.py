"""First weights: kept in files, taken from models and given to models."""
