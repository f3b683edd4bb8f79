"""After tidying no wire of a known kind of model lies over a layer that is not its own."""

from itertools import pairwise

import pytest

from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.project.project import Project

DIRECTIONS = tuple(Direction)


def resnet():
    pairs, last = [], 0
    for _ in range(6):
        first = last + 1
        pairs += [*pairwise(range(last, first + 4)), (last, first + 3)]
        last = first + 3
    return pairs


def unet():
    return [*pairwise(range(29)), *((2 + 3 * level, 26 - 3 * level) for level in range(4))]


def inception():
    pairs, last = [], 0
    for _ in range(3):
        a, join = last + 1, last + 9
        for branch in ((a,), (a + 1, a + 2), (a + 3, a + 4, a + 5), (a + 6, a + 7)):
            pairs += pairwise((last, *branch, join))
        last = join
    return pairs


def densenet():
    pairs, last = [], 0
    for _ in range(2):
        nodes = list(range(last, last + 7))
        pairs += [(a, b) for at, b in enumerate(nodes) for a in nodes[:at]]
        last = nodes[-1]
    return pairs


def transformer():
    """Attention and a dense pair, each with a way past it, four times; and a decoder's memory."""
    pairs, last = [], 0
    for _ in range(4):
        attention, add, one, other, join = range(last + 1, last + 6)
        pairs += [(last, attention), (attention, add), (last, add)]
        pairs += [(add, one), (one, other), (other, join), (add, join)]
        last = join
    return [*pairs, (5, 16), (5, 11)]


MODELS = (resnet, unet, inception, densenet, transformer)


def graph_of(pairs):
    taken = {}
    for source, target in pairs:
        taken.setdefault(target, []).append(source)
    numbers = sorted({number for pair in pairs for number in pair})
    nodes = [
        Node(f"n{n:03}", "Concatenate" if n in taken else "Input", f"layer_{n}") for n in numbers
    ]
    edges = [
        Edge(f"e{a:03}_{b:03}", Endpoint(f"n{a:03}", "output"), Endpoint(f"n{b:03}", "inputs"), at)
        for b, sources in taken.items()
        for at, a in enumerate(sources)
    ]
    return Graph.of(nodes, edges)


def covered(scene):
    """The wires that lie over layers at which they do not end."""
    found = []
    for item in scene.edges.values():
        ends = {item.edge.source.node, item.edge.target.node}
        boxes = [node.rect() for node in scene.nodes.values() if node.id not in ends]
        places = list(closely(item.way.points))
        if any(box.adjusted(1, 1, -1, -1).contains(*place) for box in boxes for place in places):
            found.append(item.id)
    return found


def closely(points):
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = 1 + int(abs(x2 - x1) + abs(y2 - y1)) // 6
        yield from (
            (x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps)
            for step in range(steps + 1)
        )


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("model", MODELS)
def test_no_wire_lies_over_a_foreign_layer_after_tidying(canvas, model, direction):
    view = canvas.view
    view.session.document.replace(Project(graph=graph_of(model()), direction=direction))
    view.verbs.tidy_all()
    assert covered(view.graph_scene) == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_no_two_long_wires_lie_on_each_other(canvas, direction):
    view = canvas.view
    view.session.document.replace(Project(graph=graph_of(unet()), direction=direction))
    view.verbs.tidy_all()
    along = 1 if direction is Direction.DOWN else 0
    lanes = []
    for item in view.graph_scene.edges.values():
        for a, b in pairwise(item.way.corners):
            if a[1 - along] == b[1 - along] and abs(b[along] - a[along]) > 200:
                low, high = sorted((a[along], b[along]))
                lanes.append((a[1 - along], low, high))
    lanes.sort()
    shared = [
        (one, other)
        for at, one in enumerate(lanes)
        for other in lanes[at + 1 :]
        if other[0] - one[0] < 4 and one[1] < other[2] and other[1] < one[2]
    ]
    assert shared == []
