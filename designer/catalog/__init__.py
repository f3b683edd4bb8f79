"""What can be placed and how it may be set: pure data, read from `resources/catalog/`."""
