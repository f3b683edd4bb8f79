"""Which kind of node a saved layer is, and with which parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.checking import find_object
from designer.catalog.objects import object_kind
from designer.catalog.operations import constructor_arguments, operation_by_class
from designer.catalog.specs import Json, LayerSpec, ParamType, Role
from designer.engine.importing.records import LayerRecord
from designer.engine.importing.renames import layer_of_keras_3, modern_layer
from designer.engine.importing.tensorflow_functions import CLASSES, operation_of
from designer.engine.importing.values import arguments_of, dtype_of, is_as_default, plain, value_of

_OF_NODES = ("name", "trainable")
_PACKAGES = ("keras_hub>", "keras_nlp>", "keras_cv>")
_KERAS_MODULES = ("", "keras", "keras.layers", "keras.ops")
_HARMLESS = frozenset(
    [
        "name",
        "trainable",
        "dtype",
        "batch_input_shape",
        "batch_shape",
        "input_shape",
        "input_dtype",
        "input_dim",
        "input_length",
        "implementation",
        "time_major",
        "ragged",
        "sparse",
        "build_config",
        "num_constants",
        "zero_output_for_mask",
        "function_type",
        "output_shape_type",
        "module",
        "output_shape_module",
        "consume_less",
        "mode",
        "go_backwards_output",
        "renorm",
        "renorm_clipping",
        "renorm_momentum",
        "fused",
        "virtual_batch_size",
        "query_shape",
        "key_shape",
        "value_shape",
        "vocabulary_size",
        "has_input_vocabulary",
        "invert",
        "sparse_output",
        "groups",
        "kernel_initializer",
        "kernel_regularizer",
        "kernel_constraint",
        "filters",
        "lora_rank",
        "quantization_config",
        "quantization_mode",
        "gptq_unpacked_column_size",
        "weights",
        "batch_size",
        "cache_dir",
        "input_axes",
        "output_axes",
        "autocast",
        "synchronized",
        "kernel_quantizer",
        "vocabulary_dtype",
        "encoding",
        "oov_method",
        "rng_type",
    ]
)


@dataclass(slots=True)
class Identified:
    """The kind of a saved layer and its parameters.

    Attributes:
        spec: its description; None where it is not known here.
        extra: what is kept of an opaque one.
        lost: arguments with a value that Keras 3 has no place for.
        package: installed package that it is from; empty for Keras's own.
        translation: argument of a function of TensorFlow -> that of the operation.
    """

    kind: str
    spec: LayerSpec | None = None
    params: dict[str, Json] = field(default_factory=dict)
    extra: dict[str, Json] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    translation: Mapping[str, str] = field(default_factory=dict)
    package: str = ""


def identify(record: LayerRecord, catalog: Catalog) -> Identified:
    """Return what *record* is; an unknown class is kept with its whole config."""
    if record.class_name in CLASSES and (found := operation_of(record)) is not None:
        kind, names = found
        if (spec := catalog.layer(kind)) is not None:
            return Identified(spec.kind, spec, translation=names)
    operation = operation_by_class(catalog, record.module, record.class_name)
    if operation is not None:
        return Identified(operation.kind, operation, _operation_params(operation, record, catalog))
    name, config = record.class_name, record.config
    if not record.module.startswith("keras.") or "nb_filter" in config:
        name, config = modern_layer(name, config)
    elif record.module == "keras.layers":
        name, config = layer_of_keras_3(name, config)
    spec = _layer_spec(name, record, catalog)
    if spec is None:
        return _opaque(record, catalog)
    if spec.kind == "Lambda":
        return _code(spec, record)
    params = arguments_of(spec, config, catalog)
    _drop_axes(spec, params, record)
    identified = Identified(spec.kind, spec, params)
    identified.lost = _lost(spec, config)
    return identified


def _code(spec: LayerSpec, record: LayerRecord) -> Identified:
    """Return a `Lambda`: bytecode is kept, never run and never shown as if it could be read."""
    config = record.config
    function = config.get("function")
    params: dict[str, Json] = {}
    match function:
        case {"class_name": "function", "config": str(name)} | str(name):
            params["function"] = name
    arguments = plain(config.get("arguments") or {})
    if arguments:
        params["arguments"] = arguments
    if isinstance(config.get("output_shape"), list):
        params["output_shape"] = plain(config["output_shape"])
    extra: dict[str, Json] = {} if "function" in params else {"bytecode": plain(function)}
    return Identified(spec.kind, spec, params, extra)


def _drop_axes(spec: LayerSpec, params: dict[str, Json], record: LayerRecord) -> None:
    """Leave out the axes of an attention where they are those that it takes by itself."""
    if "attention_axes" not in params or not record.calls:
        return
    first = next(record.calls[0].tensors(), None)
    if first is not None and first.rank and params["attention_axes"] == [*range(1, first.rank - 1)]:
        del params["attention_axes"]


def _layer_spec(name: str, record: LayerRecord, catalog: Catalog) -> LayerSpec | None:
    spec = catalog.layer(name)
    if spec is None or spec.role not in (Role.LAYER, Role.CUSTOM):
        return None
    ours = record.module in _KERAS_MODULES or record.module.startswith(
        ("keras.src.", "keras.layers.", "tensorflow.", "tf_keras", "keras.engine", spec.module)
    )
    return spec if ours and not _is_foreign(record.registered) else None


def _is_foreign(registered: str) -> bool:
    """Tell whether a class was registered by somebody else under the name of one of Keras's."""
    return ">" in registered and not registered.startswith(("keras", "Keras"))


