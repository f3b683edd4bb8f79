"""The script of a project with applications builds the model of the engine."""

import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.build import build_model

pytestmark = pytest.mark.engine


def test_first_weights_names_and_what_learns_are_equal(drawing, tmp_path):
    small = {"weights": None, "include_top": False, "pooling": "avg"}
    project = (
        drawing.add("image", "Input", shape=[32, 32, 3])
        .add("base", "applications.MobileNetV2", after="image", frozen=True, alpha=0.35, **small)
        .add("other", "applications.EfficientNetV2B0", after="image", **small)
        .add("both", "Concatenate", after=["base", "other"])
        .add("head", "Dense", after="both", units=3)
        .add("y", "Output", after="head", loss="mse")
        .project
    )
    names = {"__name__": "script", "__file__": str(tmp_path / "script.py")}
    exec(compile(project_script(project), "script.py", "exec"), names)
    theirs, ours = names["build_model"](), build_model(project)
    assert [layer.name for layer in theirs.layers] == [layer.name for layer in ours.layers]
    assert len(theirs.trainable_weights) == len(ours.trainable_weights)
    for one, other in zip(theirs.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
