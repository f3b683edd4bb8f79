"""A project as readable Python; needs no Keras, so the code panel is live."""
