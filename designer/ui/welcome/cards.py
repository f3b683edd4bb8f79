"""Large buttons that look like cards: a way in, an example, a starter model, a recent file."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from designer.catalog.catalog import Catalog
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.theme import Sizes, fonts, icons
from designer.ui.welcome.model_picture import ModelPicture

_RADIUS = 9
_ICON = 22


class CardButton(QAbstractButton):
    """A card that is a button: Enter, Space and a click press it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._over = False
        follow(self, theme.changed, self.update)

    def sizeHint(self) -> QSize:
        """Return the size of what is on the card."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(200, 60)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of what is on the card."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize(120, 40)

    def hasHeightForWidth(self) -> bool:
        """Return whether words on the card are wrapped."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the card at this width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and outline."""
        colors = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        ground = colors.selected if self.isDown() or self.isChecked() else colors.panel
        ground = colors.hover if self._over and ground == colors.panel else ground
        lit = focused or self._over or self.isChecked()
        width = 2.0 if focused else 1.0
        painter.setPen(QPen(colors.accent if lit else colors.line, width))
        painter.setBrush(ground)
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light the card."""
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Light it no more."""
        self._over = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the card with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _words(self, text: str, size: int, *, strong: bool = False, muted: bool = False) -> QLabel:
        label = QLabel(text, self)
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        label.setFont(fonts.words(size, weight))
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if muted:
            label.setProperty("role", "muted")
        return label


class WayCard(CardButton):
    """One way in: an icon, what it is called, and a sentence."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._icon = QLabel(self)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = self._words(text, Sizes.BODY, muted=True)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(3)
        column.addWidget(self._icon)
        column.addSpacing(4)
        column.addWidget(self._words(title, 15, strong=True))
        column.addWidget(words)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        follow(self, theme.changed, self._dress)
        self._dress()

    def _dress(self) -> None:
        self._icon.setPixmap(icons.icon(self._name, "accent").pixmap(_ICON, _ICON))


class PictureCard(CardButton):
    """A model: its picture, what it is called, and a sentence."""

    def __init__(
        self, catalog: Catalog, title: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.picture = ModelPicture(catalog, self)
        self.picture.setFixedHeight(76)
        self.sentence = self._words(text, 12, muted=True)
        self.sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        column.addWidget(self.picture)
        words = QVBoxLayout()
        words.setContentsMargins(4, 4, 4, 0)
        words.setSpacing(1)
        words.addWidget(self._words(title, Sizes.BODY, strong=True))
        words.addWidget(self.sentence)
        column.addLayout(words)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Put another sentence below the title."""
        self.sentence.setText(text)
        self.setAccessibleDescription(text)


class RecentCard(CardButton):
    """A file that was open lately: a small picture, its name, when, and where it lies."""

    def __init__(
        self, catalog: Catalog, title: str, when: str, where: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{when}, {where}")
        self.setToolTip(where)
        self.picture = ModelPicture(catalog, self)
        self.picture.setFixedSize(84, 48)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(_Elided(self._words(title, Sizes.BODY, strong=True)))
        words.addWidget(_Elided(self._words(f"{when} · {where}", 12, muted=True)))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class _Elided(QWidget):
    """A line of words that is cut in its middle where there is no room."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label, self._text = label, label.text()
        label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of all words."""
        return self._label.sizeHint()

    def resizeEvent(self, event: QEvent) -> None:
        """Cut the words to the room."""
        self._label.resize(self.size())
        metrics = self._label.fontMetrics()
        self._label.setText(
            metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        )
