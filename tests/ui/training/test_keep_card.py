"""The offer to keep what a run learned."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from designer.document.commands import nodes
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project
from designer.project.runs import RunEntry
from designer.session.run import Run
from designer.ui.training.keep_card import KeepCard


@pytest.fixture
def page(session, qtbot, tmp_path):
    session.new(Project("drawn", Graph.of([Node("a", "Dense", "first", {"units": 3})])))
    session.save_as(tmp_path / "drawn.kdesign")
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def card(session, page):
    return KeepCard(session, page)


def run_once(session, id="one"):
    session.runs.active = Run(id, session.runs.folder / id)
    session.runs.changed.emit()
    session.runs.active = None
    session.runs.all = (RunEntry(id, session.runs.folder / id, "completed", epochs=2),)
    session.runs.changed.emit()


def press(card, text):
    next(b for b in card.findChildren(QPushButton) if b.text() == text).click()


def test_it_is_offered_at_the_first_edit_after_a_run(session, page, card):
    run_once(session)
    assert not card.isVisibleTo(page)
    nodes.move(session.document, {"a": (10, 10)})
    assert not card.isVisibleTo(page)
    nodes.set_param(session.document, ["a"], "units", 5)
    assert card.isVisibleTo(page)


def test_keeping_begins_with_the_run(session, page, card):
    run_once(session)
    nodes.set_param(session.document, ["a"], "units", 5)
    press(card, "Keep weights")
    assert session.document.project.weights == "drawn.runs/one"
    assert not card.isVisibleTo(page)


def test_whoever_wants_to_begin_fresh_is_not_asked_again(session, page, card):
    run_once(session)
    nodes.set_param(session.document, ["a"], "units", 5)
    press(card, "Begin fresh")
    nodes.set_param(session.document, ["a"], "units", 6)
    assert not card.isVisibleTo(page)
    assert session.document.project.weights == ""
