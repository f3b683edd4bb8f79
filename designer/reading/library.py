"""Names of Keras as scripts write them, and as the catalogue does."""

from collections.abc import Mapping

_ROOTS = (
    "tensorflow.python.keras", "tensorflow.compat.v1.keras", "tensorflow.compat.v2.keras",
    "tensorflow.keras", "tf_keras", "keras.src", "keras.api", "keras_core",
)  # fmt: skip
_RENAMED: Mapping[str, str] = {
    "keras.layers.Input": "keras.Input",
    "keras.engine.Model": "keras.Model",
    "keras.engine.training.Model": "keras.Model",
    "keras.engine.topology.Input": "keras.Input",
    "keras.engine.sequential.Sequential": "keras.Sequential",
    "keras.Layer": "keras.layers.Layer",
    "keras.engine.topology.Layer": "keras.layers.Layer",
    "keras.utils.register_keras_serializable": "keras.saving.register_keras_serializable",
    "keras.backend.image_data_format": "keras.config.image_data_format",
    "keras.backend.int_shape": "keras.ops.shape",
    "keras.backend.shape": "keras.ops.shape",
    "keras.random.set_seed": "keras.utils.set_random_seed",
}
_MODELS: Mapping[str, str] = {
    "Model": "keras.Model", "Functional": "keras.Model", "Sequential": "keras.Sequential",
}  # fmt: skip
MERGES: Mapping[str, str] = {
    "add": "Add", "subtract": "Subtract", "multiply": "Multiply", "average": "Average",
    "maximum": "Maximum", "minimum": "Minimum", "concatenate": "Concatenate", "dot": "Dot",
}  # fmt: skip
"""Functions of `keras.layers` that make a layer and call it."""

RENAMED_ARGUMENTS: Mapping[tuple[str, str], str] = {
    ("LeakyReLU", "alpha"): "negative_slope",
    ("ReLU", "alpha"): "negative_slope",
    ("Dense", "output_dim"): "units",
    ("Dropout", "p"): "rate",
    ("Conv2D", "nb_filter"): "filters",
    ("Convolution2D", "nb_filter"): "filters",
}
"""Arguments of older versions of Keras: (class, argument) -> argument now."""

DROPPED_ARGUMENTS = frozenset(
    ["input_length", "implementation", "time_major", "batch_size", "sparse", "ragged", "autocast"]
)
"""Arguments that change nothing in a drawing, or that Keras 3 does not have any more."""

SHAPE_ARGUMENTS = ("input_shape", "batch_input_shape", "input_dim", "batch_shape")


def canonical(path: str) -> str:
    """Return the public path of something of Keras; other paths as they are.

    `tensorflow.keras.layers.Dense`, `keras.api.layers.Dense` and
    `keras.layers.core.Dense` are all `keras.layers.Dense`.
    """
    for root in _ROOTS:
        if path == root or path.startswith(root + "."):
            path = "keras" + path.removeprefix(root)
            break
    if path.startswith("keras.layers.") and path.count(".") > 2:
        last = path.rpartition(".")[2]
        path = f"keras.layers.{last}" if last[:1].isupper() else path
    if path.startswith("keras.applications."):
        last = path.rpartition(".")[2]
        if last[:1].isupper():
            path = f"keras.applications.{last}"
    if path.startswith("keras.models.") and path.rpartition(".")[2] in _MODELS:
        return _MODELS[path.rpartition(".")[2]]
    return _RENAMED.get(path, path)
