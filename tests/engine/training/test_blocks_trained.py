"""Projects with blocks are trained, used and taken away like any other."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from designer import paths
from designer.codegen.script import project_script
from designer.engine.evaluation.evaluate import evaluate
from designer.engine.evaluation.predict import predict
from designer.engine.export.export import export_model
from designer.graph.blocks import BlockStyle
from designer.project.project import OutputStructure
from designer.project.settings import DataKind, DataSettings
from designer.protocol.events import EpochEnded
from designer.protocol.requests import Evaluate, Export, Predict
from tests.engine.block_bank import DENSE
from tests.engine.blocks import block, graph, instance, node, project

pytestmark = [
    pytest.mark.engine,
    # TensorFlow's variables know no `copy` yet.
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]


def drawn(style="function"):
    """Two outputs behind blocks, one repeated, one with a layer that learns from the data."""
    scaled = block(
        "scaled",
        graph([node("x", "Input"), node("scale", "Normalization"), node("y", "Output")],
              "x > scale > y"),
        style=style,
    )  # fmt: skip
    held = graph(
        [
            node("features", "Input", shape=[4]),
            instance("before", "scaled"),
            instance("deep", "dense", repeat=2, units=8),
            node("classes", "Dense", units=3, activation="softmax"),
            node("again", "Dense", units=4),
            node("target", "Output", loss="sparse_categorical_crossentropy", metrics=["accuracy"]),
            node("features_again", "Output", loss="mse", columns=["features"]),
        ],
        "features > before.x",
        "before.y > deep.x",
        "deep.y > classes > target",
        "deep.y > again > features_again",
    )
    made = project(held, scaled, replace(DENSE, style=BlockStyle(style)))
    data = DataSettings(DataKind.BUILTIN, "iris")
    return replace(made, data=data, fit=replace(made.fit, epochs=2))


@pytest.mark.parametrize("style", BlockStyle)
def test_engine_and_script_give_the_same_curves(style, train, tmp_path, monkeypatch):
    run = train(drawn(style))
    assert run.end.outcome == "completed"
    ours = [event.logs for event in run.of(EpochEnded)]
    script = {"__name__": "script", "__file__": str(paths.resources() / "data" / "script.py")}
    exec(compile(project_script(drawn(style)), "script.py", "exec"), script)
    training, validation, _ = script["load_data"]()
    history = script["train"](script["build_model"](), training, validation).history
    for epoch, logs in enumerate(ours):
        for name, value in logs.items():
            assert history[name][epoch] == pytest.approx(value, rel=1e-4, abs=1e-6)


def test_a_run_is_evaluated_predicted_with_and_given_away_as_a_list(train, tmp_path):
    listed = replace(drawn("model"), structure=OutputStructure.LIST)
    run = train(listed)
    told = evaluate(Evaluate("e", str(run.folder)))
    assert set(told.outputs) == {"target", "features_again"}
    row = {"features": [[5.1, 3.5, 1.4, 0.2]]}
    assert set(predict(Predict("p", str(run.folder), rows=row)).outputs) == set(told.outputs)
    target = tmp_path / "model.keras"
    done = export_model(Export("x", {}, "keras", str(target), str(run.folder)))
    assert done.difference <= 1e-5
    assert "outputs are a list" in done.note
    outputs = keras.models.load_model(target, compile=False)(np.zeros((2, 4), "float32"))
    assert [tensor.shape for tensor in outputs] == [(2, 3), (2, 4)]
