"""Turns models that others saved into projects, without running anything of theirs."""
