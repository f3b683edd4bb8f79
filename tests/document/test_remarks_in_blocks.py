"""Frames and notes go into blocks with their layers, come out again, and are copied along."""

import json

import pytest

from designer.catalog.catalog import load_catalog
from designer.document.commands import clipboard
from designer.document.commands.arrange import turn
from designer.document.commands.blocks import detach
from designer.document.commands.dissolve_block import dissolve_block
from designer.document.commands.make_block import make_block
from designer.document.document import Document
from designer.document.history import History
from designer.graph.framing import boxes_of, held
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.definitions import (
    definition_from_dict,
    definition_of,
    definition_to_dict,
)
from designer.project.project import Project

INNER = Remark("r1", RemarkKind.FRAME, "pair", (-12.0, 134.0), (244.0, 240.0))
OUTER = Remark("r2", RemarkKind.FRAME, "all", (-40.0, -40.0), (400.0, 800.0))
NOTE = Remark("r3", RemarkKind.NOTE, "between", (0.0, 240.0), (100.0, 40.0))
ASIDE = Remark("r4", RemarkKind.NOTE, "aside", (600.0, 0.0), (100.0, 40.0))


@pytest.fixture
def document():
    nodes = [
        Node("n1", "Input", "image", {"shape": [8]}, (0.0, 0.0)),
        Node("n2", "Dense", "a", {"units": 4}, (0.0, 160.0)),
        Node("n3", "Dense", "b", {"units": 4}, (0.0, 300.0)),
        Node("n4", "Dense", "c", {"units": 4}, (0.0, 480.0)),
    ]
    edges = [
        Edge(f"e{i}", Endpoint(f"n{i}", "output"), Endpoint(f"n{i + 1}", "inputs"))
        for i in (1, 2, 3)
    ]
    return Document(Project(graph=Graph.of(nodes, edges, [INNER, OUTER, NOTE, ASIDE])))


@pytest.fixture
def history(document):
    return History(document)


def texts(graph):
    return sorted(remark.text for remark in graph.remarks.values())


def test_what_lies_among_the_layers_goes_into_the_block(document, history):
    before = document.project
    make_block(document, load_catalog(), ["n2", "n3"], "pair")
    (block,) = document.project.blocks.values()
    assert block.graph.remarks == {"r1": INNER, "r3": NOTE}
    assert texts(document.graph) == ["all", "aside"]
    history.undo()
    assert document.project == before


def test_a_selected_note_goes_along_from_wherever_it_lies(document):
    make_block(document, load_catalog(), ["n2", "n3", "r4", "r2"], "pair")
    (block,) = document.project.blocks.values()
    assert texts(block.graph) == ["aside", "between", "pair"]
    assert texts(document.graph) == ["all"]


def test_dissolving_brings_them_back_beside_their_layers(document, history):
    instance = make_block(document, load_catalog(), ["n2", "n3"], "pair")
    before = document.project
    dissolve_block(document, instance)
    assert texts(document.graph) == ["all", "aside", "between", "pair"]
    (frame,) = (r for r in document.graph.remarks.values() if r.text == "pair")
    a = next(n for n in document.graph.nodes.values() if n.name.endswith("_a"))
    assert (frame.position[0] - a.position[0], frame.position[1] - a.position[1]) == (-12.0, -26.0)
    history.undo()
    assert document.project == before


def test_a_detached_block_keeps_them(document):
    instance = make_block(document, load_catalog(), ["n2", "n3"], "pair")
    new = detach(document, instance)
    assert texts(document.project.blocks[new].graph) == ["between", "pair"]


def test_they_are_copied_as_text_and_pasted_with_new_ids(document, history):
    text = clipboard.copy_text(document, ["n2", "r1", "r3"])
    assert [entry["id"] for entry in json.loads(text)["remarks"]] == ["r1", "r3"]
    other = Document(Project())
    made = clipboard.paste_text(other, text, (0.0, 0.0))
    assert texts(other.graph) == ["between", "pair"]
    assert set(made) == other.graph.nodes.keys() | other.graph.remarks.keys()
    assert not {"r1", "r3"} & set(made)
    (frame,) = (r for r in other.graph.remarks.values() if r.text == "pair")
    assert frame.position == (0.0, 0.0)


def test_a_note_alone_is_duplicated_beside_itself(document, history):
    (copy,) = clipboard.duplicate(document, ["r4"])
    assert document.remark(copy).position == (632.0, 32.0)
    assert history.labels == ("Duplicate",)


def test_in_a_block_they_are_written_and_undone(document, history):
    make_block(document, load_catalog(), ["n2", "n3"], "pair")
    (id,) = document.project.blocks
    document.enter(id)
    with document.edit("Delete note") as edit:
        edit.remove(["r3"])
    assert texts(document.project.blocks[id].graph) == ["pair"]
    history.undo()
    assert texts(document.project.blocks[id].graph) == ["between", "pair"]


def test_a_block_of_the_library_keeps_them(document):
    make_block(document, load_catalog(), ["n2", "n3"], "pair")
    (id,) = document.project.blocks
    kept = definition_to_dict(definition_of(document.project.blocks, id))
    brought = definition_from_dict(json.loads(json.dumps(kept)))
    assert brought.block.graph.remarks == {"r1": INNER, "r3": NOTE}


def test_led_to_the_right_frames_in_blocks_go_with_their_layers(document, history):
    make_block(document, load_catalog(), ["n2", "n3"], "pair")
    before = document.project
    turn(document)
    (block,) = document.project.blocks.values()
    inside = held(block.graph, boxes_of(block.graph, {}))["r1"]
    assert {"n2", "n3"} <= inside
    assert block.graph.nodes["n3"].position[0] > block.graph.nodes["n2"].position[0]
    history.undo()
    assert document.project == before
