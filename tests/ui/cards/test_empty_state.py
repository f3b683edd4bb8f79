"""An empty page that teaches."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.ui.cards import EmptyState


def test_words_of_several_lines_are_shown_in_full(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    state = EmptyState("database", "No data yet", "Several lines of words. " * 12, page)
    QVBoxLayout(page).addWidget(state)
    page.resize(800, 600)
    page.show()

    assert state.text.height() >= state.text.heightForWidth(state.text.width())