def _operation_params(spec: LayerSpec, record: LayerRecord, catalog: Catalog) -> dict[str, Json]:
    found: dict[str, Json] = {}
    names = constructor_arguments(spec)
    for argument, raw in record.config.items():
        param = spec.param(names.get(argument, argument))
        if argument == "name" or param is None:
            continue
        value = value_of(raw, param, catalog)
        if value is not None and not is_as_default(value, param, catalog):
            found[param.name] = value
    return found


def _opaque(record: LayerRecord, catalog: Catalog) -> Identified:
    kept = {
        name: value_of(raw, None, catalog)
        for name, raw in record.config.items()
        if name not in _OF_NODES and (name != "dtype" or dtype_of(raw) is not None)
    }
    if record.registered.startswith(_PACKAGES):
        return _of_package(record, kept)
    kind = record.registered or record.class_name or "Unknown"
    extra: dict[str, Json] = {"module": record.module}
    if record.registered:
        extra["registered_name"] = record.registered
    return Identified(kind, None, kept, extra)


def _of_package(record: LayerRecord, config: dict[str, Json]) -> Identified:
    """Return a layer of an installed package, under the name that people import it by."""
    package, _, name = record.registered.partition(">")
    return Identified(f"{package}.layers.{name}", None, config, package=package)


def _lost(spec: LayerSpec, config: Mapping[str, Any]) -> list[str]:
    """Return arguments that were set and that the layer of Keras 3 does not have."""
    return [
        name
        for name, value in config.items()
        if spec.param(name) is None
        and name not in _HARMLESS
        and value not in (None, False, "", [], {}, 0)
    ]


def unknown_objects(
    spec: LayerSpec, params: Mapping[str, Json], catalog: Catalog
) -> list[tuple[str, str]]:
    """Return parameter and name of each object (an activation, say) that is not known here."""
    found = []
    for param in spec.params:
        name = object_kind(params.get(param.name))
        if param.registry is None or name is None or ParamType.DTYPE in param.types:
            continue
        if name in param.choices or find_object(param.registry, name, catalog) is not None:
            continue
        found.append((param.name, name))
    return found


def names_file(spec: LayerSpec, params: Mapping[str, Json]) -> list[str]:
    """Return the parameters that name a file to be read: such are not taken from a stranger."""
    found = [
        param.name
        for param in spec.params
        if ParamType.PATH in param.types and isinstance(params.get(param.name), str)
    ]
    texts = ("vocabulary", "idf_weights")
    found += [n for n in texts if isinstance(params.get(n), str) and n not in found]
    return [] if spec.kind == "TFSMLayer" else found
