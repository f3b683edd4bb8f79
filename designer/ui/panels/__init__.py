"""Problems, code and log."""
