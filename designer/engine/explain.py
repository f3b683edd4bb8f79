"""What Keras complains of as problems at the node, in the user's words, with remedies.

A table of patterns leads from Keras's texts to explanations; what no pattern knows is shown in
Keras's own words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from designer.catalog.specs import Json, LayerSpec
from designer.engine.calls import Gathered
from designer.engine.failure_text import Failure
from designer.engine.operations import constant_shapes
from designer.engine.remedies import (
    merge_remedies,
    rank_remedies,
    set_param,
    smaller_window,
    unset_param,
)
from designer.engine.tensors import TensorSpec, size_of, written
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Node

__all__ = ["Case", "Failure", "explain"]

_AXES = {
    2: "vectors (features)",
    3: "sequences (steps × features)",
    4: "pictures (height × width × channels)",
    5: "volumes (depth × height × width × channels)",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A refused node and what is known of it.

    Attributes:
        given: the tensors at its input ports.
    """

    graph: Graph
    node: Node
    failure: Failure
    given: Gathered[TensorSpec] = field(default_factory=dict)
    spec: LayerSpec | None = None

    @property
    def params(self) -> Mapping[str, Json]:
        """The parameters in force."""
        return self.graph.owner(self.node).params

    @property
    def name(self) -> str:
        """What people call its kind: `add` for `ops.add`, or the name of a block."""
        called = self.spec.called if self.spec else self.node.kind
        return called.rpartition(".")[2] or called

    @property
    def first(self) -> TensorSpec | None:
        """The first tensor of the first port."""
        entry = next(iter(self.given.values()), None)
        return entry[0] if isinstance(entry, list) else entry

    def problem(
        self,
        code: str,
        title: str,
        text: str = "",
        field: str | None = None,
        remedies: Sequence[Remedy] = (),
    ) -> Problem:
        """Return a problem at this node; *text* is followed by nothing of Keras's."""
        return Problem(
            code, Severity.ERROR, title, text or self.failure.text, self.node.id, field,
            tuple(remedies),
        )  # fmt: skip


Explanation: TypeAlias = Callable[[Case, "re.Match[str]"], Problem]


def explain(
    graph: Graph,
    node: Node,
    failure: Failure,
    given: Gathered[TensorSpec] | None = None,
    spec: LayerSpec | None = None,
) -> Problem:
    """Return why *node* cannot be built, as a problem of that node."""
    case = Case(graph, node, failure, given or {}, spec)
    if failure.code:
        return _code(case)
    for pattern, explanation in _EXPLANATIONS:
        match = pattern.search(failure.text)
        if match is not None:
            return explanation(case, match)
    return _bad_value(case) or _in_keras_words(case)


def _code(case: Case) -> Problem:
    return case.problem(
        "code-off",
        "Own code is off",
        f"{case.failure.text} Until then {case.node.name} cannot be checked or trained.",
        case.failure.param or None,
        [Remedy("trust", "Trust this file…")],
    )


def _wrong_rank(case: Case, match: "re.Match[str]") -> Problem:
    wanted, found = int(match["wanted"]), int(match["found"])
    shape = case.first.row if case.first else ()
    name, kind = case.node.name, case.node.kind
    seen = written(shape) if shape else "single numbers"
    return case.problem(
        "wrong-rank",
        f"{kind} needs {_AXES.get(wanted, f'{wanted - 1} axes')}",
        f"{name} expects {_AXES.get(wanted, f'{wanted - 1} axes')}, found {seen} "
        f"({_axes_in_words(found - 1)} besides the batch).",
        _port(case),
        rank_remedies(case.graph, case.node, shape, wanted),
    )


def _axes_in_words(count: int) -> str:
    return {0: "no axis", 1: "one axis"}.get(count, f"{count} axes")


def _conv_rank(case: Case, match: "re.Match[str]") -> Problem:
    kernel = match["kernel"].count(",") + 1
    shape = case.first.row if case.first else ()
    return case.problem(
        "wrong-rank",
        f"{case.node.kind} needs {_AXES.get(kernel, f'{kernel - 1} axes')}",
        f"{case.node.name} expects {_AXES.get(kernel, f'{kernel - 1} axes')}, "
        f"found {written(shape)}.",
        _port(case),
        rank_remedies(case.graph, case.node, shape, kernel),
    )


