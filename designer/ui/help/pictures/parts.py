"""What several drawings are put together from: grids, cuboids and the arrow between two things."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor

from designer.ui.help.sheet import Sheet

Grid = Sequence[Sequence[float]]


def between(sheet: Sheet, x: float, y: float = 60, *, length: float = 24, text: str = "") -> None:
    """Draw the arrow from what was to what becomes of it, with a word above."""
    sheet.arrow(x, y, x + length, y, sheet.muted)
    if text:
        sheet.word(x - 12, y - 20, length + 24, 14, text)


def grid(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    rows: int,
    columns: int,
    strength: Callable[[int, int], float] = lambda row, column: 0.12,
    *,
    color: QColor | None = None,
    text: Callable[[int, int], str] = lambda row, column: "",
) -> None:
    """Paint rows and columns of square tiles."""
    for row in range(rows):
        for column in range(columns):
            place = (x + column * size, y + row * size, size - 1.5, size - 1.5)
            sheet.tile(*place, strength(row, column), color=color, text=text(row, column))


def numbers(
    sheet: Sheet, x: float, y: float, size: float, values: Grid, *, color: QColor | None = None
) -> None:
    """Paint a grid with its numbers in it, the larger the stronger."""
    flat = [value for row in values for value in row]
    low, span = min(flat), (max(flat) - min(flat)) or 1

    def strength(row: int, column: int) -> float:
        return 0.12 + 0.5 * (values[row][column] - low) / span

    def text(row: int, column: int) -> str:
        return f"{values[row][column]:.3g}".replace("-", "−")

    grid(sheet, x, y, size, len(values), len(values[0]), strength, color=color, text=text)


def cuboid(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    depth: float,
    strength: float = 0.15,
    *,
    color: QColor | None = None,
) -> None:
    """Paint a cuboid whose front begins at (x, y); it goes back to the upper right."""
    d = depth * 0.6
    right, low = x + width, y + height
    front = ((x, y), (right, y), (right, low), (x, low))
    top = ((x, y), (x + d, y - d), (right + d, y - d), (right, y))
    side = ((right, y), (right + d, y - d), (right + d, low - d), (right, low))
    sheet.fill(top, strength * 0.7, color)
    sheet.fill(side, strength * 1.4, color)
    sheet.fill(front, strength, color)


def sheets(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    colors: Sequence[QColor],
    *,
    step: float = 9,
    strength: float = 0.2,
) -> None:
    """Paint channels as square sheets one behind the other, the first in front."""
    for index in reversed(range(len(colors))):
        move = index * step
        sheet.tile(x + move, y - move, size, size, strength, color=colors[index])


def row(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    strengths: Sequence[float],
    *,
    color: QColor | None = None,
) -> None:
    """Paint a row of tiles."""
    for index, strength in enumerate(strengths):
        sheet.tile(x + index * size, y, size - 1.5, size - 1.5, strength, color=color)
