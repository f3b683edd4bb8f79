"""Collapsing nodes to their names, and expanding them."""

from designer.document.commands.collapsing import set_collapsed, toggle_collapsed
from designer.document.commands.nodes import add_node


def collapsed(document):
    return sorted(node.name for node in document.graph.nodes.values() if node.collapsed)


def test_collapsing_is_one_step_that_touches_nothing_else(document, catalog, history):
    ids = [add_node(document, catalog, "Dense", (0, 100 * n), name=f"d{n}") for n in range(3)]
    history.forget()
    set_collapsed(document, ids[:2], True)
    assert (collapsed(document), history.undo_label) == (["d0", "d1"], "Collapse layers")
    history.undo()
    assert (collapsed(document), history.undo_label) == ([], None)


def test_a_mixed_selection_collapses_and_only_then_expands(document, catalog):
    ids = [add_node(document, catalog, "Dense", (0, 100 * n), name=f"d{n}") for n in range(2)]
    set_collapsed(document, ids[:1], True)
    toggle_collapsed(document, ids)
    assert collapsed(document) == ["d0", "d1"]
    toggle_collapsed(document, ids)
    assert collapsed(document) == []


def test_nothing_to_collapse_is_no_step(document, catalog, history):
    toggle_collapsed(document, ())
    assert history.undo_label is None
