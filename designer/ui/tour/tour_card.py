"""TourCard: what the present step says, how far one is, and the ways on, back and out."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from designer.ui import theme
from designer.ui.following import follow
from designer.ui.theme import Sizes, fonts, icons
from designer.ui.translate import tr

_WIDTH = 330
_SHADOW = 7
_GAP = 14
_FLAT = 60
"""Things less high than this are buttons or tabs: a card at their side covers their neighbours."""


class TourCard(QWidget):
    """A card that stands beside what it talks of and takes no focus by itself.

    Attributes:
        next_requested: one wants to go on without doing the step.
        back_requested: one wants the step before.
        left: one wants to end the tour.
    """

    next_requested = Signal()
    back_requested = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFixedWidth(_WIDTH + 2 * _SHADOW)
        self.setAccessibleName(tr("Tour"))
        self.count = self._label(Sizes.SMALL, muted=True)
        self.title = self._label(15, strong=True)
        self.text = self._label(Sizes.BODY)
        self.keys = self._label(12, muted=True)
        self.state = self._label(12, strong=True)
        self._tick = QLabel(self)
        self.skip = self._button(tr("&Skip the tour"), "quiet")
        self.back = self._button(tr("&Back"), "")
        self.next = self._button(tr("&Next"), "primary")
        self.skip.clicked.connect(self.left)
        self.back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.next_requested)
        self._lay_out()
        follow(self, theme.changed, self._dress)
        self._dress()
        self.hide()

    def show_step(self, number: int, of: int, title: str, text: str, keys: str) -> None:
        """Show a step that is to be done."""
        self.count.setText(tr("Step {n} of {of}", n=number, of=of))
        self.title.setText(title)
        self.text.setText(text)
        self.keys.setText(keys)
        self.keys.setVisible(bool(keys))
        self.back.setVisible(number > 1)
        self.skip.setVisible(True)
        self.next.setText(tr("&Next"))
        self.show_done(False)
        self.setAccessibleDescription(f"{self.count.text()}. {title}. {text} {keys}")

    def show_end(self, title: str, text: str) -> None:
        """Show the last words."""
        self.show_step(1, 1, title, text, "")
        self.count.setText(tr("Done"))
        self.skip.setVisible(False)
        self.next.setText(tr("&Finish"))

    def show_done(self, done: bool) -> None:
        """Tell that the step was done; the tour goes on by itself."""
        self.state.setText(tr("Done") if done else "")
        self.state.setVisible(done)
        self._tick.setVisible(done)
        self._fit()

    def stand_beside(self, place: QRect | None) -> None:
        """Stand where *place* is not covered and no side of the window is in the way."""
        window = self.parentWidget()
        if window is None:
            return
        self._fit()
        spot = spot_beside(place, self.size(), window.rect())
        if spot != self.pos():
            self.move(spot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a card with a soft shadow and an accent at its top."""
        colors = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        card = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        for step in range(_SHADOW, 0, -1):
            soft = colors.shadow
            shade = soft.lighter(100)
            shade.setAlphaF(soft.alphaF() * 0.2)
            painter.setBrush(shade)
            painter.drawRoundedRect(card.adjusted(-step, -step + 2, step, step), 9 + step, 9 + step)
        painter.setPen(QPen(colors.accent, 1.2))
        painter.setBrush(colors.panel)
        painter.drawRoundedRect(card, 9, 9)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        column = self.layout()
        if column is not None:
            column.activate()
            self.setFixedHeight(column.totalHeightForWidth(self.width()))

    def _label(self, size: int, *, strong: bool = False, muted: bool = False) -> QLabel:
        label = QLabel(self)
        label.setFont(fonts.words(size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        label.setWordWrap(True)
        if muted:
            label.setProperty("role", "muted")
        return label

    def _button(self, text: str, role: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._tick)
        state.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SHADOW + 18, _SHADOW + 14, _SHADOW + 14, _SHADOW + 12)
        column.setSpacing(4)
        for label in (self.count, self.title, self.text, self.keys):
            column.addWidget(label)
        column.addLayout(state)
        column.addSpacing(8)
        column.addLayout(row)

    def _dress(self) -> None:
        self._tick.setPixmap(icons.icon("circle-check", "done").pixmap(15, 15))
        self.update()


def spot_beside(place: QRect | None, size: QSize, room: QRect) -> QPoint:
    """Return the corner of a card of *size* beside *place* in *room*; inside it where it fills it.

    A place that cannot be seen, None, lets the card stand at the lower right.
    """
    corner = QPoint(room.right() - size.width() - 12, room.bottom() - size.height() - 40)
    if place is None:
        return corner
    middle = place.center()
    aside = (
        QPoint(place.right() + _GAP, place.top()),
        QPoint(place.left() - _GAP - size.width(), place.top()),
    )
    under = (
        QPoint(middle.x() - size.width() // 2, place.top() - _GAP - size.height()),
        QPoint(middle.x() - size.width() // 2, place.bottom() + _GAP),
    )
    flat = place.height() < _FLAT
    for spot in (*under, *aside) if flat else (*aside, *under):
        kept = _kept_in(spot, size, room)
        if not QRect(kept, size).intersects(place):
            return kept
    inside = QPoint(place.right() - size.width() - _GAP, place.top() + _GAP)
    return _kept_in(inside, size, room)


def _kept_in(spot: QPoint, size: QSize, room: QRect) -> QPoint:
    x = max(room.left() + 8, min(spot.x(), room.right() - size.width() - 8))
    y = max(room.top() + 8, min(spot.y(), room.bottom() - size.height() - 8))
    return QPoint(x, y)
