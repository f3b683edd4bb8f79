"""Every ready-made block builds, gives the shapes that it promises, and learns."""

import json

import keras
import numpy as np
import pytest

from designer import paths
from designer.engine.build import build_model
from designer.graph.blocks import block_kind
from designer.graph.graph import Graph
from designer.graph.layered import places_unseen
from designer.graph.records import Edge, Endpoint, Node
from designer.project.definitions import definition_from_dict
from designer.project.kinds import catalog_for
from designer.project.project import Project
from designer.session.structure import Structure

pytestmark = pytest.mark.engine

FILES = sorted((paths.resources() / "blocks").glob("*.json"))

CASES = {
    "residual_block": ([(8, 8, 64)], {"repeat": 2}, [(8, 8, 64)]),
    "residual_down": ([(8, 8, 16)], {"filters": 32}, [(4, 4, 32)]),
    "bottleneck_block": ([(8, 8, 32)], {"filters": 32, "width": 8, "repeat": 2}, [(8, 8, 32)]),
    "inverted_residual": ([(8, 8, 16)], {"repeat": 2}, [(8, 8, 16)]),
    "squeeze_excitation": ([(8, 8, 64)], {"squeezed": 4}, [(8, 8, 64)]),
    "inception_block": ([(8, 8, 24)], {"filters_1x1": 8}, [(8, 8, 8 + 128 + 32 + 32)]),
    "dense_block": ([(8, 8, 10)], {"growth": 4, "repeat": 3}, [(8, 8, 22)]),
    "unet_down": ([(8, 8, 3)], {"filters": 8}, [(4, 4, 8), (8, 8, 8)]),
    "unet_up": ([(4, 4, 16), (8, 8, 8)], {"filters": 8}, [(8, 8, 8)]),
    "transformer_encoder": ([(6, 64)], {"num_heads": 2, "repeat": 2}, [(6, 64)]),
    "transformer_decoder": (
        [(6, 32), (9, 32)],
        {"width": 32, "dropout": 0.0, "repeat": 2},
        [(6, 32)],
    ),
    "wavenet_layer": (
        [(20, 32)],
        {"dilation": 4, "skip_channels": 12, "repeat": 1},
        [(20, 32), (20, 12)],
    ),
    "mixer_layer": ([(16, 32)], {"token_hidden": 8, "repeat": 2}, [(16, 32)]),
}


def read(name: str):
    return definition_from_dict(json.loads((paths.resources() / "blocks" / name).read_text()))


def project_around(definition, shapes, params) -> Project:
    """A model of one instance, with an Input to each input and an Output to each output."""
    inner = definition.block.graph
    nodes = [Node("it", block_kind(definition.block.id), "it", params, (0.0, 100.0))]
    edges = []
    for number, (port, shape) in enumerate(zip(inner.inputs, shapes, strict=True)):
        nodes.append(Node(f"i{number}", "Input", port.name, {"shape": list(shape)}, (number, 0.0)))
        ends = (Endpoint(f"i{number}", "output"), Endpoint("it", port.name))
        edges.append(Edge(f"e{number}", *ends))
    for number, port in enumerate(inner.outputs):
        node = Node(f"o{number}", "Output", f"{port.name}_out", {"loss": "mse"}, (number, 200.0))
        nodes.append(node)
        ends = (Endpoint("it", port.name), Endpoint(node.id, "inputs"))
        edges.append(Edge(f"f{number}", *ends))
    return Project(graph=Graph.of(nodes, edges), blocks=definition.blocks)


def test_each_file_has_its_case():
    assert [path.stem for path in FILES] == sorted(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_it_gives_its_shapes_and_learns(name):
    shapes, params, expected = CASES[name]
    keras.utils.set_random_seed(1)
    definition = read(f"{name}.json")
    model = build_model(project_around(definition, shapes, params))
    assert [tuple(output.shape[1:]) for output in model.outputs] == expected

    model.compile(optimizer="adam", loss="mse")
    xs = [np.random.default_rng(0).normal(size=(4, *shape)).astype("float32") for shape in shapes]
    ys = [np.zeros((4, *shape), "float32") for shape in expected]
    names = [f"{port.name}_out" for port in definition.block.graph.outputs]
    named = dict(zip(names, ys, strict=True)) if len(ys) > 1 else ys[0]
    given = xs if len(xs) > 1 else xs[0]
    losses = model.fit(given, named, epochs=3, verbose=0).history["loss"]
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0]


def test_the_decoder_does_not_look_ahead():
    shapes, params, _ = CASES["transformer_decoder"]
    model = build_model(project_around(read("transformer_decoder.json"), shapes, params))
    random = np.random.default_rng(0)
    x, encoded = (random.normal(size=(1, *shape)).astype("float32") for shape in shapes)
    changed = x.copy()
    changed[0, 4:] += 1.0
    before, after = (np.asarray(model([given, encoded])) for given in (x, changed))
    assert np.allclose(before[0, :4], after[0, :4], atol=1e-5)
    assert not np.allclose(before[0, 4:], after[0, 4:], atol=1e-3)


def test_wavenet_looks_back_only():
    shapes, params, _ = CASES["wavenet_layer"]
    model = build_model(project_around(read("wavenet_layer.json"), shapes, params))
    x = np.zeros((1, 20, 32), "float32")
    changed = x.copy()
    changed[0, 10] = 1.0
    before, after = (np.asarray(next(iter(model(given).values()))) for given in (x, changed))
    assert np.allclose(before[0, :10], after[0, :10])


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_drawing_is_sound_and_laid_out(name):
    definition = read(f"{name}.json")
    shapes, params, _ = CASES[name]
    project = project_around(definition, shapes, params)
    problems = Structure(catalog_for(project)).problems(project)
    assert problems == ()
    graph = definition.block.graph
    assert places_unseen(graph) == {n.id: n.position for n in graph.nodes.values()}
    assert all(param.help for param in definition.block.params)
    assert len(definition.block.notes.split("\n\n")) >= 2
