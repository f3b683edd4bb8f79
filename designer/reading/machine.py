"""The state of a reading, and what its rooms may ask of each other."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json
from designer.graph.naming import snake_case
from designer.reading.findings import Findings, Refused
from designer.reading.values import Call, Model, Scope

STEPS = 200_000
DEEPEST = 60
LARGEST = 100_000
"""Elements that a list, a text or a range of a script may have while it is read."""


class Namer:
    """Names layers as Keras does: `dense`, `dense_1`."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def next(self, stem: str) -> str:
        """Return the next name of a layer that has none."""
        number = self._counts.get(stem, 0)
        self._counts[stem] = number + 1
        return f"{stem}_{number}" if number else stem


@dataclass(slots=True)
class Trace:
    """The calls that were made in one place: the script itself, or a function read as a block."""

    calls: list[Call] = field(default_factory=list)
    names: Namer = field(default_factory=Namer)
    is_template: bool = False
    has_plain_names: bool = False
    """Whether something in it has a name that is not made from that of the use."""
    counts: dict[str, Json] = field(default_factory=dict)
    """Parameters that say how often something is repeated, with their defaults."""


class Machine(ABC):
    """A script while it is read.

    Attributes:
        scope: where names are looked up now.
        trace: where calls are noted now.
        statement: the one that is read now.
        models: every model that the script made outside of blocks.
        seed: what `keras.utils.set_random_seed` was given.
    """

    def __init__(self, tree: ast.Module, catalog: Catalog, text: str = "") -> None:
        self.tree = tree
        self.text = text
        self.catalog = catalog
        self.findings = Findings()
        self.module = Scope()
        self.scope = self.module
        self.trace = Trace()
        self.statement: ast.stmt | None = None
        self.models: list[Model] = []
        self.loops: list[tuple[ast.stmt, int, int]] = []
        self.functions: list[str] = []
        self.packages: set[str] = set()
        self.called: set[str] = set()
        self.told: set[tuple[int, int]] = set()
        self.seed: object = None
        self.runs = 0
        self.steps = 0
        self.places = 0
        self.depth = 0
        self.name_counts = _name_counts(tree)

    @abstractmethod
    def evaluate(self, node: ast.expr) -> object:
        """Return the value of an expression."""

    @abstractmethod
    def run(self, statements: Iterable[ast.stmt]) -> None:
        """Read statements one after the other."""

    @abstractmethod
    def call(
        self, function: object, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        """Return what *function* returns for these arguments."""

    @abstractmethod
    def attribute(self, owner: object, name: str, line: int) -> object:
        """Return `owner.name`."""

    @abstractmethod
    def iterate(self, value: object, line: int) -> list[object] | None:
        """Return the elements of *value*; None where they are not known."""

    @abstractmethod
    def build(self, model: Model) -> None:
        """Call the layers of a Sequential model one after the other."""

    def step(self, line: int) -> None:
        """Count one step.

        Raises:
            Refused: if the script takes too many to be read.
        """
        self.steps += 1
        if self.steps > STEPS:
            raise Refused(
                line,
                "This script takes too many steps to be read without running it.",
                f"Expected at most {STEPS:,} steps; a loop here goes on longer. "
                "Make the loop shorter, or import the saved model instead.",
            )

    @contextmanager
    def inside(self, scope: Scope, line: int) -> Iterator[None]:
        """Look names up in *scope* for a while.

        Raises:
            Refused: if functions call each other too deeply.
        """
        if self.depth >= DEEPEST:
            raise Refused(
                line,
                "Functions call each other too deeply here.",
                f"Expected at most {DEEPEST} calls inside each other. Write the layers in a loop.",
            )
        before, statement = self.scope, self.statement
        self.scope, self.depth = scope, self.depth + 1
        try:
            yield
        finally:
            self.scope, self.statement, self.depth = before, statement, self.depth - 1

    @contextmanager
    def noting_in(self, trace: Trace) -> Iterator[None]:
        """Note calls in another place for a while."""
        before, loops = self.trace, self.loops
        self.trace, self.loops = trace, []
        try:
            yield
        finally:
            self.trace, self.loops = before, loops

    def auto_name(self, kind: str) -> str:
        """Return the name that Keras gives to a layer of *kind* that has none."""
        return self.trace.names.next(snake_case(kind.rpartition(".")[2]))

    def next_place(self) -> int:
        """Return the next number of a call."""
        self.places += 1
        return self.places


def _name_counts(tree: ast.Module) -> dict[int, dict[str, int]]:
    """Return how often each name is bound, by the id of the function (or module) it is bound in."""
    found: dict[int, dict[str, int]] = {}
    waiting: list[tuple[ast.AST, dict[str, int]]] = [(tree, found.setdefault(id(tree), {}))]
    while waiting:
        node, counts = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            counts = found.setdefault(id(node), {})
            for argument in ast.walk(node.args):
                if isinstance(argument, ast.arg):
                    counts[argument.arg] = counts.get(argument.arg, 0) + 1
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            counts[node.id] = counts.get(node.id, 0) + 1
        waiting += [(child, counts) for child in ast.iter_child_nodes(node)]
    return found
