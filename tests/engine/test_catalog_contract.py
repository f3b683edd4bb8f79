"""The catalogue says what Keras says: every class, every argument, every default."""

import inspect
import json
import sys

import keras
import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.catalog.checking import check_value
from designer.catalog.own import RUNS_CODE
from designer.catalog.specs import CallStyle, ObjectSpec, Registry, Role
from designer.engine.construct import class_of, make_layer, make_object
from designer.engine.introspect.arguments import INHERITED, to_json
from designer.engine.introspect.generate import generate
from designer.engine.introspect.members import MODULES, members
from designer.engine.introspect.writing import text_of
from designer.engine.weightless import weightless
from tests.engine.catalog_calls import adapt, call, initial_params

pytestmark = pytest.mark.engine

CATALOG = load_catalog()
OWN_KINDS = {"Input", "Output", "LayerScale", "CustomScaleLayer"}
PLACEABLE = [
    spec
    for spec in CATALOG.placeable()
    if spec.role is Role.LAYER and spec.kind not in OWN_KINDS | RUNS_CODE
]
EVERYTHING = [
    (registry, member, CATALOG.objects(registry).get(member.kind))
    for registry in Registry
    for member in members(registry)
]
ADDED = {"dtype", "activity_regularizer", "rms_scaling"} | INHERITED
"""Arguments that constructors take through `**kwargs`."""
NODE_FIELDS = {"name", "trainable"}
TENSORS = {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}


def id_of(value: object) -> str:
    return getattr(value, "kind", str(value))


@pytest.mark.parametrize(("registry", "member", "spec"), EVERYTHING, ids=id_of)
def test_every_argument_is_described_as_keras_has_it(registry, member, spec) -> None:
    assert spec is not None, f"{member.kind} is not in the catalogue"
    given = {param.name: (param.required, param.default) for param in spec.params if not param.call}
    left_out = NODE_FIELDS if registry is Registry.LAYER else {"x"}
    wanted = {
        entry.name: _told(entry)
        for entry in inspect.signature(member.target).parameters.values()
        if entry.kind not in TENSORS and entry.name not in left_out
    }
    added = set(given) - set(wanted)
    assert {name: given[name] for name in wanted} == wanted
    assert added <= ADDED
    assert class_of(spec) is member.target


def _told(entry: inspect.Parameter) -> tuple[bool, object]:
    if entry.default is inspect.Parameter.empty:
        return True, None
    return False, to_json(entry.default)


def test_call_arguments_are_keras_own_and_every_port_is_one() -> None:
    for spec in PLACEABLE:
        call = inspect.signature(class_of(spec).call).parameters
        for param in spec.params:
            if param.call and param.name != "training":  # empty there is as the model is used
                assert to_json(call[param.name].default) == param.default, (spec.kind, param.name)
        if spec.call_style is CallStyle.NAMED:
            names = {port.name for port in spec.inputs[1:]}
            assert names <= set(call), spec.kind


def test_every_default_and_every_initial_value_is_legal() -> None:
    wrong = [
        (spec.kind, param.name, problem)
        for registry in Registry
        for spec in CATALOG.objects(registry).values()
        for param in spec.params
        for value in _own_values(param)
        if (problem := check_value(param, value, CATALOG))
    ]
    assert wrong == []


def _own_values(param) -> list[object]:
    values = [] if param.required else [param.default]
    return [*values, param.initial] if param.initial is not None else values


@pytest.mark.parametrize("spec", PLACEABLE, ids=id_of)
def test_a_new_node_of_this_kind_can_be_called_and_comes_back_from_its_config(spec) -> None:
    if spec.facts.get("needs"):
        pytest.importorskip(spec.facts["needs"])
    with weightless():
        layer = make_layer(spec, initial_params(spec), CATALOG, "named_so")
        adapt(layer, spec)
        result = call(layer, spec)
    assert result is not None
    assert layer.name == "named_so"
    again = type(layer).from_config(layer.get_config())
    assert _plain(again.get_config()) == _plain(layer.get_config())


