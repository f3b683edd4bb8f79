"""PredictionList: what a model says of each row: classes as bars, numbers as numbers."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.protocol.events import Predicted
from designer.ui.plots.words import metric_value
from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr

_MOST: Final = 200
_BARS: Final = 4
_LINE: Final = 20
_PICTURE: Final = 64
_SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".bmp", ".gif")


class PredictionList(QScrollArea):
    """One card for each row, the first two hundred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Predictions"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(QWidget())

    def show_predictions(self, event: Predicted, folder: Path | None) -> None:
        """Show what was predicted; pictures are looked for in *folder*."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for row, label in enumerate(event.labels[:_MOST]):
            column.addWidget(_card(event, row, _picture(folder, label)))
        if len(event.labels) > _MOST:
            more = QLabel(tr("and {n} more rows", n=f"{len(event.labels) - _MOST:,}"), body)
            more.setProperty("role", "muted")
            column.addWidget(more)
        column.addStretch(1)
        self.setWidget(body)


def _card(event: Predicted, row: int, picture: QPixmap | None) -> QWidget:
    card = QWidget()
    layout = QHBoxLayout(card)
    layout.setContentsMargins(4, 4, 4, 4)
    layout.setSpacing(14)
    if picture is not None:
        label = QLabel(card)
        label.setPixmap(picture)
        label.setFixedSize(_PICTURE, _PICTURE)
        layout.addWidget(label)
    name = QLabel(event.labels[row], card)
    name.setFixedWidth(150)
    name.setToolTip(event.labels[row])
    layout.addWidget(name)
    for output, rows in event.outputs.items():
        classes = event.classes.get(output)
        layout.addWidget(Probabilities(output, rows[row], classes, len(event.outputs) > 1), 1)
    return card


class Probabilities(QWidget):
    """The most likely classes with bars, or the number that was predicted."""

    def __init__(
        self, output: str, said: dict[str, Any], classes: list[str] | None, titled: bool
    ) -> None:
        super().__init__()
        self.lines = likely(said, classes)
        self._title = output if titled else ""
        words = ", ".join(f"{name} {share:.0%}" for name, share in self.lines)
        self._value = "" if self.lines else value_words(said)
        self.setAccessibleName(words or self._value)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """Return room for the lines."""
        lines = max(len(self.lines), 1) + bool(self._title)
        return QSize(240, lines * _LINE + 4)

    def minimumSizeHint(self) -> QSize:
        """Return room for the lines."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names, bars and shares."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 2.0
        if self._title:
            painter.setFont(fonts.words(Sizes.SMALL))
            painter.setPen(theme.muted)
            painter.drawText(QRectF(0, top, self.width(), _LINE), _MIDDLE, self._title)
            top += _LINE
        if self._value:
            painter.setFont(fonts.mono(Sizes.BODY))
            painter.setPen(theme.text)
            painter.drawText(QRectF(0, top, self.width(), _LINE), _MIDDLE, self._value)
        for index, (name, share) in enumerate(self.lines):
            self._paint_line(painter, top + index * _LINE, name, share, first=index == 0)

    def _paint_line(
        self, painter: QPainter, top: float, name: str, share: float, *, first: bool
    ) -> None:
        theme = current()
        weight = fonts.words().Weight
        painter.setFont(fonts.words(Sizes.BODY - 1, weight.DemiBold if first else weight.Normal))
        painter.setPen(theme.text if first else theme.muted)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 100)
        painter.drawText(QRectF(0, top, 104, _LINE), _MIDDLE, text)
        room = max(min(self.width() - 170.0, 320.0), 30.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.field)
        painter.drawRoundedRect(QRectF(110, top + 6, room, 8), 3, 3)
        painter.setBrush(theme.accent if first else theme.wire)
        painter.drawRoundedRect(QRectF(110, top + 6, max(room * share, 2), 8), 3, 3)
        painter.setPen(theme.text if first else theme.muted)
        painter.drawText(QRectF(116 + room, top, 54, _LINE), _MIDDLE, f"{share:.1%}")


def likely(said: dict[str, Any], classes: list[str] | None) -> list[tuple[str, float]]:
    """Return the most likely classes and their shares, the first first."""
    shares = said.get("probabilities")
    if not shares or not classes:
        return []
    if len(shares) == 1 and len(classes) == 2:
        shares = [1 - shares[0], shares[0]]
    ranked = sorted(zip(classes, shares, strict=False), key=lambda pair: -pair[1])
    return [(str(name), float(share)) for name, share in ranked[:_BARS]]


def value_words(said: dict[str, Any]) -> str:
    """Return a predicted value: a class, a number, or the first of several numbers."""
    value = said.get("value")
    if said.get("label") is not None:
        return str(said["label"])
    if isinstance(value, list):
        shown = [value_words({"value": entry}) for entry in value[:6]]
        return f"[{', '.join(shown)}{', …' if len(value) > 6 else ''}]"
    return metric_value(float(value)) if isinstance(value, int | float) else str(value)


def _picture(folder: Path | None, label: str) -> QPixmap | None:
    path = Path(label)
    if path.suffix.lower() not in _SUFFIXES:
        return None
    if not path.is_absolute() and folder is not None:
        path = folder / path
    reader = QImageReader(str(path))  # photographs are made small while they are read
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(_PICTURE, _PICTURE, Qt.AspectRatioMode.KeepAspectRatio))
    picture = QPixmap.fromImageReader(reader)
    return None if picture.isNull() else picture


_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
