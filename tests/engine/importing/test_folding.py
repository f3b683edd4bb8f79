"""Parts that repeat become blocks, where every name comes back when they are expanded."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.engine.importing.folding import fold_project
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.expansion import expand
from designer.project.project import Project

pytestmark = pytest.mark.engine


class Sketch:
    """A chain of layers, wired as they come."""

    def __init__(self):
        self.nodes = [Node("x", "Input", "x", {"shape": [8]})]
        self.edges = []

    def add(self, kind, name, *sources, **params):
        id = f"n{len(self.nodes)}"
        self.nodes.append(Node(id, kind, name, params))
        for order, source in enumerate(sources or (self.nodes[-2].id,)):
            edge = f"e{len(self.edges)}"
            self.edges.append(Edge(edge, Endpoint(source, "output"), Endpoint(id, "inputs"), order))
        return id

    def project(self):
        return Project("deep", Graph.of(self.nodes, self.edges))


def residual(count, units):
    sketch = Sketch()
    last = sketch.add("Dense", "stem", units=8)
    for number in range(count):
        name = f"stage_{number}"
        one = sketch.add("Dense", f"{name}_up", last, units=units(number))
        two = sketch.add("BatchNormalization", f"{name}_norm", one)
        three = sketch.add("Dense", f"{name}_down", two, units=8)
        last = sketch.add("Add", f"{name}_add", last, three)
    sketch.add("Output", "output", last)
    return sketch.project()


def wires(graph):
    names = {id: node.name for id, node in graph.nodes.items()}
    return sorted(
        (names[e.source.node], e.source.port, names[e.target.node], e.target.port, e.order)
        for e in graph.edges.values()
    )


def test_parts_that_are_alike_become_instances_of_one_block() -> None:
    project = residual(20, lambda number: 16 if number < 15 else 32)
    folded = fold_project(project, load_catalog())
    (block,) = folded.project.blocks.values()
    assert (block.name, [param.name for param in block.params]) == ("stage", ["units"])
    assert len(folded.project.graph.nodes) == 23
    instances = [n for n in folded.project.graph.nodes.values() if n.kind == f"block:{block.id}"]
    assert [n.name for n in instances] == [f"stage_{number}" for number in range(20)]
    assert [dict(n.params) for n in instances] == [{}] * 15 + [{"units": 32}] * 5


def test_names_values_and_wires_come_back_exactly() -> None:
    project = residual(20, lambda number: 8 + number % 3)
    folded = fold_project(project, load_catalog())
    graph = expand(folded.project, models=True)
    assert wires(graph) == wires(project.graph)
    before = {node.name: (node.kind, dict(node.params)) for node in project.graph.nodes.values()}
    after = {node.name: (node.kind, dict(node.params)) for node in graph.nodes.values()}
    assert after == before
    keys = {node.name: folded.key(node.id) for node in project.graph.nodes.values()}
    assert {graph.nodes[key].name: key for key in keys.values()} == keys


def test_small_models_stay_as_they_are() -> None:
    project = residual(5, lambda _: 8)
    assert fold_project(project, load_catalog()).project.graph is project.graph


def test_parts_with_a_way_out_and_back_are_left_alone() -> None:
    sketch = Sketch()
    last = sketch.add("Dense", "stem", units=8)
    for number in range(20):
        one = sketch.add("Dense", f"part_{number}_one", last, units=8)
        between = sketch.add("ReLU", f"relu{number}x", one)
        two = sketch.add("Dense", f"part_{number}_two", between, units=8)
        last = sketch.add("Dense", f"part_{number}_three", two, units=8)
    sketch.add("Output", "output", last)
    assert not fold_project(sketch.project(), load_catalog()).project.blocks


def test_parts_that_share_a_layer_are_left_alone() -> None:
    sketch = Sketch()
    last = sketch.add("Dense", "stem", units=8)
    for number in range(20):
        for step in "abc":
            last = sketch.add("Dense", f"part_{number}_{step}", last, units=8)
    sketch.nodes = [
        Node(n.id, n.kind, n.name, {}, layer="n1") if n.name.endswith("_b") else n
        for n in sketch.nodes
    ]
    sketch.add("Output", "output", last)
    assert not fold_project(sketch.project(), load_catalog()).project.blocks
