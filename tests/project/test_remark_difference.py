"""Frames and notes among the differences, told in words."""

from dataclasses import replace

from designer.graph.graph import Graph
from designer.graph.remark_words import first_words, remark_words
from designer.graph.remarks import Remark, RemarkKind
from designer.project.difference import compare
from designer.project.difference_words import difference_rows, difference_to_json
from designer.project.project import Project

FRAME = Remark("r1", RemarkKind.FRAME, "Encoder", (0.0, 0.0))
NOTE = Remark("r2", RemarkKind.NOTE, "## **Why** [two](https://keras.io)\n\nmore", (0.0, 300.0))


def project(*remarks):
    return Project(graph=Graph.of((), (), remarks))


def test_what_is_new_gone_and_changed_is_told_in_words():
    new = Remark("r3", RemarkKind.NOTE, "- [x] done", (0.0, 900.0))
    named = replace(FRAME, text="Decoder", colour="teal")
    rows = difference_rows(compare(project(FRAME, NOTE), project(named, new)))
    assert [(row.sign, row.text, row.details) for row in rows] == [
        ("Δ", "frame “Decoder”", ('text: "Encoder" → "Decoder"', 'colour: "" → "teal"')),
        ("+", "note “done”", ()),
        ("−", "note “Why two”", ()),
    ]


def test_where_they_lie_is_no_difference():
    moved = replace(FRAME, position=(9.0, 9.0), size=(9.0, 9.0))
    assert compare(project(FRAME), project(moved)).count == 0


def test_with_other_ids_equal_words_are_the_same_remark():
    assert compare(project(NOTE), project(replace(NOTE, id="r9"))).count == 0


def test_they_are_plain_data_too():
    found = difference_to_json(compare(project(), project(FRAME)))
    assert found["differences"] == 1
    assert found["remarks"] == [
        {"id": "r1", "kind": "frame", "text": "Encoder", "state": "added", "fields": []}
    ]


def test_words_are_short_and_without_marks():
    assert first_words(Remark("r1", RemarkKind.NOTE, "\n\n---\n> *quoted* `code`")) == "quoted code"
    assert first_words(Remark("r1", RemarkKind.FRAME, "# five")) == "# five"
    assert len(first_words(Remark("r1", RemarkKind.NOTE, "x" * 200))) == 60
    assert remark_words(Remark("r1", RemarkKind.FRAME)) == "empty frame"
