"""The head of a plot: its metric, and each curve's colour, name and value under the pointer."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from designer.ui.plots.line import Line
from designer.ui.theme import Sizes, current, fonts
from designer.ui.translate import tr


class LegendEntry(QAbstractButton):
    """A curve's colour and name; a click hides or shows the curve."""

    def __init__(self, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._value = ""
        self.setCheckable(True)
        self.setChecked(True)
        self.setFont(fonts.words(Sizes.SMALL + 1))
        self.setToolTip(tr("Show or hide this curve"))
        self.setAccessibleName(tr("Curve {name}", name=line.label))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_value(self, value: str) -> None:
        """Show *value* behind the name."""
        if value != self._value:
            self._value = value
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the swatch, the name and a value."""
        metrics = self.fontMetrics()
        width = 22 + metrics.horizontalAdvance(self.line.label)
        if self._value:
            width += 6 + metrics.horizontalAdvance(self._value)
        return QSize(width + 2, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint swatch, name and value."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.line.color() if self.isChecked() else theme.line)
        for left, width in ((0, 6), (9, 6)) if self.line.dashed else ((0, 15),):
            painter.drawRoundedRect(QRectF(left, middle - 1.5, width, 3), 1.5, 1.5)
        painter.setPen(theme.muted if self.isChecked() else theme.faint)
        room = self.rect().adjusted(22, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, align, self.line.label)
        if self._value:
            painter.setPen(theme.text)
            shift = self.fontMetrics().horizontalAdvance(self.line.label) + 6
            painter.drawText(room.adjusted(shift, 0, 0, 0), align, self._value)
        if self.hasFocus():
            painter.setPen(theme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class Legend(QWidget):
    """Title, place under the pointer, and the entries."""

    def __init__(
        self, title: str, on_toggled: Callable[[str, bool], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._on_toggled = on_toggled
        self._entries: dict[str, LegendEntry] = {}
        self.title = QLabel(title, self)
        self.title.setFont(fonts.words(Sizes.BODY, fonts.words().Weight.DemiBold))
        self.place = QLabel(self)
        self.place.setProperty("role", "muted")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2, 0, 2, 0)
        self._layout.setSpacing(12)
        self._layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(0)
        self.setFixedHeight(20)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.place)
        self._layout.addStretch(1)

    def set_lines(self, lines: Iterable[Line]) -> None:
        """Have one entry for each line."""
        wanted = {line.key: line for line in lines}
        for key in self._entries.keys() - wanted.keys():
            entry = self._entries.pop(key)
            self._layout.removeWidget(entry)
            entry.deleteLater()
        for key, line in wanted.items():
            if key in self._entries:
                self._entries[key].line = line
                self._entries[key].update()
            else:
                self._entries[key] = self._entry(line)

    def show_values(self, place: str, values: dict[str, str]) -> None:
        """Show where the pointer is and each curve's value there; empty to take them away."""
        for key, entry in self._entries.items():
            entry.show_value(values.get(key, ""))
        self.place.setText(place)
        self.place.setVisible(self._layout.minimumSize().width() <= self.width())

    def _entry(self, line: Line) -> LegendEntry:
        entry = LegendEntry(line, self)
        entry.toggled.connect(lambda on: self._on_toggled(line.key, on))
        self._layout.addWidget(entry)
        return entry
