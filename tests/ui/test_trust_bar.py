"""The bar over a stranger's file: it tells, and waits for nobody."""

import pytest

from designer.project.files import write_project
from designer.project.project import Project
from designer.session.recovery import Recovery
from designer.ui.trust_bar import TrustBar


@pytest.fixture
def bar(session, qtbot):
    bar = TrustBar(session)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def stranger(tmp_path):
    path = tmp_path / "stranger.kdesign"
    write_project(path, Project(module="import os\n"))
    return path


def test_a_project_without_code_has_no_bar(bar, session):
    session.new()
    assert bar.isHidden()


def test_a_strangers_code_is_told_shown_and_trusted_by_buttons(bar, session, stranger):
    session.open(stranger)
    assert not bar.isHidden()
    assert bar.text.text().startswith("Runs its own Python module (1 line).")
    assert bar.code.isHidden()
    bar.show_code.click()
    assert not bar.code.isHidden()
    assert "import os" in bar.code.toPlainText()
    bar.trust.click()
    assert session.trusted
    assert bar.isHidden()


def test_kept_off_it_goes_and_comes_back_when_asked_for(bar, session, stranger):
    session.open(stranger)
    bar.keep_off.click()
    assert bar.isHidden()
    assert not session.trusted
    session.trusts.ask()
    assert not bar.isHidden()
    assert not bar.code.isHidden()


def test_recovered_code_is_asked_about_with_the_reason(bar, session, tmp_path):
    recovery = Recovery(tmp_path / "1.journal", None, 0.0, Project(module="import os\n"))
    session.recover(recovery)
    assert not bar.isHidden()
    assert bar.title.text() == "The recovered edits hold code. It is off."
    assert "was killed before it could note that this is yours" in bar.text.text()
    session.new(Project(module="import sys\n"))
    assert bar.title.text() == "This file holds code. It is off."
