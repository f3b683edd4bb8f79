"""Models of keras.applications taken apart: the same layers, weights and answers."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.importing.applications import expand_application
from designer.engine.weights.giving import give
from designer.engine.weights.store import read_weights
from designer.graph.blocks import Block, BlockStyle
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_from_dict
from designer.project.project import Project
from designer.protocol.requests import ExpandApplication

pytestmark = pytest.mark.engine

SIZE = [32, 32, 3]


def request(kind, params, weights=""):
    return ExpandApplication(
        "1", f"applications.{kind}", params, [None, *SIZE], "base", "a_", "a/", weights
    )


def as_block(parts):
    """Return a project in which the parts stand as a block, as the window puts them."""
    nodes = [
        Node("i", "Input", "image", {"shape": SIZE}),
        Node("a", "block:whole", "base"),
        Node("o", "Output", "features"),
    ]
    edges = [
        Edge("1", Endpoint("i", "output"), Endpoint("a", "inputs")),
        Edge("2", Endpoint("a", "output"), Endpoint("o", "inputs")),
    ]
    block = Block("whole", "whole", parts.graph, style=BlockStyle.MODEL)
    return Project("drawn", Graph.of(nodes, edges), blocks={**parts.blocks, "whole": block})


@pytest.mark.parametrize("kind", ["MobileNetV3Small", "EfficientNetV2B0", "ConvNeXtTiny"])
def test_the_parts_answer_as_the_whole_does(kind, tmp_path):
    params = {"include_top": False, "pooling": "avg"}
    keras.utils.set_random_seed(3)
    whole = getattr(keras.applications, kind)(weights=None, input_shape=tuple(SIZE), **params)
    whole.save_weights(tmp_path / "whole.weights.h5")
    file = tmp_path / "base.weights.hdf5"
    wanted = {**params, "weights": str(tmp_path / "whole.weights.h5")}
    answer = expand_application(request(kind, wanted, str(file)))
    assert (answer.notes, answer.weights) == ([], str(file))
    project = as_block(project_from_dict(answer.project))
    model = build_model(project)
    with read_weights(file) as weights:
        given = give(model, project, weights)
    assert given.fresh == {}
    rows = np.random.default_rng(0).uniform(0, 255, (2, *SIZE)).astype("float32")
    np.testing.assert_allclose(model(rows), whole(rows), rtol=1e-5, atol=1e-6)


def test_ids_are_new_and_ends_are_called_as_the_ports(tmp_path):
    answer = expand_application(request("VGG16", {"include_top": False, "weights": None}))
    parts = project_from_dict(answer.project)
    assert all(id.startswith("a_") for id in parts.graph.nodes)
    assert [n.name for n in (*parts.graph.inputs, *parts.graph.outputs)] == ["inputs", "output"]
    assert "block1_conv1" in parts.graph.by_name
    assert answer.weights == ""


def test_pictures_that_are_too_small_are_told(tmp_path):
    whole = request("VGG16", {"include_top": False, "weights": None})
    small = replace(whole, shape=[None, 9, 9, 3])
    with pytest.raises(UserError, match="at least 32 by 32"):
        expand_application(small)
