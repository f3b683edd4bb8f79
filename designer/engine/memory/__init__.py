"""How much memory a model needs: estimated from its layers, and measured by a short probe."""
