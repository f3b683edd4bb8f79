from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from designer.engine.data.adapt import adapt_model
from designer.engine.data.prepared import prepare
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings

pytestmark = pytest.mark.engine


def chain(*nodes: Node) -> Graph:
    edges = [
        Edge(str(number), Endpoint(one.id, "output"), Endpoint(other.id, "inputs"))
        for number, (one, other) in enumerate(pairwise(nodes))
    ]
    return Graph.of(nodes, edges)


def test_layers_are_adapted_on_what_reaches_them_from_the_training_rows() -> None:
    graph = chain(
        Node("1", "Input", "features", {"shape": [4]}),
        Node("2", "Normalization", "first"),
        Node("3", "Rescaling", "scaled", {"scale": 3.0, "offset": 1.0}),
        Node("4", "Normalization", "second"),
        Node("5", "Normalization", "given", {"mean": 0.0, "variance": 1.0}),
        Node("6", "Output", "out", {"loss": "categorical_crossentropy"}),
    )
    project = Project(graph=graph, data=DataSettings(DataKind.BUILTIN, name="iris"))
    data = prepare(project)
    x = keras.Input((4,), name="features")
    first = keras.layers.Normalization(name="first")(x)
    scaled = keras.layers.Rescaling(3.0, 1.0, name="scaled")(first)
    second = keras.layers.Normalization(name="second")(scaled)
    model = keras.Model(x, keras.layers.Normalization(mean=0.0, variance=1.0, name="given")(second))
    assert adapt_model(model, project, data) == ("first", "second")
    train = np.asarray(data.train.x)
    np.testing.assert_allclose(model.get_layer("first").mean[0], train.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(model.get_layer("second").mean[0], [1.0] * 4, atol=1e-5)
    np.testing.assert_allclose(model.predict(train, verbose=0).std(axis=0), [1.0] * 4, atol=1e-4)


def test_text_and_word_layers_learn_their_vocabulary(tmp_path: Path) -> None:
    rows = "".join(f"good film {i},{'xy'[i % 2]},{i % 2}\n" for i in range(20))
    (tmp_path / "t.csv").write_text("review,country,label\n" + rows)
    nodes = [
        Node("1", "Input", "review", {"shape": [1], "dtype": "string"}, (0, 0)),
        Node("2", "Input", "country", {"shape": [1], "dtype": "string"}, (9, 0)),
        Node("3", "TextVectorization", "words", {"max_tokens": 5}),
        Node("4", "StringLookup", "codes"),
        Node("5", "Output", "label", {"loss": "binary_crossentropy"}),
    ]
    edges = [
        Edge("a", Endpoint("1", "output"), Endpoint("3", "inputs")),
        Edge("b", Endpoint("2", "output"), Endpoint("4", "inputs")),
    ]
    project = Project(graph=Graph.of(nodes, edges), data=DataSettings(DataKind.CSV, path="t.csv"))
    data = prepare(project, tmp_path)
    review = keras.Input((1,), name="review", dtype="string")
    country = keras.Input((1,), name="country", dtype="string")
    words = keras.layers.TextVectorization(max_tokens=5, name="words")(review)
    codes = keras.layers.StringLookup(name="codes")(country)
    model = keras.Model([review, country], [words, codes])
    assert adapt_model(model, project, data) == ("words", "codes")
    assert {"good", "film"} < set(model.get_layer("words").get_vocabulary())
    assert set(model.get_layer("codes").get_vocabulary()) == {"[UNK]", "x", "y"}


def test_pictures_on_disk_adapt_as_pictures_in_memory(tmp_path: Path, make_project: Any) -> None:
    from PIL import Image

    for name in ("a", "b"):
        (tmp_path / "set" / name).mkdir(parents=True)
        for number in range(4):
            pixels = np.full((4, 4, 3), 40 * number, np.uint8)
            Image.fromarray(pixels).save(tmp_path / "set" / name / f"{number}.png")
    means = []
    for load in ("memory", "batches"):
        project = make_project(
            DataKind.IMAGE_FOLDER,
            [4, 4, 3],
            "binary_crossentropy",
            path=str(tmp_path / "set"),
            options={"load": load, "image_size": [4, 4]},
        )
        graph = chain(*project.graph.nodes.values(), Node("n", "Normalization", "norm"))
        x = keras.Input((4, 4, 3), name="x")
        model = keras.Model(x, keras.layers.Normalization(name="norm")(x))
        adapt_model(model, replace(project, graph=graph), prepare(project))
        means.append(np.asarray(model.get_layer("norm").mean))
    np.testing.assert_array_equal(*means)
