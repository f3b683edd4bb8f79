"""What is read from a script computes what the script's own model computes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.reading.reading import read_code

pytestmark = pytest.mark.engine

SOURCES = sorted((Path(__file__).parent / "sources").glob("*.py"))
UNFIT = (
    "import matplotlib", "load_data()", ".fit(", ".evaluate(", "print(", ".summary()", "x_train",
    "history",
)  # fmt: skip
"""Lines that need data; the models do not."""


def models_of(text: str) -> dict[str, Any]:
    """Run a script of the tests, and return its models by name."""
    import keras

    lines = [line for line in text.splitlines() if not any(word in line for word in UNFIT)]
    names: dict[str, Any] = {"__name__": "__main__", "__file__": "script.py"}
    keras.backend.clear_session()
    exec(compile("\n".join(lines), "script", "exec"), names)
    found = [value for value in names.values() if isinstance(value, keras.Model)]
    return {model.name: model for model in found if model.built}


def inputs_for(model: Any) -> list[np.ndarray]:
    random = np.random.default_rng(0)
    found = []
    for tensor in model.inputs:
        shape = [2, *(5 if size is None else size for size in tensor.shape[1:])]
        whole = "int" in str(tensor.dtype) or tensor.shape[1:] == (None,)
        values = random.integers(0, 9, shape) if whole else random.normal(size=shape)
        found.append(values.astype("int32" if whole else "float32"))
    return found


def answers(model: Any) -> list[np.ndarray]:
    import keras

    given = inputs_for(model)
    result = model(given[0] if len(given) == 1 else given, training=False)
    flat = keras.tree.flatten(result)
    return sorted((np.asarray(value) for value in flat), key=lambda a: (a.shape, float(a.sum())))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_model_of_the_code_that_comes_out_gives_the_same_answers(path: Path) -> None:
    text = path.read_text()
    originals = models_of(text)
    for found in read_code(text, load_catalog()).models:
        original = originals.get(found.name)
        if original is None or found.nested:
            continue
        script = project_script(found.project).split("\nif __name__")[0]
        names: dict[str, Any] = {"__name__": "script", "__file__": "script.py"}
        exec(compile(script, "script", "exec"), names)
        model = names["build_model"]()
        assert model.count_params() == original.count_params()
        weights = by_shape_and_order(original)
        assert [w.shape for w in by_shape_and_order(model)] == [w.shape for w in weights]
        copy_weights(original, model)
        for mine, theirs in zip(answers(model), answers(original), strict=True):
            np.testing.assert_allclose(mine, theirs, atol=1e-5)


def by_shape_and_order(model: Any) -> list[np.ndarray]:
    return sorted(model.get_weights(), key=lambda weights: weights.shape)


def copy_weights(source: Any, target: Any) -> None:
    """Copy weights layer by layer: by name, and those of blocks in the order of the layers."""
    left = leaves(target)
    named = {layer.name: layer for layer in left}
    made = leaves(source)
    for layer in sorted(made, key=lambda layer: layer.name not in named):
        like = named.get(layer.name)
        if like not in left or not alike(layer, like):
            like = next(other for other in left if alike(other, layer))
        left.remove(like)
        like.set_weights(layer.get_weights())


def alike(layer: Any, other: Any) -> bool:
    shapes = [weight.shape for weight in layer.weights]
    return type(layer) is type(other) and shapes == [weight.shape for weight in other.weights]


def leaves(model: Any) -> list[Any]:
    import keras

    found: dict[int, Any] = {}
    for layer in model.layers:
        inner = leaves(layer) if isinstance(layer, keras.Model) else [layer]
        found.update({id(part): part for part in inner if part.weights})
    return list(found.values())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("module", "function"),
    [("mobilenet_v3", "MobileNetV3Small"), ("efficientnet", "EfficientNetB0")],
)
def test_the_sources_of_keras_s_own_applications_are_read_layer_by_layer(
    module: str, function: str
) -> None:
    import keras

    source = Path(keras.__file__).parent / "src" / "applications" / f"{module}.py"
    text = f"{source.read_text()}\nmodel = {function}(weights=None, input_shape=(96, 96, 3))\n"
    reading = read_code(text, load_catalog())
    assert reading.problems == ()
    script = project_script(reading.models[0].project).split("\nif __name__")[0]
    names: dict[str, Any] = {"__name__": "script", "__file__": "script.py"}
    exec(compile(script, "script", "exec"), names)
    mine = names["build_model"]()
    keras.backend.clear_session()
    theirs = getattr(keras.applications, function)(weights=None, input_shape=(96, 96, 3))
    assert {layer.name for layer in mine.layers} == {layer.name for layer in theirs.layers}
    assert [w.shape for w in mine.weights] == [w.shape for w in theirs.weights]
