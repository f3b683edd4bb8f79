"""The canvas for people who do not see it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from designer.ui.canvas import speaking

Key = Qt.Key


@pytest.fixture
def heard(monkeypatch):
    said = []
    monkeypatch.setattr(speaking, "is_heard", lambda: True)
    monkeypatch.setattr(speaking, "announce", lambda _widget, words: said.append(words))
    return said


def test_the_canvas_has_a_name_and_says_what_can_be_done(chain):
    canvas = QAccessible.queryAccessibleInterface(chain.view)
    assert canvas.text(QAccessible.Text.Name) == "Canvas"
    assert "Arrow keys go along the wires" in canvas.text(QAccessible.Text.Description)


def test_each_layer_that_the_arrows_come_to_is_said(chain, heard):
    chain.key(Key.Key_Down).key(Key.Key_Down)
    assert heard[0].startswith("image, Input")
    assert heard[1] == "flatten, Flatten, from image, feeds dense"


def test_several_wires_and_nothing_are_said_too(chain, heard):
    chain.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    chain.view.session.selection.set([chain.edge("flatten", "dense").id])
    chain.view.session.selection.clear()
    assert heard == ["5 selected", "Wire from flatten to dense", "Nothing selected"]


def test_where_nobody_listens_nothing_is_said(chain, monkeypatch):
    said = []
    monkeypatch.setattr(speaking, "announce", lambda *words: said.append(words))
    monkeypatch.setattr(speaking, "is_heard", lambda: False)
    chain.key(Key.Key_Down)
    assert said == []
