"""Descriptions of everything that Keras offers: layers, losses, optimizers and their arguments.

A description is data. Palette, inspector, validation, builder, code and help read the same one.
Values of parameters are JSON: numbers, strings, booleans, None, lists, and for objects
(initializers, losses, wrapped layers ...) either the short name Keras accepts (`"relu"`,
`"glorot_uniform"`) or `{"class_name": "L2", "config": {"l2": 0.0001}}`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from designer.catalog.counting import STACK, how_many

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Params: TypeAlias = Mapping[str, Json]


class Family(StrEnum):
    """A group of layers: one place in the palette, one colour on the canvas."""

    INPUT_OUTPUT = "input-output"
    CORE = "core"
    CONVOLUTION = "convolution"
    POOLING = "pooling"
    NORMALIZATION = "normalization"
    REGULARIZATION = "regularization"
    MERGING = "merging"
    ACTIVATION = "activation"
    RECURRENT = "recurrent"
    ATTENTION = "attention"
    PREPROCESSING = "preprocessing"
    RESHAPING = "reshaping"
    OPERATION = "operation"
    APPLICATION = "application"
    BLOCK = "block"
    CUSTOM = "custom"


class Role(StrEnum):
    """What stands behind a kind of node."""

    LAYER = "layer"  # a class of keras.layers, Input or Output
    OPERATION = "operation"  # a function of keras.ops
    APPLICATION = "application"  # a model of keras.applications
    BLOCK = "block"  # a graph of the project's own
    CUSTOM = "custom"  # a class of the project's own module, or of an installed package


class Registry(StrEnum):
    """A part of Keras from which a value can be chosen."""

    LAYER = "layer"
    ACTIVATION = "activation"
    INITIALIZER = "initializer"
    REGULARIZER = "regularizer"
    CONSTRAINT = "constraint"
    OPTIMIZER = "optimizer"
    SCHEDULE = "schedule"
    LOSS = "loss"
    METRIC = "metric"
    CALLBACK = "callback"
    DTYPE_POLICY = "dtype_policy"


class ParamType(StrEnum):
    """What kind of value a parameter takes; each has one editor and one check."""

    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    STRING = "string"
    CHOICE = "choice"  # one of Param.choices
    DTYPE = "dtype"
    SHAPE = "shape"  # list of int or None
    INT_TUPLE = "int_tuple"  # list of Param.rank ints; one int stands for all of them
    FLOAT_TUPLE = "float_tuple"  # list of Param.rank floats
    NESTED_INT_TUPLE = "nested_int_tuple"  # ((top, bottom), (left, right)), or shorter forms
    INT_LIST = "int_list"  # any number of ints
    STRING_LIST = "string_list"
    ARRAY = "array"  # nested list of numbers
    DICT = "dict"
    OBJECT = "object"  # one of Param.registry: a name or {"class_name", "config"}
    OBJECT_LIST = "object_list"  # a list of such
    PATH = "path"
    CODE = "code"  # a Python callable: off until the user trusts the file
    ANY = "any"  # any JSON


class ParamGroup(StrEnum):
    """Where the inspector shows a parameter."""

    MAIN = "main"
    INITIALIZATION = "initialization"  # initializers, regularizers, constraints
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Param:
    """One argument of a constructor, or of the call where `call` is true.

    Attributes:
        types: the kinds of value it takes, the usual one first.
        required: it has no default in Keras and must be given.
        nullable: None is a legal value.
        choices: legal words, where `types` has CHOICE; suggestions where it has STRING too; the
            classes that fit, where it is an OBJECT of Registry.LAYER (cells into an RNN).
        minimum: smallest legal number (of each element in a tuple).
        exclusive: `minimum` itself is not legal.
        rank: length of a tuple.
        initial: the value a new node starts with, where it is better than `default` or there is
            none (`units` of Dense: 64).
        registry: what an OBJECT is chosen from.
        call: given when the layer is called, not when it is made (`use_causal_mask`).
    """

    name: str
    types: tuple[ParamType, ...]
    default: Json = None
    required: bool = False
    nullable: bool = False
    choices: tuple[str | int | float | bool, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    exclusive: bool = False
    rank: int | None = None
    initial: Json = None
    registry: Registry | None = None
    group: ParamGroup = ParamGroup.MAIN
    help: str = ""
    call: bool = False

    @property
    def type(self) -> ParamType:
        """The usual kind of value."""
        return self.types[0]


@dataclass(frozen=True, slots=True)
class Port:
    """A place where edges end (input) or begin (output); named after Keras's call argument.

    Attributes:
        many: takes any number of edges, in a visible order (`inputs` of Add).
        optional: may stay unconnected.
        minimum: fewest edges a `many` port takes.
        maximum: most edges it takes; None is without limit.
        count: how many output ports this stands for, by the parameters (see `counting`); None is
            one. They are called `name_1`, `name_2` ...
        constant: may stay without a wire where the parameter of the same name is given.
        when: the port exists only while this holds: a parameter is true (`return_state`), one of
            an object is (`layer.return_state`), or an object is of a class (`cell=LSTMCell`, with
            alternatives by `|`), or is not true (`!merge_mode`); several by ` & `.
    """

    name: str
    many: bool = False
    optional: bool = False
    minimum: int = 1
    maximum: int | None = 1
    when: str | None = None
    constant: bool = False
    count: str | None = None


def is_constant(port: Port, params: Params) -> bool:
    """Tell whether a value stands where *port* would have a wire."""
    return port.constant and params.get(port.name) is not None


class CallStyle(StrEnum):
    """How the tensors of the input ports are handed to the layer."""

    NAMED = "named"  # the first port by position, the others by name
    LIST = "list"  # all edges of the one `many` port as a list
    PACKED = "packed"  # the ports in their order, packed into one list (Attention)
    DICT = "dict"  # a dictionary by the names of the ports, or by `facts["keys"]` (CutMix)


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """A class of Keras that can be made from parameters.

    Attributes:
        kind: the class name, Keras's own.
        module: the public module it is imported from, such as `keras.losses`.
        names: short names under which Keras finds it too (`"relu"`, `"mse"`).
        summary: one sentence.
        help: the docstring's description.
        facts: what else is known and tells choices apart. Of losses `targets` and `activation`
            (what the last layer should end in), of metrics `targets` and `direction` ("max" or
            "min"); of all `offered` (false: not in menus), `popular` (place among the most used,
            from 1) and `bare` (false: Keras does not find it by its name alone). Of layers
            `inside`: the layer with a list of layers in which it stands in a model.
    """

    kind: str
    module: str
    registry: Registry
    params: tuple[Param, ...] = ()
    names: tuple[str, ...] = ()
    summary: str = ""
    help: str = ""
    url: str = ""
    facts: Mapping[str, Json] = field(default_factory=dict)

    def param(self, name: str) -> Param | None:
        """Return the parameter called *name*, or None."""
        return next((param for param in self.params if param.name == name), None)


@dataclass(frozen=True, slots=True)
class LayerSpec(ObjectSpec):
    """A kind of node.

    Attributes:
        title: what people call it; empty is the kind (see `called`).
        placeable: it can stand as a node; a cell or an abstract base class cannot.
        key_params: what the node shows in its one line, most telling first.
        words: further words under which search finds it ("fully connected").
        teaching: what it does and when to use it, in a few plain sentences.
        input_ranks: ranks (batch axis included) that its first input may have; empty is any.
        needs_adapt: it learns from the training data before `fit` (Normalization).
        role: what stands behind it.
    """

    family: Family = Family.CORE
    inputs: tuple[Port, ...] = (Port("inputs"),)
    outputs: tuple[Port, ...] = (Port("output"),)
    call_style: CallStyle = CallStyle.NAMED
    placeable: bool = True
    key_params: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    icon: str = ""
    teaching: str = ""
    input_ranks: tuple[int, ...] = ()
    needs_adapt: bool = False
    popularity: int = 0
    role: Role = Role.LAYER
    title: str = ""

    @property
    def called(self) -> str:
        """What people call it: the name of a block, else the kind."""
        return self.title or self.kind

    def input_ports(self, params: Params) -> tuple[Port, ...]:
        """Return the input ports that exist with these *params*.

        One that a constant stands for is optional.
        """
        return tuple(
            replace(port, optional=True) if is_constant(port, params) else port
            for port in self.inputs
            if self._exists(port, params)
        )

    def output_ports(self, params: Params) -> tuple[Port, ...]:
        """Return the output ports that exist with these *params*."""
        return tuple(
            one
            for port in self.outputs
            if self._exists(port, params)
            for one in self._repeated(port, params)
        )

    def _repeated(self, port: Port, params: Params) -> Iterator[Port]:
        if port.count is None:
            yield port
            return
        for number in range(1, how_many(port.count, params) + 1):
            yield replace(port, name=f"{port.name}_{number}", count=None)

    def _exists(self, port: Port, params: Params) -> bool:
        if port.when is None:
            return True
        return all(self._holds(condition, params) for condition in port.when.split(" & "))

    def _holds(self, condition: str, params: Params) -> bool:
        if condition.startswith("!"):
            return not self._holds(condition[1:], params)
        name, _, classes = condition.partition("=")
        name, _, inner = name.partition(".")
        param = self.param(name)
        value = params.get(name, param.default if param else None)
        if not classes and not inner:
            return bool(value)
        name_of = STACK if isinstance(value, list) else value
        made = value if isinstance(value, dict) else {"class_name": name_of}
        if classes:
            return made.get("class_name") in classes.split("|")
        config = made.get("config")
        return isinstance(config, dict) and bool(config.get(inner))


def key_path(spec: LayerSpec, port: str) -> list[str]:
    """Return under which keys the tensor of *port* stands in a dictionary (CallStyle.DICT)."""
    keys = spec.facts.get("keys")
    named = keys.get(port) if isinstance(keys, dict) else None
    return str(named or port).split(".")
