"""“Will it fit?” says what was measured, and offers the batch size that fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from designer.document.commands.nodes import add_node
from designer.document.commands.settings import set_setting
from designer.protocol.events import MemoryProbed
from designer.protocol.requests import ProbeMemory
from designer.ui import fit_check
from designer.ui.fit_check import FitCheck


@pytest.fixture
def check(qtbot, session, monkeypatch):
    """The widget on a model that could be trained."""
    monkeypatch.setattr(fit_check, "why_no_steps", lambda project, problems: None)
    add_node(session.document, session.catalog, "Dense", (0, 0), {"units": 3}, "dense")
    widget = FitCheck(session)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def probe(qtbot, check, engines, largest):
    qtbot.mouseClick(check.start, Qt.MouseButton.LeftButton)
    link = engines.links[-1]
    id = link.last(ProbeMemory).id
    assert check.cancel.isVisible()
    assert not check.start.isVisible()
    points = [[4, 5_000_000], [8, 9_000_000]]
    link.say(MemoryProbed(id, "CPU", points, 10**6, 10**6, True, 50 * 10**6, 33 * 10**6, largest))


def test_what_fits_is_said_with_the_largest_batch(qtbot, check, engines):
    probe(qtbot, check, engines, 46)
    assert check.card.title.text() == "Fits: a batch of 32 needs about 33.0 MB"
    assert check.card.text.text() == (
        "Measured on the processor with batches of 4 to 8. 50.0 MB are free: "
        "the largest batch that fits is 46."
    )


def test_what_does_not_fit_offers_the_batch_that_does(qtbot, check, engines, session):
    set_setting(session.document, "fit.batch_size", 64)
    probe(qtbot, check, engines, 46)
    assert check.card.title.text() == "Does not fit: a batch of 64 needs about 65.0 MB"
    button = next(b for b in check.card.findChildren(QPushButton) if "46" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.document.project.fit.batch_size == 46
    assert check.card.title.text().startswith("Fits: a batch of 46")


def test_a_probe_can_be_given_up(qtbot, check):
    qtbot.mouseClick(check.start, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(check.cancel, Qt.MouseButton.LeftButton)
    assert check.start.isVisible()
    assert not check.card.isVisible()


def test_what_cannot_be_probed_says_why(qtbot, session):
    widget = FitCheck(session)
    qtbot.addWidget(widget)
    assert not widget.start.isEnabled()
    assert widget.start.toolTip().startswith("There is no model yet.")
