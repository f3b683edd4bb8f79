"""What one chooses about a picture, as it is kept from one time to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from designer.session.preferences import Preferences
from designer.ui.canvas.pictures.look import Look, Paper

FORMATS: Final = ("svg", "pdf", "png")
WIDTHS: Final = (("As drawn", 0.0), ("One column, 84 mm", 84.0), ("Two columns, 174 mm", 174.0))
SCALES: Final = (1.0, 2.0, 3.0, 4.0, 8.0)
_NAME: Final = "diagram"


@dataclass(frozen=True, slots=True)
class Choices:
    """A format and how the picture looks in it.

    Attributes:
        scale: pixels of a PNG to one of the drawing.
        width: of an SVG or PDF in millimetres; 0 as drawn.
    """

    format: str = "svg"
    paper: str = "light"
    parameters: bool = True
    figures: bool = True
    remarks: bool = True
    transparent: bool = False
    scale: float = 2.0
    width: float = 0.0

    def look(self) -> Look:
        """Return what the painter is asked for."""
        png = self.format == "png"
        return Look(
            Paper(self.paper),
            self.parameters,
            self.figures,
            self.remarks,
            self.transparent,
            self.scale if png else None,
            self.width if self.width and not png else None,
        )


def kept(preferences: Preferences, *, dark: bool) -> Choices:
    """Return what was chosen last; at first, the colours of the window."""
    usual = Choices(paper="dark" if dark else "light")
    found = preferences.get(_NAME, {})
    return replace(usual, **_legal(found)) if isinstance(found, Mapping) else usual


def keep(preferences: Preferences, choices: Choices) -> None:
    """Remember what was chosen."""
    preferences.set(_NAME, {entry.name: getattr(choices, entry.name) for entry in fields(choices)})


def _legal(found: Mapping[str, Any]) -> dict[str, Any]:
    words = {"format": FORMATS, "paper": tuple(Paper)}
    legal: dict[str, Any] = {}
    for entry in fields(Choices):
        value = found.get(entry.name)
        if entry.name in words:
            is_legal = value in words[entry.name]
        elif entry.name in ("scale", "width"):
            is_legal = isinstance(value, float) and 0.0 <= value <= 1000.0
        else:
            is_legal = isinstance(value, bool)
        if is_legal:
            legal[entry.name] = value
    return legal
