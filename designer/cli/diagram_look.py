"""The options that say how an exported diagram looks."""

import argparse
from typing import Any

from designer.cli.outcome import CommandFailed

LOOKS = ("light", "dark", "print")
_PIXELS = (0.1, 20.0)
_MILLIMETRES = (10.0, 5000.0)


def add_look(parser: argparse.ArgumentParser) -> None:
    """Say what can be chosen about a diagram."""
    group = parser.add_argument_group("diagrams (svg, png, pdf)")
    group.add_argument("--look", choices=LOOKS, default="light", help="print: black on white")
    group.add_argument(
        "--dark", dest="look", action="store_const", const="dark", help="as --look dark"
    )
    group.add_argument("--scale", type=float, metavar="N", help="pixels of a PNG to one drawn")
    group.add_argument("--width", type=float, metavar="MM", help="of an SVG or PDF")
    group.add_argument("--transparent", action="store_true", help="nothing behind the diagram")
    group.add_argument("--no-parameters", action="store_true", help="without key parameters")
    group.add_argument("--no-figures", action="store_true", help="without shapes and counts")
    group.add_argument("--no-remarks", action="store_true", help="without frames and notes")


def look_of(options: argparse.Namespace) -> Any:
    """Return the `Look` that the options ask for; Qt is imported only here.

    Raises:
        CommandFailed: if a number is out of range.
    """
    from designer.ui.canvas.pictures.look import Look, Paper

    _check("--scale", options.scale, _PIXELS)
    _check("--width", options.width, _MILLIMETRES)
    return Look(
        Paper(options.look),
        parameters=not options.no_parameters,
        figures=not options.no_figures,
        remarks=not options.no_remarks,
        transparent=options.transparent,
        scale=options.scale,
        width=options.width,
    )


def _check(name: str, value: float | None, limits: tuple[float, float]) -> None:
    low, high = limits
    if value is not None and not low <= value <= high:
        raise CommandFailed(f"Expected {name} from {low:g} to {high:g}, found {value:g}.")
