"""Reroute points: through everything that is done to their wires."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.document.commands.arrange import tidy, turn
from designer.document.commands.clipboard import copy_text, duplicate, paste_text
from designer.document.commands.edges import insert_on_edge
from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import delete, dissolve, move
from designer.document.commands.reroute import (
    add_point,
    move_points,
    point_id,
    point_of,
    remove_points,
    straighten,
)
from designer.document.document import Document
from designer.document.history import History
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project

CATALOG = load_catalog()


def wire(id, source, target, points=()):
    return Edge(id, Endpoint(source, "output"), Endpoint(target, "inputs"), points=points)


@pytest.fixture
def document():
    """An input, a flatten and a dense in a chain; both wires are led through two points."""
    nodes = [
        Node("n1", "Input", "image", {"shape": [8, 8]}, (0.0, 0.0)),
        Node("n2", "Flatten", "flatten", {}, (0.0, 400.0)),
        Node("n3", "Dense", "dense", {"units": 4}, (0.0, 800.0)),
    ]
    edges = [
        wire("e1", "n1", "n2", ((300.0, 150.0), (300.0, 350.0))),
        wire("e2", "n2", "n3", ((-100.0, 550.0), (-100.0, 750.0))),
    ]
    return Document(Project(graph=Graph.of(nodes, edges)))


@pytest.fixture
def history(document):
    return History(document)


def ways(document):
    """The points of each wire, as `"source > target"`."""
    graph = document.graph
    return {
        f"{graph.nodes[e.source.node].name} > {graph.nodes[e.target.node].name}": e.points
        for e in graph.edges.values()
    }


def test_a_point_is_added_where_it_is_asked_for_and_undone(document, history):
    assert add_point(document, "e1", 1, (310, 250)) == point_id("e1", 1)
    assert document.graph.edges["e1"].points == (
        (300.0, 150.0),
        (310.0, 250.0),
        (300.0, 350.0),
    )
    history.undo()
    assert document.graph.edges["e1"].points == ((300.0, 150.0), (300.0, 350.0))


def test_points_of_several_wires_are_moved_as_one_step(document, history):
    places = {point_id("e1", 0): (1.0, 2.0), point_id("e2", 1): (3.0, 4.0)}
    move_points(document, places)
    assert ways(document) == {
        "image > flatten": ((1.0, 2.0), (300.0, 350.0)),
        "flatten > dense": ((-100.0, 550.0), (3.0, 4.0)),
    }
    assert history.labels == ("Move reroute points",)


def test_points_are_taken_away(document, history):
    remove_points(document, [point_id("e1", 0), "n1"])
    assert ways(document)["image > flatten"] == ((300.0, 350.0),)
    assert history.labels == ("Remove reroute point",)


def test_wires_are_straightened_and_those_without_points_leave_no_trace(document, history):
    straighten(document, ["e1", "e2"])
    straighten(document, ["e1", "e2"])
    assert set(ways(document).values()) == {()}
    assert history.labels == ("Straighten wires",)


def test_an_id_that_is_no_point_of_a_wire_is_none(document):
    asked = ("e1", "n1", point_id("e1", 2), point_id("e9", 0), "e1·x")
    assert [point_of(document, id) for id in asked] == [None] * 5


def test_the_document_knows_which_wires_have_points(document, history):
    assert document.led == {"e1", "e2"}
    straighten(document, ["e1"])
    assert document.led == {"e2"}
    history.undo()
    assert document.led == {"e1", "e2"}


def test_a_layer_put_into_a_wire_shares_out_its_points(document):
    document.replace(document.project)
    with document.edit("Add") as edit:
        edit.put(Node("n4", "Dropout", "dropout", {"rate": 0.5}, (190.0, 220.0)))
    insert_on_edge(document, CATALOG, "n4", "e1")
    assert ways(document) == {
        "image > dropout": ((300.0, 150.0),),
        "dropout > flatten": ((300.0, 350.0),),
        "flatten > dense": ((-100.0, 550.0), (-100.0, 750.0)),
    }


def test_a_bridge_goes_through_the_points_of_both_wires(document):
    dissolve(document, CATALOG, ["n2"])
    assert ways(document) == {
        "image > dense": (
            (300.0, 150.0),
            (300.0, 350.0),
            (-100.0, 550.0),
            (-100.0, 750.0),
        )
    }


def test_points_go_with_their_wire(document):
    delete(document, ["n2"])
    assert ways(document) == {}
    assert document.led == set()


def test_a_copy_has_its_own_points_as_far_away_as_its_layers(document):
    duplicate(document, ["n1", "n2"], (500.0, 10.0))
    copied = [e for e in document.graph.edges.values() if e.id not in ("e1", "e2")]
    assert [edge.points for edge in copied] == [((800.0, 160.0), (800.0, 360.0))]


def test_points_go_through_the_clipboard(document):
    paste_text(document, copy_text(document, ["n1", "n2"]), (1000.0, 0.0))
    copied = [e for e in document.graph.edges.values() if e.id not in ("e1", "e2")]
    assert [edge.points for edge in copied] == [((1300.0, 150.0), (1300.0, 350.0))]


def test_points_go_along_where_both_ends_go_by_one_step(document, history):
    move(document, {"n1": (20.0, 8.0), "n2": (20.0, 408.0)})
    assert ways(document) == {
        "image > flatten": ((320.0, 158.0), (320.0, 358.0)),
        "flatten > dense": ((-100.0, 550.0), (-100.0, 750.0)),
    }
    history.undo()
    assert ways(document)["image > flatten"] == ((300.0, 150.0), (300.0, 350.0))


@pytest.mark.parametrize("do", [tidy, turn, lambda document: make_block(document, CATALOG, ["n1"])])
def test_wires_to_layers_that_are_gone_keep_nothing_from_being_done(do):
    loose = [wire("e1", "gone", "n1", ((1.0, 1.0),)), wire("e2", "n1", "lost", ((9.0, 9.0),))]
    document = Document(Project(graph=Graph.of([Node("n1", "Dense", "dense")], loose)))
    before, history = document.project, History(document)
    do(document)
    history.go_to(0)
    assert document.project == before
