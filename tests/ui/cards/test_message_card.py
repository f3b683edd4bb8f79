"""A message with what is wrong and what to do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.graph.problems import Severity
from designer.ui.cards import MessageCard


def test_the_words_take_the_whole_width_without_buttons_too(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    card = MessageCard(page)
    QVBoxLayout(page).addWidget(card)
    page.resize(700, 300)
    card.show_message(Severity.ERROR, "Training failed", "Why it failed, in a sentence or two.")
    page.show()

    assert card.text.x() < 60
    assert card.text.width() > 550
