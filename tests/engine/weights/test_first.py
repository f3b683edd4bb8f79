"""The first weights that a project asks for."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.weights import pretrained
from designer.engine.weights.first import (
    First,
    build_shapes,
    foresee_first,
    give_first,
    told_in_words,
)
from designer.engine.weights.giving import Fresh, StaysFresh, save
from designer.engine.weights.safe_hdf5 import BadWeights
from designer.graph.blocks import Block, BlockStyle
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import write_project
from designer.project.project import Project

pytestmark = pytest.mark.engine

BASE = {"weights": None, "include_top": False, "pooling": "avg", "alpha": 0.35}


@pytest.fixture
def project_of_rows(chain):
    return chain(
        ("x", "Input", {"shape": [5, 4]}),
        ("hidden", "Dense", {"units": 3}),
        ("both", "Bidirectional", {"layer": {"class_name": "LSTM", "config": {"units": 2}}}),
        ("last", "Dense", {"units": 2}),
        ("y", "Output", {}),
    ).project


def with_node(project, id, **fields):
    nodes = dict(project.graph.nodes)
    nodes[id] = replace(nodes[id], **fields)
    return replace(project, graph=Graph(nodes, project.graph.edges))


def trained(project):
    """Return a model of the project with other weights than those of its seed."""
    model = build_model(project)
    generator = np.random.default_rng(3)
    model.set_weights([generator.normal(size=w.shape) for w in model.get_weights()])
    return model


def same(one, other):
    return all(map(np.array_equal, one.get_weights(), other.get_weights()))


def write(model, project, tmp_path, kind):
    if kind == "ours":
        save(model, project, tmp_path / "w.weights.hdf5")
        return "w.weights.hdf5"
    if kind == "run":
        (tmp_path / "p.runs" / "one").mkdir(parents=True)
        model.save(tmp_path / "p.runs" / "one" / "model.keras")
        write_project(tmp_path / "p.runs" / "one" / "project.kdesign", project)
        return "p.runs/one"
    if kind == "w.weights.h5":
        model.save_weights(tmp_path / kind)
    else:
        model.save(tmp_path / kind)
    return kind


@pytest.mark.parametrize("kind", ["ours", "run", "w.keras", "w.weights.h5", "w.h5"])
@pytest.mark.filterwarnings("ignore:You are saving your model as an HDF5 file")
def test_the_project_gets_the_weights_of_every_kind_of_file(project_of_rows, tmp_path, kind):
    model = trained(project_of_rows)
    project = replace(project_of_rows, weights=write(model, project_of_rows, tmp_path, kind))
    made = build_model(project)
    told = give_first(made, project, tmp_path)
    assert set(told.values()) == {First(project.weights)}
    assert same(made, model)


def test_a_run_gives_by_the_identity_of_nodes_whatever_their_names(project_of_rows, tmp_path):
    model = trained(project_of_rows)
    folder = write(model, project_of_rows, tmp_path, "run")
    project = with_node(project_of_rows, "hidden", name="features")
    project = with_node(replace(project, weights=folder), "last", params={"units": 7})
    made = build_model(project)
    told = give_first(made, project, tmp_path)
    assert told == {
        "hidden": First(folder),
        "both": First(folder),
        "last": First(fresh=StaysFresh(Fresh.SHAPE, ((4, 7), (7,)), ((4, 2), (2,)))),
    }
    np.testing.assert_array_equal(made.get_layer("features").kernel, model.layers[1].kernel)
    assert told_in_words(project, told) == [
        "2 layers begin with weights of p.runs/one.",
        "These begin afresh: last (shape (4, 7) was (4, 2)).",
    ]


def test_a_node_can_be_fresh_or_take_any_layer_of_any_file(project_of_rows, tmp_path):
    model = trained(project_of_rows)
    write(model, project_of_rows, tmp_path, "w.keras")
    project = replace(project_of_rows, weights="w.keras")
    project = with_node(project, "both", weights="fresh")
    project = with_node(project, "hidden", name="mine", weights="w.keras#hidden")
    fresh, made = build_model(project), build_model(project)
    told = give_first(made, project, tmp_path)
    assert told["both"] == First(fresh=StaysFresh(Fresh.WANTED))
    assert told["hidden"] == First("w.keras")
    assert same(made.get_layer("both"), fresh.get_layer("both"))
    assert same(made.get_layer("mine"), model.get_layer("hidden"))


def test_what_is_foreseen_without_memory_is_what_comes(project_of_rows, tmp_path):
    folder = write(trained(project_of_rows), project_of_rows, tmp_path, "run")
    project = with_node(replace(project_of_rows, weights=folder), "last", params={"units": 7})
    shapes = build_shapes(lambda: build_model(project))
    foreseen = foresee_first(shapes, project, tmp_path)
    assert foreseen == give_first(build_model(project), project, tmp_path)


@pytest.mark.parametrize("style", list(BlockStyle))
def test_layers_in_blocks_get_theirs(tmp_path, style):
    inside = Graph.of(
        [Node("i", "Input", "in"), Node("d", "Dense", "dense", {"units": 4}),
         Node("o", "Output", "out")],
        [Edge("a", Endpoint("i", "output"), Endpoint("d", "inputs")),
         Edge("b", Endpoint("d", "output"), Endpoint("o", "inputs"))],
    )  # fmt: skip
    outer = Graph.of(
        [Node("x", "Input", "x", {"shape": [4]}), Node("n", "block:b", "deep", {"repeat": 2}),
         Node("y", "Output", "y")],
        [Edge("a", Endpoint("x", "output"), Endpoint("n", "in")),
         Edge("b", Endpoint("n", "out"), Endpoint("y", "inputs"))],
    )  # fmt: skip
    project = Project("drawn", outer, blocks={"b": Block("b", "block", inside, style=style)})
    model = trained(project)
    save(model, project, tmp_path / "w.weights.hdf5")
    model.save(tmp_path / "w.keras")
    by_id = replace(project, weights="w.weights.hdf5")
    by_name = with_node(project, "n", weights="w.keras#deep_1")
    made = build_model(by_id)
    assert set(give_first(made, by_id, tmp_path)) == {"n/d", "n#2/d"}
    assert same(made, model)
    told = give_first(build_model(by_name), by_name, tmp_path)
    assert told == {"n/d": First("w.keras"), "n#2/d": First("w.keras")}


def test_an_application_takes_a_file_and_later_that_of_the_project(drawing, tmp_path):
    drawn = drawing.add("image", "Input", shape=[32, 32, 3])
    drawn = drawn.add("base", "applications.MobileNetV2", after="image", **BASE)
    project = drawn.add("y", "Output", after="base").project
    base = trained(project).get_layer("base")
    base.save_weights(tmp_path / "base.weights.h5")
    wanting = with_node(project, "base", params={**BASE, "weights": "base.weights.h5"})
    made = build_model(wanting)
    assert give_first(made, wanting, tmp_path) == {"base": First("base.weights.h5")}
    assert same(made.get_layer("base"), base)
    run = write(made, wanting, tmp_path, "run")
    going_on = replace(wanting, weights=run)
    assert give_first(build_model(going_on), going_on, tmp_path) == {"base": First(run)}


def test_weights_of_imagenet_that_cannot_be_fetched_are_told_with_what_to_do(drawing, monkeypatch):
    drawn = drawing.add("image", "Input", shape=[32, 32, 3])
    drawn = drawn.add("base", "applications.VGG16", after="image", include_top=False)
    project = drawn.add("y", "Output", after="base").project
    model = build_shapes(lambda: build_model(project))
    assert foresee_first(model, project) == {"base": First("imagenet")}

    def offline(**arguments):
        raise Exception("URL fetch failure on https://there/vgg.h5: None -- [Errno -2] No name")

    monkeypatch.setattr(pretrained, "class_of", lambda spec: offline)
    with pytest.raises(UserError) as caught:
        give_first(model, project)
    assert caught.value.message == (
        "Expected to fetch the weights of VGG16 for base from https://there/vgg.h5, found no way "
        "there ([Errno -2] No name). Connect to the internet, or fetch that file with another "
        "computer and choose it as weights of base, or choose no weights."
    )
    assert [(p.node, p.field) for p in caught.value.problems] == [("base", "weights")]


@pytest.mark.parametrize("path", ["../w.keras", "/../x", "..\\w.keras"])
def test_a_project_cannot_reach_out_of_its_folder(project_of_rows, tmp_path, path):
    project = replace(project_of_rows, weights=path)
    with pytest.raises(BadWeights):
        give_first(build_model(project), project, tmp_path)


def test_another_computer_is_not_asked_for_a_stranger(project_of_rows, tmp_path):
    project = replace(project_of_rows, weights="//server/share/w.keras")
    with pytest.raises(BadWeights, match="would tell that computer who you are"):
        give_first(build_model(project), project, tmp_path)


def test_without_a_word_nothing_is_opened(project_of_rows):
    assert give_first(keras.Model(), project_of_rows) == {}
