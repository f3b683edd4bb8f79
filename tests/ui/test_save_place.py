"""Asking where something is to be written."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from designer.ui.save_place import ask_where

YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


@pytest.fixture
def ask(qtbot, monkeypatch, tmp_path):
    """Ask for a table's place; the user types a name and answers questions."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def asked(name, answer=NO):
        typed = str(tmp_path / name) if name else ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, ""))
        monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
        return ask_where(parent, "Save", tmp_path / "a.csv", "CSV", ".csv")

    return asked


def test_the_end_of_a_name_need_not_be_typed(ask, tmp_path):
    assert ask("curves") == tmp_path / "curves.csv"
    assert ask("run.1") == tmp_path / "run.1.csv"
    assert ask("curves.csv") == tmp_path / "curves.csv"


def test_no_name_is_no_place(ask):
    assert ask("") is None


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced_unasked(ask, tmp_path):
    (tmp_path / "curves.csv").write_text("precious")
    assert ask("curves", NO) is None
    assert ask("curves", YES) == tmp_path / "curves.csv"
