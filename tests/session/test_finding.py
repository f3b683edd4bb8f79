"""Finding layers by what people type."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.graph.blocks import Block
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.session.analysis import NodeReport, TensorSpec
from designer.session.finding import Findable, find
from designer.session.finding_index import findables


def node(id, kind, name, y, **more):
    return Node(id, kind, name, position=(0.0, y), **more)


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture
def project():
    inner = Graph.of([node("c1", "Dense", "inner_dense", 0.0, params={"units": 7})])
    root = Graph.of(
        [
            node("n1", "Input", "image", 0.0),
            node("n2", "Conv2D", "conv_a", 100.0, params={"filters": 64, "activation": "relu"}),
            node("n3", "Conv2D", "conv_b", 200.0, params={"filters": 32}, trainable=False),
            node("n4", "Dropout", "drop", 300.0, params={"rate": 0.5}, bypassed=True),
            node("n5", "Dense", "head", 400.0, params={"units": 10, "kernel_regularizer": {
                "class_name": "L2", "config": {}}}),
            node("n6", "Dense", "head_again", 500.0, layer="n5"),
        ],
        [Edge("e1", Endpoint("n1", "output"), Endpoint("n2", "inputs"))],
    )  # fmt: skip
    return Project(graph=root, blocks={"b1": Block("b1", "Stage", graph=inner)})


@pytest.fixture
def seek(project, catalog):
    shapes = {"n2": (None, 8, 8, 64), "n5": (None, 10), "n3": (None, 8, 8, 32)}
    reports = {
        id: NodeReport(outputs={"output": TensorSpec(shape, "float32")})
        for id, shape in shapes.items()
    }
    problems = [Problem("x", Severity.ERROR, "Wrong.", node="n3")]
    among = findables(project, catalog, None, reports.get, problems)
    return lambda typed: [one.name for one in find(typed, among)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        ("conv", ["conv_a", "conv_b"]),
        ("Conv2D b", ["conv_b"]),
        ("filters=64", ["conv_a"]),
        ("filters>32", ["conv_a"]),
        ("filters<=32", ["conv_b"]),
        ("activation:relu", ["conv_a"]),
        ("activation=linear conv", []),
        ("rate>0.3", ["drop"]),
        ("units=10", ["head", "head_again"]),
        ("kernel_regularizer:l2", ["head", "head_again"]),
        ("padding:valid", ["conv_a", "conv_b"]),
        ("padding=same", []),
        ("8,8,32", ["conv_b"]),
        ("8, 8", []),
        ("(None, 10)", ["head"]),
        ("(B, 8, 8, 64)", ["conv_a"]),
        ("shape:8,8,64", ["conv_a"]),
        ("error", ["conv_b"]),
        ("errors", ["conv_b"]),
        ("problem", ["conv_b"]),
        ("frozen", ["conv_b"]),
        ("shared", ["head", "head_again"]),
        ("bypassed", ["drop"]),
        ("convolution frozen", ["conv_b"]),
        ("units=7", ["inner_dense"]),
        ("rate>much", []),
        ("nothing_like_it", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(seek, typed, names):
    assert seek(typed) == names


def test_what_is_shown_comes_first(project, catalog):
    among = findables(project, catalog, "b1", lambda _id: None, [])
    assert [(one.scope, one.name) for one in among][:2] == [("b1", "inner_dense"), (None, "image")]


def test_layers_are_found_among_five_thousand():
    among = tuple(
        Findable(
            None, f"n{i}", f"conv2d_{i}", f"conv2d_{i} conv2d convolution", {"filters": i % 64}
        )
        for i in range(5000)
    )
    assert len(find("conv filters=32", among)) == 78


def test_endless_numbers_do_no_harm():
    among = (Findable(None, "n1", "dense", "dense", {"units": 10**400}),)
    assert find("units=3", among) == ()
    assert find(f"({'9' * 5000})", among) == ()
    assert find(f"units>{'9' * 300}", among) == among
