"""What must be true of the window after any gesture at all."""

import json

from designer.document.commands.reroute import point_of
from designer.project.files import parse_project, project_from_dict, project_to_dict
from designer.ui.canvas.items import EdgeItem, NodeItem
from designer.ui.canvas.remarks.remark_item import RemarkItem


def expect_all(window, *, still=True):
    """Check what is cheap: the picture is that of the records, and nothing is half done."""
    session, view = window.session, window.canvas
    document, scene = session.document, view.graph_scene
    graph = document.graph
    assert not document.editing, "an edit is open"
    assert not view.runner.active, "a gesture is under way"
    _expect_sound(graph)
    _expect_nodes(scene, graph, still)
    _expect_wires(scene, graph)
    assert set(scene.remarks.items) == set(graph.remarks)
    for id, item in scene.remarks.items.items():
        assert item.remark == graph.remarks[id], f"remark {id} is stale"
    ours = [i for i in scene.items() if isinstance(i, (NodeItem, EdgeItem, RemarkItem))]
    held = len(scene.nodes) + len(scene.edges) + len(scene.remarks.items)
    assert len(ours) == len(scene.items()) == held, f"{len(scene.items())} items for {held}"
    _expect_selection(session, scene)


def expect_readable(window):
    """Check what takes longer: what is saved is read back as what stands."""
    session = window.session
    project = session.document.project
    plain = json.loads(json.dumps(project_to_dict(project)))
    expect_written_alike(project_from_dict(plain), project, "a round trip")
    if not session.history.saved:
        session._journal.write()
        text = session._journal._file.read_text("utf-8").partition("\n")[2]
        expect_written_alike(parse_project(text).project, project, "the journal")


def expect_walk(window, states):
    """Undo to the very start and redo to the end; each place is as it was, and is drawn."""
    history, document = window.session.history, window.session.document
    end, final = history.place, document.project
    while history.undo_label is not None:
        here, label = history.place, history.undo_label
        history.undo()
        assert history.place == here - 1
        _expect_same(document.project, states.get(history.place), f"undo of {label!r}")
    _expect_same(document.project, states[0], "undo of everything")
    expect_all(window)
    while history.place < end:
        label = history.redo_label
        history.redo()
        _expect_same(document.project, states.get(history.place), f"redo of {label!r}")
    _expect_same(document.project, final, "redo of everything")
    expect_all(window)
    history.go_to(0)
    _expect_same(document.project, states[0], "undo of everything at once")
    history.go_to(end)
    _expect_same(document.project, final, "redo of everything at once")
    expect_all(window)


def expect_written_alike(found, expected, what):
    """Check that two projects are the same file: places are written to a hundredth of a pixel."""
    differing = _differing(project_to_dict(found), project_to_dict(expected))
    assert not differing, f"{what} gives another project: {differing}"


def _expect_same(found, expected, what):
    if expected is None or found == expected:
        return
    one, other = project_to_dict(found), project_to_dict(expected)
    differing = _differing(one, other)
    raise AssertionError(f"{what} gives another project: {differing}")


def _differing(one, other, way=""):
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted(one.keys() | other.keys(), key=str)
        found = [_differing(one.get(k), other.get(k), f"{way}/{k}") for k in keys]
        return [entry for entries in found for entry in entries]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        found = [
            _differing(a, b, f"{way}[{i}]") for i, (a, b) in enumerate(zip(one, other, strict=True))
        ]
        return [entry for entries in found for entry in entries]
    return [] if one == other else [f"{way}: {one!r} is not {other!r}"]


def _expect_sound(graph):
    assert len(graph.by_name) == len(graph.nodes), "two layers have one name"
    for edge in graph.edges.values():
        ends = {edge.source.node, edge.target.node}
        assert ends <= graph.nodes.keys(), f"{edge.id} ends nowhere"


def _expect_nodes(scene, graph, still):
    assert set(scene.nodes) == set(graph.nodes), "other nodes are drawn than there are"
    assert scene.hovered is None or scene.hovered in scene.nodes
    assert scene._wrong <= scene.nodes.keys()
    for id, item in scene.nodes.items():
        node = graph.nodes[id]
        if still:
            _expect_near((item.x() - item.face.left, item.y()), node.position, id)
        face = scene._maker.face(graph, node, *scene._knowledge(id))
        assert item.face == face, f"{id} shows another face: {_faces(item.face, face)}"
        assert item.state.selected == (id in scene.chosen), f"{id} looks selected or not"


def _faces(one, other):
    names = [name for name in one.__slots__ if not name.startswith("_")]
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in names)
    return [f"{name}: {a!r} is not {b!r}" for name, a, b in pairs if a != b]


def _expect_wires(scene, graph):
    assert set(scene.edges) == set(graph.edges), "other wires are drawn than there are"
    assert scene._hovered_edge is None or scene._hovered_edge in scene.edges
    for id, item in scene.edges.items():
        edge = graph.edges[id]
        assert item.edge == edge, f"{id} is stale"
        _expect_near(item.way.start, scene.port_point(edge.source, True), id)
        _expect_near(item.way.end, scene.wires._wish(edge).end, id)
        assert len(item.way.led) == len(edge.points), f"{id} is not led as it should be"
    ends = {}
    for id, edge in graph.edges.items():
        ends.setdefault(edge.source.node, set()).add(id)
        ends.setdefault(edge.target.node, set()).add(id)
    for id in graph.nodes:
        assert set(scene.wires.at(id)) == ends.get(id, set()), f"{id} has other wires"


def _expect_near(found, expected, id):
    far = max(abs(found[0] - expected[0]), abs(found[1] - expected[1]))
    assert far < 0.01, f"{id} is {far:.1f} px off: {found} is not {expected}"


def _expect_selection(session, scene):
    document, graph = session.document, session.document.graph
    known = graph.nodes.keys() | graph.edges.keys() | graph.remarks.keys()
    lost = [i for i in session.selection.ids - known if point_of(document, i) is None]
    assert not lost, f"selected, but not there: {lost}"
    assert scene.chosen == session.selection.ids, "another selection is drawn"
