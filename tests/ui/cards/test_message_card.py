"""Messages with what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from designer.graph.problems import Severity
from designer.ui import theme
from designer.ui.cards import MessageCard, attempt


def icon_of(card):
    return next(
        label.pixmap().toImage()
        for label in card.findChildren(QLabel)
        if not label.pixmap().isNull()
    )


def test_its_icon_follows_the_theme(qtbot):
    card = MessageCard()
    qtbot.addWidget(card)
    card.show_message(Severity.ERROR, "Broken")
    light = icon_of(card)
    theme.set_theme("dark")
    assert icon_of(card) != light
    theme.set_theme("light")
    assert icon_of(card) == light


def test_a_button_may_take_the_message_away(qtbot):
    card = MessageCard()
    qtbot.addWidget(card)
    card.show_message(
        Severity.HINT, "One", "", [("Go", lambda: card.show_message(Severity.HINT, "Two"))]
    )
    card.show()
    qtbot.mouseClick(card.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert card.title.text() == "Two"
    qtbot.waitUntil(lambda: not card.findChildren(QPushButton))


def test_what_is_refused_is_told_without_holding_anything_up(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def refuse():
        raise ValueError("no data yet")

    assert not attempt(parent, refuse)
    box = parent.findChild(QMessageBox)
    assert (box.text(), box.informativeText()) == ("That cannot be done.", "no data yet")
    box.accept()
