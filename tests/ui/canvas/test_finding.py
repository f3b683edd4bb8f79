"""Finding layers on the canvas."""

import pytest
from PySide6.QtCore import Qt

from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import add_node
from designer.graph.records import Node

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def finding(chain):
    chain.view.finding.open()
    return chain


def words(canvas):
    return canvas.view.finding.bar.count.text()


def test_what_is_typed_is_counted_and_lit(finding):
    finding.type("dense")
    assert words(finding) == "1 found"
    assert finding.view.foreground.found.found == {finding.node("dense").id}


def test_enter_goes_to_one_after_the_other_and_round(finding):
    finding.type("e")
    assert words(finding) == "3 found"
    seen = []
    for _ in range(4):
        finding.key(Key.Key_Return)
        seen.append((words(finding), *finding.selected))
    assert seen == [
        ("1 of 3", "image"),
        ("2 of 3", "flatten"),
        ("3 of 3", "dense"),
        ("1 of 3", "image"),
    ]
    finding.key(Key.Key_Return, SHIFT)
    assert words(finding) == "3 of 3"


def test_escape_takes_bar_and_veil_away(finding):
    finding.type("dense").key(Key.Key_Escape)
    assert not finding.view.finding.bar.isVisible()
    assert finding.view.foreground.found.found is None
    assert finding.view.hasFocus()


def test_alt_and_enter_select_all_that_is_found(finding):
    finding.type("t").key(Key.Key_Return, ALT)
    assert finding.selected == ["flatten", "image"] or finding.selected == ["flatten"]
    assert not finding.view.finding.bar.isVisible()


def test_what_is_in_a_block_is_found_and_gone_to(chain):
    session = chain.view.session
    block = make_block(session.document, session.catalog, [chain.node("dense").id])
    scope = session.document.project.graph.nodes[block].kind
    chain.view.finding.open("units=32")
    chain.view.finding.open("kind:dense")
    assert words(chain) == "1 found"
    chain.key(Key.Key_Return)
    assert scope.endswith(session.document.scope or "-")
    assert "in block" in words(chain)
    assert chain.selected == ["dense"]


def test_nothing_found_is_said(finding):
    finding.type("zzz")
    assert words(finding) == "None found"
    finding.key(Key.Key_Return)
    assert finding.selected == []


def test_an_edit_while_one_searches_is_taken_in(finding):
    finding.type("dense")
    session = finding.view.session
    add_node(session.document, session.catalog, "Dense", (0.0, 900.0), name="dense_too")
    assert words(finding) == "2 found"


def test_layers_are_found_among_five_thousand(canvas):
    session = canvas.view.session
    with session.document.edit("Add many") as edit:
        edit.put_all(
            Node(f"n{i}", "Dense", f"dense_{i}", position=(300.0 * (i % 70), 100.0 * (i // 70)))
            for i in range(5000)
        )
    canvas.view.finding.open("dens")
    canvas.view.finding.bar.field.setText("dense_4")
    assert words(canvas) == "1111 found"
