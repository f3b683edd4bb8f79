"""Opens a SavedModel: the graph that Keras 2 kept beside it; else the whole as one layer.

Nothing of it is loaded as TensorFlow would: its functions are a program. Keras 2 wrote the config
of every layer into `keras_metadata.pb`, and the arrays are in a checkpoint, which is data.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from designer.engine.importing.configs import read_model
from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened, no_store
from designer.engine.importing.plain_json import parse
from designer.engine.importing.protocol_buffers import strings_of
from designer.engine.importing.records import Call, LayerRecord, ModelRecord, Tensor
from designer.engine.importing.signatures import Signature, read_signature
from designer.engine.importing.stores import Store
from designer.engine.importing.tracked_store import TrackedStore

_FILES = ("saved_model.pb", "saved_model.pbtxt")
_METADATA = "keras_metadata.pb"
_MOST_BYTES = 256 << 20


def is_saved_model(path: Path) -> bool:
    """Tell whether *path* is the folder of a SavedModel."""
    return any((path / name).is_file() for name in _FILES)


def open_saved_model(path: Path) -> Opened:
    """Return the model of a SavedModel.

    Raises:
        CannotImport: if it is damaged.
    """
    config = _config(path)
    if config is None:
        return _as_layer(path)
    model = read_model(config, path.name)
    if len(model.layers) == 2 and model.layers[1].class_name == config.get("class_name"):
        return _as_layer(path)  # a class of somebody's own: its graph is not in the config
    return Opened(_with_training(model, config), lambda: _checkpoint(path))


def _config(path: Path) -> dict[str, Any] | None:
    """Return the config of the whole model; None where Keras 2 did not write one."""
    file = path / _METADATA
    if not file.is_file():
        return None
    if file.stat().st_size > _MOST_BYTES:
        raise CannotImport(f"Expected {_METADATA} to be of some MB at most, found more.")
    for node in strings_of(file.read_bytes(), 1):
        places, texts = list(strings_of(node, 3)), list(strings_of(node, 5))
        if places and texts and places[0] == b"root":
            data = parse(texts[0], f"the metadata of {path.name}")
            whole = data.get("model_config") if isinstance(data, dict) else None
            found = whole if isinstance(whole, dict) else data
            if isinstance(found, dict) and isinstance(found.get("config"), dict):
                training = data.get("training_config")
                return {**found, "training_config": training}
    return None


def _with_training(model: ModelRecord, config: dict[str, Any]) -> ModelRecord:
    training = config.get("training_config")
    return replace(model, compiled=training) if isinstance(training, dict) else model


@contextmanager
def _checkpoint(path: Path) -> Iterator[Store | None]:
    prefix = path / "variables" / "variables"
    if not prefix.with_name("variables.index").is_file():
        yield None
        return
    yield TrackedStore(prefix)


def _as_layer(path: Path) -> Opened:
    """Return the SavedModel as one layer; it runs only when it is trusted."""
    signature = read_signature(path / _FILES[0])
    inputs = tuple(_input(name, shape, dtype) for name, shape, dtype in signature.inputs)
    tensors: Any = [Tensor(record.name) for record in inputs]
    config = {"filepath": str(path), "call_endpoint": signature.name}
    call = Call((tensors[0] if len(tensors) == 1 else tensors,))
    whole = LayerRecord(path.name, "TFSMLayer", "keras.layers", config=config, calls=(call,))
    outputs = [Tensor(whole.name, 0, number) for number in range(max(len(signature.outputs), 1))]
    model = ModelRecord(
        path.name,
        (*inputs, whole),
        tensors[0] if len(tensors) == 1 else tensors,
        outputs[0] if len(outputs) == 1 else outputs,
    )
    return Opened(model, no_store, notes=(_words(path, signature),))


def _input(name: str, shape: list[int | None] | None, dtype: str) -> LayerRecord:
    config: dict[str, Any] = {"name": name, "dtype": dtype}
    if shape is not None:
        config["batch_shape"] = shape
    return LayerRecord(name, "InputLayer", "keras.layers", config=config)


def _words(path: Path, signature: Signature) -> str:
    several = max(len(signature.inputs), len(signature.outputs)) > 1
    counts = f"{len(signature.inputs)} inputs and {len(signature.outputs)} outputs"
    more = f" It has {counts}; such a layer takes one and gives one." if several else ""
    return (
        f"{path.name} holds no graph of Keras that could be drawn, so it is one layer that calls "
        f"its signature {signature.name}. What it does is a program: it runs once you trust it."
        f"{more}"
    )
