"""The costs of the whole model: figures for a batch size and a precision, and whether they fit."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.nodes import add_node
from designer.document.commands.settings import set_setting
from designer.project.memory_need import MemoryFigures, Precision, Use, moments_key
from designer.ui.inspector import costs_section
from designer.ui.inspector.costs_section import CostsSection, fit_words, memory_rows

FIGURES = MemoryFigures(
    weights=1e6,
    slots=2.0,
    optimizer=2e6,
    moments={
        moments_key(Use.TRAINING, mixed=False): ((1e6, 4e6),),
        moments_key(Use.TRAINING, mixed=True): ((5e5, 5e6),),
        moments_key(Use.INFERENCE, mixed=False): ((1e5, 1e6),),
        moments_key(Use.INFERENCE, mixed=True): ((5e4, 2e6),),
    },
    host={"training": 1e8, "inference": 2e7},
)


@pytest.fixture
def section(qtbot, session, monkeypatch):
    """The section on a model whose memory is known, with a gigabyte free."""
    monkeypatch.setattr(costs_section, "available_memory", lambda: 10**9)
    add_node(session.document, session.catalog, "Dense", (0, 0), {"units": 3}, "dense")
    session.analysis.memory = FIGURES
    session.analysis.totals = {"activation_bytes": 1000}
    widget = CostsSection(session)
    qtbot.addWidget(widget)
    return widget


def test_the_figures_are_for_the_batch_size_of_the_settings(section, session):
    assert memory_rows(session) == [
        ("weights", "1 MB"),
        ("optimizer, 2 per weight", "2 MB"),
        ("activations", "32.0 kB"),
        ("peak, predicting", "4.2 MB"),
        ("peak, training", "36.0 MB"),
    ]


def test_another_batch_size_is_written_into_the_settings(qtbot, section, session):
    section.batch.selectAll()
    qtbot.keyClicks(section.batch, "64")
    qtbot.keyClick(section.batch, Qt.Key.Key_Return)
    assert session.document.project.fit.batch_size == 64
    assert dict(memory_rows(session))["peak, training"] == "68.0 MB"


def test_another_precision_changes_the_figures_and_nothing_of_the_project(section, session):
    before = session.document.project
    section.precision.setCurrentIndex(1)
    section.precision.activated.emit(1)
    assert session.costs.precision is Precision.MIXED_FLOAT16
    assert dict(memory_rows(session))["peak, training"] == "21.0 MB"
    assert session.document.project is before


def test_what_fits_is_said_with_the_largest_batch(section, session):
    assert fit_words(session) == (
        "Fits on this computer's processor: about 136 MB with TensorFlow's own, of 1 GB free. "
        "The largest batch is 896."
    )


def test_what_does_not_fit_is_said_too(section, session):
    set_setting(session.document, "fit.batch_size", 900)
    session.analysis.memory = FIGURES
    assert fit_words(session) == "Does not fit: 1 GB of 1 GB free. The largest batch is 896."


def test_an_unknown_length_is_named(section, session):
    session.analysis.memory = MemoryFigures(weights=1.0, unknown="words")
    assert "an axis of words has no length" in fit_words(session)


def test_on_a_graphics_card_the_processors_memory_is_no_measure(section, session):
    session.engine.devices = ("CPU:0", "GPU:0")
    assert fit_words(session) == (
        "Training needs about 36.0 MB of the graphics card's memory. “Will it fit?” measures it."
    )
