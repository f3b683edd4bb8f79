"""The values that a script has while it is read: those of Python, and what stands for Keras.

Numbers, texts, None, lists, tuples, dictionaries and ranges are Python's own.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designer.catalog.specs import Json, LayerSpec


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """A value that only a run of the script could tell.

    Attributes:
        line: where it came from, from 1.
        words: what it is, to be said after "it is": "the result of `load()`".
    """

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Something of a library, by its public dotted path: `keras.layers.Dense`."""

    path: str

    @property
    def name(self) -> str:
        """The last word of the path."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """An object of Keras that is no layer: an optimizer, a loss, an initializer.

    Attributes:
        path: of its class.
        config: its arguments by name, as values.
    """

    path: str
    config: Mapping[str, object]
    line: int


@dataclass(slots=True, eq=False)
class Scope:
    """Names and what they stand for, inside of another scope."""

    parent: "Scope | None" = None
    names: dict[str, object] = field(default_factory=dict)
    outer: dict[str, "Scope"] = field(default_factory=dict)
    """Names that a statement said to belong elsewhere (`global`, `nonlocal`)."""

    def find(self, name: str) -> "Scope | None":
        """Return the scope that has *name*, this one or one around it."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.parent
        return scope

    def put(self, name: str, value: object) -> None:
        """Let *name* stand for *value*."""
        self.outer.get(name, self).names[name] = value


@dataclass(slots=True, eq=False)
class Function:
    """A function of the script, or a lambda.

    Attributes:
        defaults: by the parameter's name, as they were when it was defined.
    """

    name: str
    node: ast.FunctionDef | ast.Lambda
    scope: Scope
    defaults: Mapping[str, object]

    @property
    def line(self) -> int:
        """Where it is defined."""
        return self.node.lineno


@dataclass(frozen=True, slots=True, eq=False)
class OwnClass:
    """A class of the script.

    Attributes:
        is_layer: whether it is a layer of Keras; then it becomes part of the project's module.
        is_object: the same for losses, metrics, initializers and their like.
    """

    name: str
    node: ast.ClassDef
    is_layer: bool
    is_model: bool
    is_object: bool
    scope: Scope
    members: dict[str, object]


@dataclass(slots=True, eq=False)
class Instance:
    """An object of a class of the script that is nothing of Keras's."""

    made_of: OwnClass
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inner:
    """The layers inside a model of `keras.applications`, which only Keras knows."""

    model: "Layer"


@dataclass(frozen=True, slots=True)
class Method:
    """A method taken from a value, not called yet."""

    owner: object
    name: str


@dataclass(frozen=True, slots=True)
class Hole:
    """What is different in each use of a function that is read as a block."""

    name: str
    default: Json


