"""Numbers as people read them: `9,248`, `1.2 M`, `6.1 MB`, `(None, 8, 8, 32)`."""

from collections.abc import Sequence


def grouped(number: int) -> str:
    """Return a whole number with its thousands parted."""
    return f"{number:,}"


def plain(number: float) -> str:
    """Return a number with four figures, and large ones with all before the point."""
    return f"{number:.0f}" if 1e4 <= abs(number) < 1e9 else f"{number:.4g}"


def compact(number: float) -> str:
    """Return a number with three figures and K, M, G or T."""
    for limit, unit in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "K")):
        if abs(number) >= limit:
            return f"{_three(number / limit)} {unit}"
    return f"{number:g}"


def size(number: float) -> str:
    """Return a number of bytes in kB, MB, GB or TB (decimal)."""
    for limit, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if abs(number) >= limit:
            return f"{_three(number / limit)} {unit}"
    return f"{number:g} B"


def shape(dimensions: Sequence[int | None]) -> str:
    """Return a shape as Python writes it."""
    inner = ", ".join(str(d) for d in dimensions)
    return f"({inner},)" if len(dimensions) == 1 else f"({inner})"


def _three(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"
