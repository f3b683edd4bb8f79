"""What the catalogue calls legal, Keras takes: every choice, both ends of every range."""

from collections.abc import Iterator

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.checking import check_value
from designer.catalog.own import RUNS_CODE
from designer.catalog.specs import Json, ObjectSpec, Param, ParamType, Registry
from designer.engine.construct import make_layer, make_object
from designer.engine.weightless import weightless
from tests.engine.catalog_calls import adapt, call, initial_params

pytestmark = pytest.mark.engine

CATALOG = load_catalog()
LAYERS = [
    spec
    for spec in CATALOG.placeable()
    if spec.module == "keras.layers" and spec.kind not in RUNS_CODE
]
MADE_BY_THE_TRAINING = ("TensorBoard", "LearningRateScheduler")
OBJECTS = [
    spec
    for registry in Registry
    if registry not in (Registry.LAYER, Registry.ACTIVATION)
    for spec in CATALOG.objects(registry).values()
    if spec.facts.get("offered", True) and spec.kind not in MADE_BY_THE_TRAINING
]

CLASHES = {
    # legal alone, and not with the other arguments or with the shape of the input
    "axis", "axes", "groups", "output_padding", "stateful", "sparse", "pad_to_max_tokens",
    "salt", "num_labels", "fft_length", "dims", "shared_axes", "mask_token", "max_tokens",
    ("Normalization", "mean"), ("Normalization", "variance"), ("CategoryEncoding", "num_tokens"),
    ("Discretization", "num_bins"), ("GroupQueryAttention", "num_query_heads"),
    ("RandomGaussianBlur", "kernel_size"), ("ModelCheckpoint", "save_weights_only"),
    ("TextVectorization", "output_mode"), ("StringLookup", "output_mode"),
    ("IntegerLookup", "output_mode"), ("ConvLSTM3D", "data_format"),
    ("STFTSpectrogram", "data_format"), ("RandomColorDegeneration", "data_format"),
    ("STFTSpectrogram", "frame_length"),
    # taken, with a warning
    ("LayerNormalization", "rms_scaling"),
}  # fmt: skip


@pytest.mark.parametrize("spec", LAYERS, ids=lambda spec: spec.kind)
def test_keras_takes_what_a_field_of_a_layer_allows(spec) -> None:
    if spec.facts.get("needs"):
        pytest.importorskip(spec.facts["needs"])
    base = initial_params(spec)
    refused = []
    for param, value in varied(spec):
        try:
            with weightless():
                layer = make_layer(spec, {**base, param.name: value}, CATALOG)
                adapt(layer, spec)
                call(layer, spec)
        except Exception as error:
            refused.append((param.name, value, str(error)))
    assert refused == []


@pytest.mark.parametrize("spec", OBJECTS, ids=lambda spec: f"{spec.registry}-{spec.kind}")
def test_keras_takes_what_a_field_of_an_object_allows(spec) -> None:
    base = initial_params(spec)
    refused = []
    for param, value in varied(spec):
        made = {"class_name": spec.kind, "config": {**base, param.name: value}}
        try:
            make_object(spec.registry, made, CATALOG)
        except Exception as error:
            refused.append((param.name, value, str(error)))
    assert refused == []


def varied(spec: ObjectSpec) -> Iterator[tuple[Param, Json]]:
    for param in spec.params:
        if not param.call and not {param.name, (spec.kind, param.name)} & CLASHES:
            values = {str(value): value for value in legal(param)}
            for value in values.values():
                assert check_value(param, value, CATALOG) is None, (param.name, value)
                yield param, value


def legal(param: Param) -> Iterator[Json]:
    if param.nullable:
        yield None
    for type in param.types:
        yield from _legal(type, param)


def _legal(type: ParamType, param: Param) -> Iterator[Json]:
    low, high = param.minimum, param.maximum
    rank = param.rank or 1
    match type:
        case ParamType.CHOICE | ParamType.DTYPE:
            yield from param.choices
        case ParamType.BOOL:
            yield from (True, False)
        case ParamType.INT:
            yield int(low or 0) + param.exclusive
        case ParamType.FLOAT:
            middle = 0.5 if high is None or high > 0.5 else high
            yield from (low if low is not None and not param.exclusive else middle, middle)
            yield from () if high is None else (high,)
        case ParamType.INT_TUPLE:
            yield from (2, [2] * rank)
        case ParamType.FLOAT_TUPLE:
            yield [0.1, 0.2]
        case ParamType.NESTED_INT_TUPLE:
            yield from (1, [1] * rank, [[1, 2]] * rank)
        case ParamType.OBJECT if param.registry is not Registry.LAYER:
            offered = (s for s in CATALOG.objects(param.registry).values()
                       if s.facts.get("offered", True))  # fmt: skip
            spec = next(offered)
            yield {"class_name": spec.kind, "config": initial_params(spec)}
