"""Large drawings: what is done to one layer touches few, and what is done to all waits for none."""

import pytest

from designer.document.commands.edges import connect
from designer.document.commands.nodes import move
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.ui.canvas.settling import AT_ONCE
from designer.ui.canvas.view import GraphView

COUNT = 1000


def wire(source: int, target: int) -> Edge:
    ends = Endpoint(f"n{source:04}", "output"), Endpoint(f"n{target:04}", "inputs")
    return Edge(f"e{source:04}_{target:04}", *ends, source)


def residual(count: int) -> Graph:
    nodes = []
    for index in range(count):
        column, row = divmod(index, 50)
        kind = ("Dense", "BatchNormalization", "Add")[index % 3]
        params = {"units": 8} if kind == "Dense" else {}
        place = (300.0 * column, 96.0 * row)
        nodes.append(Node(f"n{index:04}", kind, f"layer_{index}", params, place))
    edges = [wire(i, i + 1) for i in range(count - 1)]
    edges += [wire(i - 3, i) for i in range(5, count, 3)]
    return Graph.of(nodes, edges)


@pytest.fixture
def large(qtbot, session):
    """A view of a thousand layers."""
    session.preferences.set("reduced_motion", True)
    session.document.replace(Project(graph=residual(COUNT)))
    view = GraphView(session)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    return view


@pytest.fixture
def touched(large, monkeypatch):
    """The ids of all wires that are laid and of all nodes whose faces are made."""
    found = {"wires": set(), "faces": set()}
    scene = large.graph_scene
    wish, put = scene.wires._wish, scene._put_node

    def laid(edge):
        found["wires"].add(edge.id)
        return wish(edge)

    def faced(graph, id):
        found["faces"].add(id)
        put(graph, id)

    monkeypatch.setattr(scene.wires, "_wish", laid)
    monkeypatch.setattr(scene, "_put_node", faced)
    return found


def ways(view: GraphView) -> dict[str, tuple[tuple[float, float], ...]]:
    return {id: item.way.corners for id, item in view.graph_scene.edges.items()}


def test_connecting_two_layers_touches_few_others(large, touched, session):
    connect(
        session.document, session.catalog, Endpoint("n0003", "output"), Endpoint("n0008", "inputs")
    )
    assert {"n0003", "n0008"} <= touched["faces"]
    assert len(touched["faces"]) < 8
    assert len(touched["wires"]) < 30


def test_adding_a_layer_touches_few_others(large, touched, session):
    with session.document.edit("Add") as edit:
        edit.put(Node("new", "Dense", "new", {"units": 1}, (150.0, -200.0)))
    assert "new" in touched["faces"]
    assert len(touched["faces"]) < 8
    assert len(touched["wires"]) < 30


def test_moving_a_layer_touches_few_others(large, touched, session):
    move(session.document, {"n0500": (3020.0, 10.0)})
    assert touched["faces"] == set()
    assert 2 <= len(touched["wires"]) < 60


def test_very_many_wires_find_their_ways_by_and_by(large, qtbot, session):
    before = ways(large)
    large.verbs.select_all()
    large.verbs.delete_selection()
    session.history.undo()
    settling = large.graph_scene.wires.settling
    assert len(settling.waiting) == len(before) > AT_ONCE
    qtbot.waitUntil(lambda: not settling.waiting, timeout=20_000)
    large.graph_scene.rebuild()
    assert ways(large) == before


def test_what_is_moved_while_wires_find_their_ways_is_laid_at_its_new_place(large, session):
    large.verbs.select_all()
    large.verbs.delete_selection()
    session.history.undo()
    move(session.document, {"n0500": (-900.0, -900.0)})
    scene = large.graph_scene
    scene.wires.settling.finish()
    wires = [scene.edges[id] for id in scene.wires.at("n0500")]
    assert [w.way.start for w in wires] == [scene.port_point(w.edge.source, True) for w in wires]


def test_wires_that_are_gone_wait_for_no_way(large, session):
    large.verbs.select_all()
    large.verbs.delete_selection()
    session.history.undo()
    large.verbs.select_all()
    large.verbs.delete_selection()
    settling = large.graph_scene.wires.settling
    settling.finish()
    assert settling.waiting == frozenset()
    assert large.graph_scene.edges == {}


def test_frames_of_marked_layers_are_kept_while_nothing_changes(large, session):
    scene = large.graph_scene
    large.verbs.fit()
    large.verbs.select_all()
    assert scene.marked() is scene.marked()
    first = scene.marked()
    session.selection.set(["n0001"])
    assert [item.id for item in scene.marked()] == ["n0001"] != [item.id for item in first]
