"""How a picture of the diagram is to look."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """For what a picture is made."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"  # black on white, in thin lines, for papers and theses


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture shows, and how large.

    Attributes:
        parameters: the key parameters of each layer.
        figures: output shapes and numbers of parameters.
        remarks: frames and notes.
        transparent: nothing is painted behind the diagram.
        scale: pixels of a PNG to one of the drawing; None for 2, or less for a huge drawing.
        width: of a PDF or SVG in millimetres; None for the size of the drawing at 96 dpi.
    """

    paper: Paper = Paper.LIGHT
    parameters: bool = True
    figures: bool = True
    remarks: bool = True
    transparent: bool = False
    scale: float | None = None
    width: float | None = None