def _too_small(case: Case, match: "re.Match[str]") -> Problem:
    shape = case.first.row if case.first else ()
    what = "kernel" if "kernel_size" in case.params else "window"
    remedies = []
    if case.spec and case.spec.param("padding") and case.params.get("padding") != "same":
        owner = case.graph.owner(case.node)
        remedies.append(set_param(owner, "padding", "same", "Set padding to same"))
    remedies += smaller_window(case.graph.owner(case.node), shape)
    return case.problem(
        "window-too-large",
        f"The {what} is larger than its input",
        f"{case.node.name} would leave nothing of its input of {written(shape)}. Take a smaller "
        f"{what}, padding “same”, or fewer layers before it that make the picture smaller.",
        f"{what}_size" if what == "kernel" else None,
        remedies,
    )


def _merge(case: Case, match: "re.Match[str]") -> Problem:
    specs = [s for e in case.given.values() for s in (e if isinstance(e, list) else [e])]
    shapes = [spec.row for spec in specs]
    seen = " and ".join(written(shape) or "single numbers" for shape in shapes)
    kind = case.node.kind
    rule = (
        "shapes that are equal but for the axis along which they are joined"
        if kind == "Concatenate"
        else "equal shapes"
    )
    return case.problem(
        "merge-shapes",
        f"{kind} cannot join {seen}",
        f"{case.node.name} expects {rule}, found {seen}.",
        _port(case),
        merge_remedies(case.graph, case.node, shapes),
    )


def _broadcast(case: Case, match: "re.Match[str]") -> Problem:
    return case.problem(
        "shapes-apart",
        f"{case.name} cannot take {_seen(case)} together",
        f"{case.node.name} works number by number: expected shapes that are equal from the last "
        f"axis on, or 1 where they are not, found {_seen(case)}.",
        _port(case),
    )


def _inner(case: Case, match: "re.Match[str]") -> Problem:
    return case.problem(
        "shapes-apart",
        f"{case.name} cannot multiply {_seen(case)}",
        f"{case.node.name} expects a last axis of the first that is as long as the last but one "
        f"of the second, found {_seen(case)}.",
        _port(case),
    )


def _apart(case: Case, match: "re.Match[str]") -> Problem:
    return case.problem(
        "shapes-apart",
        f"{case.name} cannot join {_seen(case)}",
        f"{case.node.name} expects equal shapes"
        f"{' but for the axis along which they are joined' if 'except' in match[0] else ''}, "
        f"found {_seen(case)}.",
        _port(case),
    )


def _seen(case: Case) -> str:
    specs = [s for e in case.given.values() for s in (e if isinstance(e, list) else [e])]
    constants = [
        f"a constant of {written(tuple(shape)) or 'one number'}"
        for shape in constant_shapes(case.spec, case.params).values()
    ] if case.spec else []  # fmt: skip
    shapes = [written(spec.row) or "single numbers" for spec in specs]
    return " and ".join([*shapes, *constants])


def _shared(case: Case, match: "re.Match[str]") -> Problem:
    owner = case.graph.owner(case.node)
    if owner is case.node:
        return _in_keras_words(case)
    return case.problem(
        "sharing-shape",
        "A shared layer needs the same shape everywhere",
        f"{case.node.name} calls the layer of {owner.name}, whose weights are made for inputs of "
        f"{match['wanted']} at axis {match['axis']}; found {match['found']}. Give both the same "
        "shape, or let each have a layer of its own.",
        _port(case),
    )


def _unknown_length(case: Case, match: "re.Match[str]") -> Problem:
    shape = case.first.row if case.first else ()
    return case.problem(
        "unknown-length",
        "The length of an axis must be known",
        f"The weights of {case.node.name} depend on the last axis of its input of "
        f"{written(shape)}, and its length is not known. Give the Input a full shape, or pool "
        "over the axis that varies.",
        _port(case),
    )


def _reshape(case: Case, match: "re.Match[str]") -> Problem:
    shape = case.first.row if case.first else ()
    target = case.params.get("target_shape")
    size = size_of(shape)
    owner = case.graph.owner(case.node)
    remedies = []
    if isinstance(target, list) and size and (fitting := _fitting(target, size)):
        words = written(tuple(-1 if n is None else n for n in fitting)).replace("-1", "rest")
        remedies.append(
            set_param(owner, "target_shape", list(fitting), f"Set target_shape to {words}")
        )
    return case.problem(
        "reshape-size",
        f"{size if size is not None else 'These'} numbers do not fit into this shape",
        f"{case.node.name} must keep every number: expected a target_shape with the product of "
        f"{written(shape)}{f' = {size}' if size else ''}, found {target}.",
        "target_shape",
        remedies,
    )