LSTM_STATE = {"class_name": "LSTM", "config": {"units": 4, "return_state": True}}
GRU_STATE = {"class_name": "GRU", "config": {"units": 4, "return_state": True}}
SEVERAL_RESULTS = [
    *((spec.kind, {"return_state": True}) for spec in PLACEABLE if spec.param("return_state")),
    ("RNN", {"return_state": True, "cell": {"class_name": "GRUCell", "config": {"units": 4}}}),
    ("Bidirectional", {"layer": LSTM_STATE}),
    ("Bidirectional", {"layer": GRU_STATE}),
    *(
        (spec.kind, {"return_attention_scores": True})
        for spec in PLACEABLE
        if spec.param("return_attention_scores")
    ),
]


@pytest.mark.parametrize(("kind", "params"), SEVERAL_RESULTS, ids=id_of)
def test_a_layer_with_several_results_gives_one_to_each_port(kind, params) -> None:
    spec = CATALOG.layer(kind)
    in_call = {name: value for name, value in params.items() if spec.param(name).call}
    with weightless():
        layer = make_layer(spec, {**initial_params(spec), **params}, CATALOG)
        result = call(layer, spec, in_call)
    ports = spec.output_ports({**initial_params(spec), **params})
    assert len(result) == len(ports) > 1


@pytest.mark.parametrize(
    "spec",
    [
        spec
        for registry in Registry
        if registry not in (Registry.LAYER, Registry.ACTIVATION)
        for spec in CATALOG.objects(registry).values()
        if spec.facts.get("offered", True)
    ],
    ids=lambda spec: f"{spec.registry}-{spec.kind}",
)
def test_what_menus_offer_can_be_made(spec: ObjectSpec) -> None:
    config = initial_params(spec)
    value = {"class_name": spec.kind, "config": config}
    if spec.registry is Registry.CALLBACK and spec.kind in ("LearningRateScheduler", "TensorBoard"):
        return  # made by the training itself: the schedule is evaluated once an epoch
    assert make_object(spec.registry, value, CATALOG) is not None


def test_every_bare_name_means_to_keras_what_it_means_here() -> None:
    compile_words = {"acc", "ce", "crossentropy"}
    refused, said = set(), set()
    for registry in (
        Registry.LOSS,
        Registry.METRIC,
        Registry.OPTIMIZER,
        Registry.INITIALIZER,
        Registry.REGULARIZER,
        Registry.CONSTRAINT,
        Registry.ACTIVATION,
    ):
        for spec in CATALOG.objects(registry).values():
            if spec.facts.get("offered", True) and not any(p.required for p in spec.params):
                names = {spec.kind} if spec.facts.get("bare") is False else {*spec.names, spec.kind}
                refused |= {n for n in names - compile_words if not _is_known(registry, n)}
                said |= {spec.kind} if spec.facts.get("bare") is False else set()
    assert refused == said


def _is_known(registry: Registry, name: str) -> bool:
    try:
        return MODULES[registry].get(name) is not None
    except (ValueError, KeyError):
        return False


@pytest.mark.skipif(
    sys.version_info >= (3, 13),
    reason="the catalogue is generated by 3.11 or 3.12: 3.13 indents docstrings in another way",
)
def test_the_shipped_files_are_what_this_keras_generates() -> None:
    shipped = json.loads((paths.resources() / "catalog" / "layers.json").read_bytes())
    if shipped["keras"] != keras.__version__:
        pytest.skip(f"The catalogue is of Keras {shipped['keras']}, this is {keras.__version__}.")
    for name, content in generate().items():
        text = (paths.resources() / "catalog" / name).read_text(encoding="utf-8")
        assert text == text_of(content), f"{name}: run python -m designer.engine.introspect"


def _plain(config: dict[str, object]) -> str:
    """Return a config as text; what a vocabulary of its own adds to it is left out."""
    kept = {key: value for key, value in config.items() if key != "vocabulary_size"}
    return json.dumps(kept, sort_keys=True, default=str)
