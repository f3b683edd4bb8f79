"""The drawing is compared with another project, and the comparison follows the edits."""

import pytest

from designer.document.commands.nodes import add_node, move, set_param
from designer.document.commands.remarks import add_note, write
from designer.project.comparable import read_comparable
from designer.project.files import BadProject, write_project


@pytest.fixture
def drawn(stage):
    """A session with one Dense, and what it was before it was changed."""
    session = stage.session
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0), {"units": 4}, "dense")
    return session, id, session.document.project


def test_nothing_is_compared_at_first(drawn):
    session, _, _ = drawn
    assert (session.comparison.difference, session.comparison.here) == (None, None)
    assert session.comparison.leave() is False


def test_edits_show_up_at_once_and_moves_do_not(drawn):
    session, id, before = drawn
    told = []
    session.comparison.begin_with(before, "before")
    session.comparison.changed.connect(lambda: told.append(session.comparison.difference.count))
    move(session.document, {id: (90.0, 90.0)})
    set_param(session.document, [id], "units", 8)
    session.history.undo()
    assert told == [1, 0]


def test_frames_and_notes_show_up_at_once_and_where_they_lie_does_not(drawn):
    session, _, before = drawn
    told = []
    session.comparison.begin_with(before, "before")
    session.comparison.changed.connect(lambda: told.append(session.comparison.difference.count))
    note = add_note(session.document, (0.0, 0.0), "Why so few?")
    move(session.document, {note: (90.0, 90.0)})
    write(session.document, note, "Why so many?")
    session.history.go_to(1)
    assert told == [1, 1, 1, 0]


def test_the_changed_fields_of_a_node_are_told(drawn):
    session, id, before = drawn
    set_param(session.document, [id], "units", 8)
    session.comparison.begin_with(before, "before")
    assert session.comparison.lines(id) == ["units: 4 → 8"]
    assert session.comparison.leave() is True
    assert session.comparison.lines(id) == []


def test_another_project_ends_the_comparison(drawn):
    session, _, before = drawn
    session.comparison.begin_with(before, "before")
    session.new()
    assert session.comparison.difference is None


def test_a_run_folder_is_read_as_what_it_trained(drawn, tmp_path):
    session, _, before = drawn
    write_project(tmp_path / "project.kdesign", before)
    session.comparison.begin(tmp_path, "run 1")
    assert (session.comparison.title, session.comparison.difference.count) == ("run 1", 0)


def test_what_cannot_be_read_leaves_the_comparison_as_it_was(drawn, tmp_path):
    session, _, before = drawn
    session.comparison.begin_with(before, "before")
    with pytest.raises(BadProject, match=r"without project\.kdesign"):
        session.comparison.begin(tmp_path)
    assert session.comparison.title == "before"


def test_a_project_file_is_read_as_it_is(drawn, tmp_path):
    _, _, before = drawn
    write_project(tmp_path / "a.kdesign", before)
    assert read_comparable(tmp_path / "a.kdesign") == before
