"""Pieces of own code to begin with: complete, working, and written as Keras wants them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_REGISTER = '@keras.saving.register_keras_serializable(package="custom")'
_HEAD = '"""Own layers, losses, metrics and activations of this project."""\n'


class Template(StrEnum):
    """What one can begin with."""

    LAYER = "layer"
    LOSS = "loss"
    METRIC = "metric"
    ACTIVATION = "activation"


@dataclass(frozen=True, slots=True)
class Inserted:
    """A module with a piece more.

    Attributes:
        text: of the whole module.
        name: of the new class or function.
    """

    text: str
    name: str


def with_template(module: str, template: Template) -> Inserted:
    """Return *module* with a new piece at its end, under a name that is free."""
    wanted, code = _TEMPLATES[template]
    name = _free(module, wanted)
    body = module.rstrip("\n")
    if not body:
        body = f"{_HEAD}\nimport keras"
    elif not re.search(r"^import keras$", body, re.MULTILINE):
        body = _with_import(body)
    return Inserted(f"{body}\n\n\n{code.replace(wanted, name)}", name)


def _with_import(body: str) -> str:
    """Put `import keras` before the first import, or below the docstring."""
    found = re.search(r"^(import|from) ", body, re.MULTILINE)
    if found is not None:
        return f"{body[: found.start()]}import keras\n{body[found.start() :]}"
    docstring = re.match(r'\s*("""(?:.|\n)*?"""|#.*)\n', body)
    at = docstring.end() if docstring else 0
    return f"{body[:at]}\nimport keras\n\n\n{body[at:].lstrip()}".lstrip("\n")


def _free(module: str, wanted: str) -> str:
    name, number = wanted, 2
    while re.search(rf"^(class|def) {name}\b", module, re.MULTILINE):
        name, number = f"{wanted}{'_' if wanted.islower() else ''}{number}", number + 1
    return name


_TEMPLATES: Mapping[Template, tuple[str, str]] = {
    Template.LAYER: (
        "MyLayer",
        f'''{_REGISTER}
class MyLayer(keras.layers.Layer):
    """A dense layer with a learned scale.

    Args:
        units: Positive integer, size of the output.
        activation: Activation function of the output.
    """

    def __init__(self, units=32, activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.kernel = self.add_weight(
            name="kernel", shape=(input_shape[-1], self.units), initializer="glorot_uniform"
        )
        self.scale = self.add_weight(name="scale", shape=(self.units,), initializer="ones")

    def call(self, inputs):
        return self.activation(keras.ops.matmul(inputs, self.kernel) * self.scale)

    def get_config(self):
        config = super().get_config()
        config["units"] = self.units
        config["activation"] = keras.activations.serialize(self.activation)
        return config
''',
    ),
    Template.LOSS: (
        "MyLoss",
        f'''{_REGISTER}
class MyLoss(keras.losses.Loss):
    """Squares small errors and takes large ones as they are.

    Args:
        delta: Float, from which error on it is large.
    """

    def __init__(self, delta=1.0, name="my_loss", **kwargs):
        super().__init__(name=name, **kwargs)
        self.delta = delta

    def call(self, y_true, y_pred):
        y_true = keras.ops.cast(y_true, y_pred.dtype)
        error = keras.ops.abs(y_true - y_pred)
        small = 0.5 * keras.ops.square(error)
        large = self.delta * (error - 0.5 * self.delta)
        return keras.ops.mean(keras.ops.where(error < self.delta, small, large), axis=-1)

    def get_config(self):
        return {{**super().get_config(), "delta": self.delta}}
''',
    ),
    Template.METRIC: (
        "MyMetric",
        f'''{_REGISTER}
class MyMetric(keras.metrics.Metric):
    """The share of predictions that are close to the target.

    Args:
        tolerance: Float, how far off still counts as close.
    """

    def __init__(self, tolerance=0.1, name="my_metric", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tolerance = tolerance
        self.close = self.add_variable(shape=(), initializer="zeros", name="close")
        self.seen = self.add_variable(shape=(), initializer="zeros", name="seen")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = keras.ops.cast(y_true, y_pred.dtype)
        hits = keras.ops.abs(y_true - y_pred) <= self.tolerance
        hits = keras.ops.cast(hits, self.dtype)
        self.close.assign_add(keras.ops.sum(hits))
        self.seen.assign_add(keras.ops.cast(keras.ops.size(hits), self.dtype))

    def result(self):
        return self.close / keras.ops.maximum(self.seen, 1.0)

    def get_config(self):
        return {{**super().get_config(), "tolerance": self.tolerance}}
''',
    ),
    Template.ACTIVATION: (
        "my_activation",
        f'''{_REGISTER}
def my_activation(x):
    """Let positive values pass and bend negative ones softly."""
    return keras.ops.where(x > 0, x, 0.1 * keras.ops.tanh(x))
''',
    ),
}
