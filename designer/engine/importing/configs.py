"""Turns the config of a model, of Keras 1, 2 or 3, into records."""

from dataclasses import replace
from typing import Any

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.inbound import read_calls, read_ends
from designer.engine.importing.operation_modules import module_of
from designer.engine.importing.plain_json import mapping, sequence
from designer.engine.importing.records import Call, LayerRecord, ModelRecord, Tensor, tensors_in

_MODEL_CLASSES = frozenset({"Functional", "Sequential", "Model"})
_DEEPEST_MODEL = 20


def read_model(data: Any, what: str, depth: int = 0) -> ModelRecord:
    """Return the model that a config holds: `{"class_name", "config"}`.

    A model whose graph is not in the config (a class of somebody's own) becomes one opaque layer.

    Raises:
        CannotImport: if it is no config of a model.
    """
    if depth > _DEEPEST_MODEL:
        raise CannotImport(
            f"Expected at most {_DEEPEST_MODEL} models inside each other in {what}, found more."
        )
    data = mapping(data, what)
    config = data.get("config")
    if isinstance(config, list):
        config = {"name": data.get("name") or "sequential", "layers": config}
    if not isinstance(data.get("class_name"), str) or not isinstance(config, dict):
        raise CannotImport(
            f"Expected the config of a Keras model in {what} (class_name and config), found "
            f"{', '.join(sorted(map(str, data))[:6]) or 'nothing'}."
        )
    if "input_layers" in config and "layers" in config:
        model = _functional(config, what, depth)
    elif isinstance(config.get("layers"), list):
        model = _sequential(config, what, depth)
    else:
        model = _opaque(data, config)
    compiled = data.get("compile_config")
    return replace(model, compiled=compiled if isinstance(compiled, dict) else {})


def holds_model(data: Any) -> bool:
    """Tell whether the config of a layer holds a graph of its own."""
    if not isinstance(data, dict):
        return False
    config = data.get("config")
    if isinstance(config, list):
        return data.get("class_name") == "Sequential"
    if not isinstance(config, dict) or not isinstance(config.get("layers"), list):
        return False
    return "input_layers" in config or data.get("class_name") in _MODEL_CLASSES


def _functional(config: dict[str, Any], what: str, depth: int) -> ModelRecord:
    raw = [mapping(entry, f"a layer of {what}") for entry in sequence(config["layers"], "layers")]
    names = {_name_of(entry, number) for number, entry in enumerate(raw)}
    layers = [
        _layer(entry, _name_of(entry, number), names, what, depth)
        for number, entry in enumerate(raw)
    ]
    inputs = read_ends(config["input_layers"])
    outputs = read_ends(config.get("output_layers"))
    model = ModelRecord(
        str(config.get("name") or "model"),
        tuple(layers),
        inputs,
        outputs,
        trainable=config.get("trainable", True) is not False,
    )
    return _with_calls_from_zero(model)


def _sequential(config: dict[str, Any], what: str, depth: int) -> ModelRecord:
    raw = [mapping(entry, f"a layer of {what}") for entry in config["layers"]]
    records: list[LayerRecord] = []
    taken: set[str] = set()
    for number, entry in enumerate(raw):
        name = _name_of(entry, number)
        while name in taken:
            name += "_again"
        taken.add(name)
        records.append(_layer({**entry, "inbound_nodes": []}, name, set(), what, depth))
    if not records or records[0].class_name != "InputLayer":
        records.insert(0, _made_input(config, records, taken))
    chained = [records[0]]
    for record in records[1:]:
        before = Tensor(chained[-1].name)
        chained.append(replace(record, calls=(Call((before,)),)))
    return ModelRecord(
        str(config.get("name") or "sequential"),
        tuple(chained),
        Tensor(chained[0].name),
        Tensor(chained[-1].name),
        trainable=config.get("trainable", True) is not False,
        sequential=True,
    )


