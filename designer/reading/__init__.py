"""Python source that builds Keras models, read as projects; none of it runs."""
