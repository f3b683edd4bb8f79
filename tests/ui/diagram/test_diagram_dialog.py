"""Exporting the diagram, with a preview."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from designer.document.commands.nodes import add_node
from designer.ui.diagram import diagram_dialog
from designer.ui.diagram.choices import Choices, keep, kept

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def dialog(session, parent, qtbot):
    add_node(session.document, session.catalog, "Input", (0.0, 0.0), {"shape": [8]}, "image")
    add_node(session.document, session.catalog, "Dense", (0.0, 120.0), {"units": 64}, "dense")
    made = diagram_dialog.show(parent, session)
    qtbot.waitUntil(lambda: not made.preview.image.isNull())
    return made


def choose(qtbot, combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())
    qtbot.wait(20)


def test_the_preview_follows_what_is_chosen(dialog, qtbot):
    light = dialog.preview.image.copy()
    choose(qtbot, dialog.paper, "print")
    printed = dialog.preview.image.copy()
    assert printed != light
    qtbot.mouseClick(dialog.switches["parameters"], Qt.MouseButton.LeftButton)
    qtbot.wait(20)
    assert dialog.preview.image != printed


def test_pixels_are_asked_for_a_png_and_millimetres_for_the_rest(dialog, qtbot):
    choose(qtbot, dialog.format, "png")
    assert (dialog.scale.isVisible(), dialog.width_choice.isVisible()) == (True, False)
    before = dialog.told.text()
    choose(qtbot, dialog.scale, 4.0)
    assert dialog.told.text() != before
    choose(qtbot, dialog.format, "pdf")
    assert (dialog.scale.isVisible(), dialog.width_choice.isVisible()) == (False, True)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_picture_is_written_and_the_choices_are_kept(dialog, qtbot, tmp_path, suffix):
    choose(qtbot, dialog.format, suffix)
    choose(qtbot, dialog.paper, "print")
    dialog.write(tmp_path / f"model.{suffix}")
    assert (tmp_path / f"model.{suffix}").stat().st_size > 500
    assert dialog.told.text().startswith(f"Written: model.{suffix}")
    preferences = dialog._session.preferences
    assert kept(preferences, dark=False) == Choices(suffix, "print")


def test_the_picture_is_copied_in_its_full_size(dialog, qtbot):
    choose(qtbot, dialog.format, "png")
    words = dialog.told.text()
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copy Picture")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    image = QGuiApplication.clipboard().image()
    assert f"{image.width()} × {image.height()} pixels" == words
    QGuiApplication.clipboard().clear()


def test_what_cannot_have_been_chosen_is_passed_over(session):
    session.preferences.set("diagram", {"format": "exe", "scale": "big", "paper": "print"})
    assert kept(session.preferences, dark=True) == Choices(paper="print")
    session.preferences.set("diagram", [1])
    assert kept(session.preferences, dark=True) == Choices(paper="dark")
    keep(session.preferences, Choices("png", scale=3.0))
    assert kept(session.preferences, dark=False) == Choices("png", scale=3.0)
