"""A change of a project as a diff that can be turned round and joined."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from designer.graph.blocks import BlockId
from designer.graph.records import Edge, EdgeId, Node, NodeId
from designer.graph.remarks import Remark, RemarkId

T = TypeVar("T")
_OF_THE_DRAWING = frozenset({"direction"})


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """What stood before and what stands now; None where there was or is nothing."""

    before: T
    after: T


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that differs, by id.

    Attributes:
        settings: by field of `Project` (`name`, `data`, `compile`, `fit`, `blocks` ...).
        scope: the block whose nodes, edges and remarks these are; None for the root.
    """

    nodes: Mapping[NodeId, Step[Node | None]] = field(default_factory=dict)
    edges: Mapping[EdgeId, Step[Edge | None]] = field(default_factory=dict)
    settings: Mapping[str, Step[Any]] = field(default_factory=dict)
    scope: BlockId | None = None
    remarks: Mapping[RemarkId, Step[Remark | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.remarks or self.settings)

    def inverted(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(
            _inverted(self.nodes),
            _inverted(self.edges),
            _inverted(self.settings),
            self.scope,
            _inverted(self.remarks),
        )

    def then(self, later: "Change") -> "Change":
        """Return this change and *later*, of the same scope, as one.

        What ends as it began is left out.
        """
        return Change(
            _joined(self.nodes, later.nodes),
            _joined(self.edges, later.edges),
            _joined(self.settings, later.settings),
            later.scope,
            _joined(self.remarks, later.remarks),
        )

    @property
    def only_moves(self) -> bool:
        """Whether nothing but positions of nodes and remarks on the canvas differ."""
        if self.edges or self.settings:
            return False
        return all(_is_move(step) for step in self.nodes.values()) and all(
            _is_move(step) for step in self.remarks.values()
        )

    @property
    def only_places(self) -> bool:
        """Whether nothing but places of nodes, and of points through which wires go, differ."""
        if self.remarks or self.settings:
            return False
        return all(_is_move(step) for step in self.nodes.values()) and all(
            _is_drawing_of_edge(step) for step in self.edges.values()
        )

    @property
    def only_drawing(self) -> bool:
        """Whether only the drawing differs: the model, its data and its training do not."""
        return (
            self.settings.keys() <= _OF_THE_DRAWING
            and all(_is_drawing_of_node(step) for step in self.nodes.values())
            and all(_is_drawing_of_edge(step) for step in self.edges.values())
        )


def _all_but(kind: type[Node] | type[Edge] | type[Remark], *names: str) -> Callable[[Any], Any]:
    return attrgetter(*(entry.name for entry in fields(kind) if entry.name not in names))


_PLACE: Mapping[type[Any], Callable[[Any], Any]] = {
    Node: _all_but(Node, "position"),
    Remark: _all_but(Remark, "position"),
}
_LOOK_OF_NODE = _all_but(Node, "position", "collapsed")
_WAY_OF_EDGE = _all_but(Edge, "points")


def _inverted(steps: Mapping[str, Step[T]]) -> dict[str, Step[T]]:
    return {id: Step(step.after, step.before) for id, step in steps.items()}


def _joined(first: Mapping[str, Step[T]], later: Mapping[str, Step[T]]) -> dict[str, Step[T]]:
    joined = dict(first)
    for id, step in later.items():
        before = joined[id].before if id in joined else step.before
        if before == step.after:
            joined.pop(id, None)
        else:
            joined[id] = Step(before, step.after)
    return joined


def _is_move(step: Step[Node | None] | Step[Remark | None]) -> bool:
    before, after = step.before, step.after
    if before is None or after is None or before.position == after.position:
        return False
    return _same_but(_PLACE[type(before)], before, after)


def _is_drawing_of_node(step: Step[Node | None]) -> bool:
    before, after = step.before, step.after
    if before is None or after is None:
        return False
    return _same_but(_LOOK_OF_NODE, before, after)


def _is_drawing_of_edge(step: Step[Edge | None]) -> bool:
    before, after = step.before, step.after
    if before is None or after is None:
        return False
    return _same_but(_WAY_OF_EDGE, before, after)


def _same_but(rest: Callable[[Any], Any], before: object, after: object) -> bool:
    """Whether two records agree in the *rest* of their fields; cheaper than making a third."""
    return type(before) is type(after) and bool(rest(before) == rest(after))