def _made_input(config: dict[str, Any], records: list[LayerRecord], taken: set[str]) -> LayerRecord:
    """Return the input that a `Sequential` leaves to the first layer's `batch_input_shape`."""
    first = records[0] if records else LayerRecord("", "")
    shape = first.config.get("batch_input_shape") or config.get("build_input_shape")
    if shape is None and first.config.get("input_dim") and "output_dim" not in first.config:
        shape = [None, first.config["input_dim"]]
    if shape is None and first.config.get("input_shape"):
        shape = [None, *first.config["input_shape"]]
    dtype = first.config.get("dtype") if first.class_name == "Embedding" else None
    inner = first.model.layers[0] if first.model and first.model.layers else None
    made = dict(inner.config) if inner is not None and shape is None else {}
    if shape is not None:
        made = {"batch_shape": shape, "dtype": dtype}
    if first.class_name == "Embedding":
        made.setdefault("batch_shape", [None, first.config.get("input_length")])
        made["dtype"] = "int32" if not isinstance(dtype, str) or "float" in dtype else dtype
    name = f"{first.name or 'model'}_input"
    while name in taken:
        name += "_1"
    return LayerRecord(name, "InputLayer", "keras.layers", config={**made, "name": name})


def _opaque(data: dict[str, Any], config: dict[str, Any]) -> ModelRecord:
    name = str(config.get("name") or "model")
    build = data.get("build_config")
    shape = build.get("input_shape") if isinstance(build, dict) else None
    made = {"batch_shape": shape} if isinstance(shape, list) else {}
    whole = LayerRecord(
        name,
        str(data["class_name"]),
        str(data.get("module") or ""),
        str(data.get("registered_name") or ""),
        config,
        (Call((Tensor("input"),)),),
    )
    given = LayerRecord("input", "InputLayer", "keras.layers", config={**made, "name": "input"})
    return ModelRecord(name, (given, whole), Tensor("input"), Tensor(name))


def _layer(entry: dict[str, Any], name: str, names: set[str], what: str, depth: int) -> LayerRecord:
    config = entry.get("config")
    config = config if isinstance(config, dict) else {}
    class_name = str(entry.get("class_name") or "")
    module = str(entry.get("module") or "")
    if not module and _is_called_as_in_keras_3(entry):
        module = module_of(class_name, config)
    calls = read_calls(entry.get("inbound_nodes") or [], names, name)
    return LayerRecord(
        name,
        class_name,
        module,
        str(entry.get("registered_name") or ""),
        config,
        calls,
        read_model(entry, f"{name} in {what}", depth + 1) if holds_model(entry) else None,
    )


def _is_called_as_in_keras_3(entry: dict[str, Any]) -> bool:
    nodes = entry.get("inbound_nodes")
    return isinstance(nodes, list) and any(isinstance(node, dict) for node in nodes)


def _name_of(entry: dict[str, Any], number: int) -> str:
    config = entry.get("config")
    inner = config.get("name") if isinstance(config, dict) else None
    return str(entry.get("name") or inner or f"{entry.get('class_name') or 'layer'}_{number}")


def _with_calls_from_zero(model: ModelRecord) -> ModelRecord:
    """Count the calls of nested models from 0; Keras keeps the first number for their own graph."""
    highest: dict[str, int] = {}
    for record in model.layers:
        for call in record.calls:
            _note(highest, call.tensors())
    _note(highest, [*tensors_in(model.inputs), *tensors_in(model.outputs)])
    shift = {
        record.name: highest[record.name] - len(record.calls) + 1
        for record in model.layers
        if record.model is not None and record.name in highest and record.calls
    }
    if not any(shift.values()):
        return model
    layers = tuple(
        replace(
            record,
            calls=tuple(
                Call(_moved(call.args, shift), _moved(call.kwargs, shift)) for call in record.calls
            ),
        )
        for record in model.layers
    )
    return replace(model, layers=layers, outputs=_moved(model.outputs, shift))


def _note(highest: dict[str, int], tensors: Any) -> None:
    for tensor in tensors:
        highest[tensor.layer] = max(tensor.call, highest.get(tensor.layer, 0))


def _moved(value: Any, shift: dict[str, int]) -> Any:
    match value:
        case Tensor(layer=name, call=call) if name in shift:
            return replace(value, call=max(call - max(shift[name], 0), 0))
        case list():
            return [_moved(entry, shift) for entry in value]
        case tuple():
            return tuple(_moved(entry, shift) for entry in value)
        case dict():
            return {name: _moved(entry, shift) for name, entry in value.items()}
        case _:
            return value
