"""Data: read, described, bound to inputs and outputs, split and made into batches."""
