"""Weights from one model to another, by the identity of the nodes."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.engine.build import build_model
from designer.engine.weights.giving import Fresh, apply, collect, save
from designer.graph.graph import Graph

pytestmark = pytest.mark.engine


@pytest.fixture
def project(chain):
    return chain(
        ("x", "Input", {"shape": [4]}),
        ("scale", "Normalization", {}),
        ("hidden", "Dense", {"units": 3}),
        ("calm", "BatchNormalization", {}),
        ("last", "Dense", {"units": 2}),
        ("y", "Output", {}),
    ).project


def changed(project, **nodes):
    """Return the project with the parameters of some nodes changed."""
    graph = project.graph
    made = [replace(n, params={**n.params, **nodes.get(n.id, {})}) for n in graph.nodes.values()]
    return replace(project, graph=Graph.of(made, graph.edges.values()))


def renamed(project, id, name):
    """Return the project with another name for a node."""
    nodes = dict(project.graph.nodes)
    nodes[id] = replace(nodes[id], name=name)
    return replace(project, graph=Graph(nodes, project.graph.edges))


def test_a_model_gets_all_that_was_saved_of_another(project, tmp_path):
    path = tmp_path / "drawn.weights.hdf5"
    first = build_model(project)
    first.get_layer("scale").adapt(np.array([[1.0, 2.0, 3.0, 4.0], [3.0, 2.0, 9.0, 4.5]]))
    first.get_layer("last").bias.assign([5.0, 6.0])
    save(first, project, path)
    keras.utils.set_random_seed(9)
    second = build_model(replace(project, fit=replace(project.fit, seed=9)))
    given = apply(second, project, path)
    assert (given.given, given.fresh) == (("scale", "hidden", "calm", "last"), {})
    rows = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    np.testing.assert_array_equal(first(rows), second(rows))


def test_what_has_another_shape_or_is_new_stays_fresh_and_says_why(project, tmp_path):
    path = tmp_path / "drawn.weights.hdf5"
    save(build_model(changed(project, last={"use_bias": False})), project, path)
    edited = changed(project, hidden={"units": 5}, last={"units": 2})
    given = apply(build_model(edited), edited, path)
    assert given.given == ("scale",)
    assert {key: (why.why, why.text) for key, why in given.fresh.items()} == {
        "hidden": (Fresh.SHAPE, "shape (4, 5) was (4, 3)"),
        "calm": (Fresh.SHAPE, "shape (5,) was (3,)"),
        "last": (Fresh.SHAPE, "shape (5, 2) was (3, 2)"),
    }


def test_a_layer_keeps_its_weights_under_another_name(project, tmp_path):
    path = tmp_path / "drawn.weights.hdf5"
    save(build_model(project), project, path)
    edited = renamed(project, "hidden", "features")
    assert "hidden" in apply(build_model(edited), edited, path).given


def test_weights_of_a_shared_layer_are_those_of_its_owner(drawing):
    project = (
        drawing.add("a", "Input", shape=[3])
        .add("b", "Input", shape=[3])
        .add("left", "Dense", after="a", units=4)
        .add("right", "Dense", after="b", calls="left")
        .add("join", "Add", after=["left", "right"])
        .add("y", "Output", after="join")
        .project
    )
    assert list(collect(build_model(project), project)) == ["left"]
