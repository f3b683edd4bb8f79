"""Tells that something of the own module was given another name."""


def likely_rename(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the old and the new name where exactly one thing, in its place, is called anew."""
    if len(before) != len(now):
        return None
    differing = [(old, new) for old, new in zip(before, now, strict=True) if old != new]
    if len(differing) != 1 or differing[0][0] in now or differing[0][1] in before:
        return None
    return differing[0]
