"""Which fields of the data feed which Input and Output, and in what form.

A plan made from the drawing and the fields' descriptions alone, so that engine, window and
generated code agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.catalog.specs import Json
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Node, NodeId
from designer.project.data_fields import Field
from designer.project.input_binding import InputBinding, bind_input
from designer.project.output_binding import OutputBinding, bind_output


@dataclass(frozen=True, slots=True)
class Bindings:
    """What feeds every Input and what every Output is compared with, in the graph's order."""

    inputs: tuple[InputBinding, ...] = ()
    outputs: tuple[OutputBinding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def targets(self) -> tuple[OutputBinding, ...]:
        """The outputs that have a loss, hence a target."""
        return tuple(output for output in self.outputs if output.has_loss)


def bind(graph: Graph, fields: Mapping[str, Field]) -> Bindings:
    """Return the plan for *graph*; what could not be bound is missing there and is a problem."""
    problems: list[Problem] = []
    outputs: list[OutputBinding] = []
    several = len(graph.outputs) > 1
    for node in graph.outputs:
        output = bind_output(node, fields, several)
        if isinstance(output, Problem):
            problems.append(output)
        elif output is not None:
            outputs.append(output)
    taken = {name for output in outputs if not output.explicit for name in output.fields}
    inputs: list[InputBinding] = []
    for node in graph.inputs:
        bound = bind_input(node, fields, taken)
        if isinstance(bound, Problem):
            problems.append(bound)
        else:
            inputs.append(bound)
    shaped = tuple(_like_input(output, inputs) for output in outputs)
    return Bindings(tuple(inputs), shaped, tuple(problems))


def _like_input(output: OutputBinding, inputs: list[InputBinding]) -> OutputBinding:
    """Return *output* in the shape of the Input that has the same fields (an autoencoder)."""
    for bound in inputs:
        if bound.fields == output.fields and output.encoding == "number":
            return output.with_shape(bound.shape)
    return output


def check_class_counts(
    graph: Graph, bindings: Bindings, shapes: Mapping[NodeId, tuple[int | None, ...]]
) -> tuple[Problem, ...]:
    """Return a problem for each Output that has fewer values than its target has classes.

    Args:
        graph: the drawing.
        bindings: of the same drawing.
        shapes: what arrives at each Output node, batch axis included.
    """
    problems = []
    for output in bindings.targets:
        width = shapes.get(output.node, (None,))[-1]
        count = len(output.classes)
        if output.encoding not in ("integer", "one_hot") or width is None:
            continue
        if count > width or (output.encoding == "one_hot" and count != width):
            problems.append(_too_narrow(graph, output, width))
    return tuple(problems)


def _too_narrow(graph: Graph, output: OutputBinding, width: int) -> Problem:
    count = len(output.classes)
    last = _last_dense(graph, output.node)
    remedies: tuple[Remedy, ...] = ()
    if last is not None:
        arguments: dict[str, Json] = {"node": last.id, "name": "units", "value": count}
        remedies = (Remedy("set_param", f"Set units of {last.name} to {count}", arguments),)
    return Problem(
        "class-count",
        Severity.ERROR,
        f"{count} classes, but {width} values",
        f"{output.fields[0]!r} has {count} classes: expected an output of {count} values, found "
        f"{width}. Set the units of the last layer to {count}.",
        output.node,
        "columns",
        remedies,
    )


def _last_dense(graph: Graph, output: NodeId) -> Node | None:
    """Return the Dense node that decides the last axis of what arrives at *output*."""
    node = graph.nodes.get(output)
    while node is not None and node.kind != "Dense":
        edges = graph.incoming(node.id)
        keeps = node.id == output or node.kind in _KEEP_WIDTH
        node = graph.nodes.get(edges[0].source.node) if edges and keeps else None
    return node


_KEEP_WIDTH = {"Activation", "Softmax", "ReLU", "LeakyReLU", "ELU", "Dropout", "Identity"}