@dataclass(frozen=True, slots=True)
class NameHole:
    """The name that each use of a function that is read as a block has, with an ending."""

    ending: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The number of a repetition, where the number of repetitions differs between uses.

    Attributes:
        hole: the number of repetitions.
        added: what was added to it.
    """

    hole: Hole
    added: int = 0


@dataclass(slots=True, eq=False)
class Layer:
    """A layer, or an operation, that the script made.

    Attributes:
        kind: the kind of node it is in the catalogue.
        spec: its description; None for kinds that are not in the catalogue.
        params: arguments as values of a project.
        name: as given, or as Keras would name it.
        named: whether the script gave it.
        holes: arguments that differ between uses of the block: argument -> parameter of the block.
        unknown: arguments whose values are not known.
        calls: how often it was called.
    """

    kind: str
    spec: LayerSpec | None
    line: int
    params: dict[str, Json] = field(default_factory=dict)
    name: str = ""
    named: bool = False
    trainable: bool = True
    holes: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    calls: "list[Call]" = field(default_factory=list)
    extra: dict[str, Json] = field(default_factory=dict)
    input_shape: object = None
    statement: ast.stmt | None = None


@dataclass(slots=True, eq=False)
class Call:
    """One call of a layer, a nested model or a block: a node in the making.

    Attributes:
        maker: what is called.
        inputs: the tensors it gets, with the ports they go to, in order.
        params: arguments of the call.
        variable: takes the result.
        variables: take the results, where there are several.
        label: the same, where that tells something.
        place: number of the call in the whole script.
        loop: the pass of the innermost `for` statement in which it stands: statement, run, pass.
        shape: of the first result, batch axis first, where it is known.
    """

    maker: "Layer | Model | Use"
    inputs: tuple[tuple[str, "Tensor"], ...]
    line: int
    place: int
    params: dict[str, Json] = field(default_factory=dict)
    holes: dict[str, str] = field(default_factory=dict)
    label: str = ""
    variable: str = ""
    variables: tuple[str, ...] = ()
    statement: ast.stmt | None = None
    loop: tuple[ast.stmt, int, int] | None = None
    shape: tuple[int | None, ...] | None = None
    home: object = None
    is_named: bool = False
    """Whether the script names the node itself (`name_operation`)."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """A symbolic result of a call."""

    call: Call
    port: str = "output"


@dataclass(slots=True, eq=False)
class Model:
    """A model that the script made.

    Attributes:
        inputs: its inputs in order, with the names under which a dictionary gives them.
        outputs: a tensor, or a list or a dictionary of tensors.
        sequence: what a Sequential model holds, while it is one.
        compiled: the arguments of `compile`, with its line.
        fitted: the arguments of `fit`, with its line.
        trouble: why it cannot be drawn.
        is_value: it is the argument of a layer that wraps it.
    """

    name: str
    line: int
    named: bool = False
    inputs: list[Tensor] = field(default_factory=list)
    outputs: object = None
    input_names: list[str] | None = None
    sequence: "list[Layer | Model | Use] | None" = None
    built: bool = False
    trainable: bool = True
    compiled: tuple[int, dict[str, object]] | None = None
    fitted: tuple[int, dict[str, object]] | None = None
    trouble: Unknown | None = None
    is_value: bool = False
    calls: list[Call] = field(default_factory=list)
    inside: list[Call] = field(default_factory=list)
    function: str = ""
    statement: ast.stmt | None = None
    input_shape: object = None


@dataclass(slots=True, eq=False)
class Template:
    """A function of the script as a block.

    Attributes:
        name: of the function.
        ports: the parameters that take tensors, with the calls that stand for them inside.
        calls: what is called inside, in order.
        outputs: what it returns, by port.
        holes: its other parameters with their defaults.
        named: whether it has a parameter `name`.
        model: the nested model that it makes, where it makes one.
    """

    name: str
    function: Function
    ports: dict[str, Call] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    outputs: dict[str, Tensor] = field(default_factory=dict)
    holes: dict[str, Json] = field(default_factory=dict)
    named: bool = False
    default_name: str = ""
    model: Model | None = None
    returned: object = None
    uses: "list[Use]" = field(default_factory=list)
    keeps: bool = False
    """Whether the function makes layers, and returns another one that calls them."""


@dataclass(slots=True, eq=False)
class Use:
    """One use of a block: what is called; a block of model style can be called again."""

    template: Template
    params: dict[str, Json]
    name: str
    line: int
    named: bool = False
    holes: dict[str, str] = field(default_factory=dict)
    trainable: bool = True
    calls: list[Call] = field(default_factory=list)
    statement: ast.stmt | None = None


@dataclass(frozen=True, slots=True)
class ShapeOf:
    """The shape of a tensor that is not known, batch axis first."""

    tensor: Tensor


@dataclass(frozen=True, slots=True)
class TypeOf:
    """The dtype of a tensor."""

    tensor: Tensor


def tensors_in(value: object) -> list[Tensor]:
    """Return every tensor in *value*, in order."""
    return [leaf for leaf in _leaves(value) if isinstance(leaf, Tensor)]


def _leaves(value: object) -> Iterator[object]:
    """Yield what stands in lists and dictionaries at any depth, as far as any model goes.

    A list that holds another twice, which holds another twice, is short and yet without end.
    """
    waiting = [value]
    for _ in range(_MOST_LEAVES):
        if not waiting:
            return
        here = waiting.pop()
        if isinstance(here, list | tuple):
            waiting += reversed(here)
        elif isinstance(here, dict):
            waiting += reversed(here.values())
        else:
            yield here


_MOST_LEAVES = 1_000_000

COUNTED = "\0"
"""In a name: what follows is the parameter that says how often the named is repeated."""


def unknown_in(value: object) -> Unknown | None:
    """Return what is not known in *value*; None where all is."""
    return next((leaf for leaf in _leaves(value) if isinstance(leaf, Unknown)), None)
