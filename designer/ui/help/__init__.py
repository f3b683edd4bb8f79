"""Help about kinds of nodes: words, formulas and small drawings."""
