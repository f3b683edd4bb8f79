"""Forms made from descriptions of parameters."""
