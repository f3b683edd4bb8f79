"""From afar a model reads as a picture: shapes, names of parts, one list per colour."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from designer.catalog.specs import Family
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.ui.canvas.caption_places import Caption, place
from designer.ui.canvas.far_boxes import FarBoxes, Manner
from designer.ui.canvas.far_lines import lines_of
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.sections import sections_of
from designer.ui.canvas.silhouettes import Detail


def chain_of(canvas, *names):
    """Draw Dense layers of these names below each other, and return the items."""
    nodes = [Node(f"n{i}", "Dense", name, {}, (0.0, 96.0 * i)) for i, name in enumerate(names)]
    edges = [
        Edge(f"e{i}", Endpoint(f"n{i}", "output"), Endpoint(f"n{i + 1}", "inputs"))
        for i in range(len(names) - 1)
    ]
    canvas.view.session.document.replace(Project(graph=Graph.of(nodes, edges)))
    return canvas.view.graph_scene.nodes, [
        edge.edge for edge in canvas.view.graph_scene.edges.values()
    ]


def manners(boxes):
    return {key: len(rects) for key, rects in boxes._lists.items()}


def test_ends_are_pills_and_a_bypassed_layer_is_hollow(chain):
    document = chain.view.session.document
    with document.edit("Bypass") as edit:
        edit.put(replace(chain.node("dense"), bypassed=True))
    boxes = FarBoxes(chain.view.graph_scene.nodes.values(), Detail.SHAPED)
    assert manners(boxes) == {
        (Family.INPUT_OUTPUT, Manner.PILL): 1,
        (Family.RESHAPING, Manner.FILLED): 2,
        (Family.CORE, Manner.HOLLOW): 1,
    }


def test_a_moved_layer_takes_all_parts_of_its_shape_along(chain):
    scene = chain.view.graph_scene
    boxes = FarBoxes(scene.nodes.values(), Detail.SHAPED)
    item = scene.nodes[chain.node("flatten").id]
    item.put_at((1000.0, 1000.0))
    boxes.move(item)
    rects = boxes._lists[Family.RESHAPING, Manner.FILLED]
    assert all(item.rect().contains(rect) for rect in rects)


def test_sections_are_beginnings_that_some_but_not_all_names_share(canvas):
    names = [f"down{n}_{what}" for n in (1, 2) for what in ("conv", "norm", "relu", "pool")]
    items, edges = chain_of(canvas, *names, "head")
    found = [
        (each.text, items[each.first].face.name) for each in sections_of(items.values(), edges)
    ]
    assert sorted(found) == [("down1", "down1_conv"), ("down2", "down2_conv")]


def test_names_that_are_only_counted_on_make_no_sections(canvas):
    items, edges = chain_of(canvas, *(f"layer_{n}" for n in range(12)))
    assert sections_of(items.values(), edges) == ()


def test_names_never_cover_each_other_nor_boxes_of_others():
    boxes = Boxes()
    captions = []
    for index in range(40):
        x, y = 260.0 * (index % 5), 96.0 * (index // 5)
        boxes.put(f"n{index}", x, y, 220.0)
        area = QRectF(x, y, 220.0, 66.0)
        captions.append(Caption(f"block_{index}", area, wide=(50.0, 50.0)))
    placed = place(captions, 0.2, boxes)
    rects = [each.rect for each in placed]
    assert rects
    assert not any(one.intersects(other) for one, other in combinations(rects, 2))
    assert not any(boxes.within(rect.getCoords()) for rect in rects)


def test_sections_without_room_are_named_shortly_all_of_them():
    boxes, captions = Boxes(), []
    for index in range(12):
        x = 300.0 * index
        boxes.put(f"n{index}", x, 0.0, 220.0)
        area = QRectF(x, 0.0, 220.0, 66.0)
        captions.append(Caption(f"encoder_{index}", area, 1, str(index), wide=(70.0, 14.0)))
    placed = place(captions, 0.1, boxes)
    assert [each.text for each in placed] == [str(index) for index in range(12)]


@pytest.mark.parametrize("scale", [0.02, 0.1, 0.2, 0.3])
def test_every_far_scale_is_painted(chain, scale):
    chain.view.camera.look(scale, chain.view.graph_scene.drawn_rect().center())
    assert not chain.view.grab().isNull()


def test_a_straight_wire_is_one_line_from_afar(chain):
    edge = chain.view.graph_scene.edges[chain.edge("image", "flatten").id]
    (line,) = lines_of(edge.way)
    assert ((line.x1(), line.y1()), (line.x2(), line.y2())) == (edge.way.start, edge.way.end)
