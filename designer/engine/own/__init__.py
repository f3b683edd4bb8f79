"""The project's own code in the engine: off until the user trusts it."""
