"""Drawings of layers for pictures: a landscape before and after."""

from math import pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF, QTransform

from designer.ui.help.pictures import pixels
from designer.ui.help.pictures.parts import between
from designer.ui.help.pictures.pixels import COLUMNS, ROWS, Picture
from designer.ui.help.sheet import Sheet
from designer.ui.help.values import Values

_CELL = 7.0
_WIDE, _HIGH = COLUMNS * _CELL, ROWS * _CELL
_Y = 18.0
_LEFT, _RIGHT = 8.0, 160.0


def scene(sheet: Sheet, values: Values) -> None:
    """Draw the landscape, and what the effect makes of it."""
    effect = values.word("effect", "flip")
    plain = pixels.landscape()
    _paint(sheet, _LEFT, pixels.dull(plain) if effect in pixels.DULL else plain)
    between(sheet, 127, length=26, text="+" if effect in ("cutmix", "mixup") else "")
    if effect in ("crop", "center_crop"):
        _cropped(sheet, 3 if effect == "center_crop" else 1)
    elif effect == "resize":
        _resized(sheet)
    elif effect == "elastic":
        _elastic(sheet, plain)
    elif effect in _GEOMETRY or effect == "perspective":
        fill = values.word("fill_mode") if effect != "flip" else ""
        _moved(sheet, plain, _transform(effect, values), fill=fill)
    else:
        _paint(sheet, _RIGHT, pixels.changed(effect) or plain)
        if effect == "randaugment":
            _moved(sheet, pixels.changed(effect) or plain, _transform("rotate", Values()))


def _paint(sheet: Sheet, left: float, picture: Picture) -> None:
    _small(sheet, picture, left, _Y, _CELL)


def _frame(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    sheet.stroke(corners, sheet.faint, 1)


def _moved(sheet: Sheet, picture: Picture, transform: QTransform, *, fill: str = "") -> None:
    painter = sheet.painter
    painter.save()
    place = QRectF(_RIGHT, _Y, _WIDE, _HIGH)
    painter.fillRect(place, sheet.tint(0.08, sheet.muted))
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.translate(place.center())
    painter.setTransform(transform, True)
    painter.translate(-place.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    around = fill in ("reflect", "wrap", "nearest")
    for r in range(-ROWS, 2 * ROWS) if around else range(ROWS):
        for c in range(-COLUMNS, 2 * COLUMNS) if around else range(COLUMNS):
            pixel = picture[_source(r, ROWS, fill)][_source(c, COLUMNS, fill)]
            cell = QRectF(_RIGHT + c * _CELL, _Y + r * _CELL, _CELL + 0.5, _CELL + 0.5)
            painter.fillRect(cell, QColor.fromRgbF(*pixel))
    painter.restore()
    _frame(sheet, _RIGHT, _Y, _WIDE, _HIGH)


def _source(place: int, count: int, fill: str) -> int:
    """Return which row or column is seen at *place*, beyond the border as Keras fills."""
    if fill == "wrap":
        return place % count
    if fill == "reflect" and place < 0:
        return -1 - place
    if fill == "reflect" and place >= count:
        return 2 * count - 1 - place
    return min(max(place, 0), count - 1)


_GEOMETRY = {
    "flip": QTransform(-1, 0, 0, 1, 0, 0),
    "shift": QTransform(1, 0, 0, 1, 22, 12),
    "shear": QTransform(1, 0, 0.35, 1, 0, 0),
    "zoom": QTransform(1.5, 0, 0, 1.5, 0, 0),
    "rotate": QTransform(),
}


def _transform(effect: str, values: Values) -> QTransform:
    if effect == "rotate":
        share = abs(values.number("factor", 0.06))
        return QTransform().rotate(-max(6.0, min(90.0, share * 360)))
    if effect == "flip" and values.word("mode") == "vertical":
        return QTransform(1, 0, 0, -1, 0, 0)
    if effect == "perspective":
        w, h = _WIDE / 2, _HIGH / 2
        flat = QPolygonF([QPointF(*p) for p in ((-w, -h), (w, -h), (w, h), (-w, h))])
        tilted = [(-w * 0.95, -h * 0.9), (w * 0.72, -h * 0.5), (w * 0.82, h * 0.72), (-w, h * 0.95)]
        found = QTransform.quadToQuad(flat, QPolygonF([QPointF(*p) for p in tilted]))
        return found if isinstance(found, QTransform) else QTransform()
    return _GEOMETRY[effect]


def _elastic(sheet: Sheet, picture: Picture) -> None:
    painter = sheet.painter
    painter.save()
    painter.setClipRect(QRectF(_RIGHT, _Y, _WIDE, _HIGH), Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for r in range(-2, ROWS + 2):
        for c in range(-2, COLUMNS + 2):
            corners = [_bent(r + i, c + j) for i, j in ((0, 0), (0, 1), (1, 1), (1, 0))]
            row, column = min(max(r, 0), ROWS - 1), min(max(c, 0), COLUMNS - 1)
            painter.setBrush(QColor.fromRgbF(*picture[row][column]))
            painter.drawPolygon(QPolygonF(corners))
    painter.restore()
    _frame(sheet, _RIGHT, _Y, _WIDE, _HIGH)


def _bent(row: float, column: float) -> QPointF:
    x = column + 0.8 * sin(pi * row / 3.2)
    y = row + 0.8 * sin(pi * column / 4.1)
    return QPointF(_RIGHT + x * _CELL, _Y + y * _CELL)


def _cropped(sheet: Sheet, top: int) -> None:
    rows, columns = 7, 10
    left = 3 if top == 3 else 5
    part = [line[left : left + columns] for line in pixels.landscape()[top : top + rows]]
    x, y = _LEFT + left * _CELL, _Y + top * _CELL
    corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    width, height = columns * _CELL, rows * _CELL
    sheet.stroke(
        [(x + a * width, y + b * height) for a, b in corners], sheet.second, 2, dashed=True
    )
    _small(sheet, part, _RIGHT + (_WIDE - width) / 2, 60 - height / 2, _CELL)


def _resized(sheet: Sheet) -> None:
    every = [line[::2] for line in pixels.blurred(pixels.landscape())[::2]]
    _small(sheet, every, _RIGHT + _WIDE / 4, 60 - _HIGH / 4, _CELL)


def _small(sheet: Sheet, picture: Picture, x: float, y: float, cell: float) -> None:
    painter = sheet.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for r, line in enumerate(picture):
        for c, pixel in enumerate(line):
            place = QRectF(x + c * cell, y + r * cell, cell + 0.5, cell + 0.5)
            painter.fillRect(place, QColor.fromRgbF(*pixel))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _frame(sheet, x, y, len(picture[0]) * cell, len(picture) * cell)