def _fitting(target: Sequence[Json], size: int) -> tuple[int, ...] | None:
    """Return *target* with its first axis left to Keras, where the others divide *size*."""
    others = [n for n in target[1:] if isinstance(n, int) and n > 0]
    product = 1
    for length in others:
        product *= length
    if len(others) != len(target) - 1 or size % product:
        return (size,)
    return (-1, *others)


def _out_of_memory(case: Case, match: "re.Match[str]") -> Problem:
    field = next((name for name in ("units", "filters") if name in case.params), None)
    return case.problem(
        "out-of-memory",
        "There is not enough memory for this layer",
        f"The weights of {case.node.name} need more memory than there is. Take fewer "
        f"{field or 'weights'}, or make its input smaller.",
        field,
    )


def _unknown_name(case: Case, match: "re.Match[str]") -> Problem:
    value = match["value"].strip()
    params = case.params
    field = next((name for name, given in params.items() if given == value), None)
    remedies = (unset_param(case.graph.owner(case.node), field),) if field else ()
    what = match["what"]
    return case.problem(
        "bad-value",
        f"{field or what} is not possible",
        f"Keras knows no {what} called {value}. Choose one from the list.",
        field,
        remedies,
    )


def _bad_value(case: Case) -> Problem | None:
    """Return the problem of an argument that Keras names in its complaint, if it names one."""
    names = set(re.findall(r"[a-z_]+", case.failure.text))
    known = [param for param in (case.spec.params if case.spec else ()) if param.name in names]
    given = [p for p in known if p.name in case.params] or known
    if case.spec and (blamed := case.spec.param(case.failure.param)):
        given = [blamed]
    if not given or case.failure.error not in ("ValueError", "TypeError", "CannotMake"):
        return None
    param = given[0]
    owner = case.graph.owner(case.node)
    resettable = not param.required and param.name in case.params
    return case.problem(
        "bad-value",
        f"{param.name} is not possible",
        case.failure.text if _is_ours(case.failure) else f"Keras: {case.failure.text}",
        param.name,
        (unset_param(owner, param.name),) if resettable else (),
    )


def _is_ours(failure: Failure) -> bool:
    """Tell whether the words are the program's own."""
    return failure.error == "CannotMake"


def _in_keras_words(case: Case) -> Problem:
    failure = case.failure
    wanted = ("ValueError", "CannotMake", "NotImplementedError", "BuildError")
    words = failure.text if failure.error in wanted else f"{failure.error}: {failure.text}"
    seen = [
        f"{port} {written(spec.row)}"
        for port, entry in case.given.items()
        for spec in (entry if isinstance(entry, list) else [entry])
    ]
    found = f" Its input is: {', '.join(seen)}." if seen else ""
    said = words if _is_ours(failure) else f"Keras says: {words}"
    return case.problem(
        "refused",
        f"{case.name} refuses this",
        f"{said.rstrip('.')}.{found}",
        "axis" if failure.error == "IndexError" and "axis" in case.params else _port(case),
    )


def _port(case: Case) -> str | None:
    return next(iter(case.given), None)


_EXPLANATIONS: Sequence[tuple["re.Pattern[str]", Explanation]] = tuple(
    (re.compile(pattern), explanation)
    for pattern, explanation in (
        (r"expected (?:min_|max_)?ndim=(?P<wanted>\d+), found ndim=(?P<found>\d+)", _wrong_rank),
        (r"received kernel of shape \((?P<kernel>[^)]*)\) and input of shape", _conv_rank),
        (r"[Cc]annot broadcast", _broadcast),
        (r"Inner dimensions .* must be equal", _inner),
        (r"must have the same shape(?: except)?", _apart),
        (r"output size would be zero or negative|smaller than the corresponding", _too_small),
        (r"[Ii]ncompatible shapes|inputs with matching shapes|Incompatible input shapes", _merge),
        (
            r"expected axis (?P<axis>-?\d+) of input shape to have value (?P<wanted>\d+), "
            r"but received input with shape (?P<found>\([^)]*\))",
            _shared,
        ),
        (r"must be fully-defined|'NoneType' and 'int'", _unknown_length),
        (r"OOM when allocating|Unable to allocate|out-of-range integer", _out_of_memory),
        (r"total size of the tensor must be unchanged", _reshape),
        (
            r"Could not interpret (?P<what>[\w ]+?)(?: function)? identifier: (?P<value>.+)",
            _unknown_name,
        ),
    )
)
"""Which of Keras's texts is explained how; the first that matches."""
