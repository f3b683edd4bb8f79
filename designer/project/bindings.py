"""Which fields of the data feed which Input and Output, and in what form.

A plan made from the drawing and the fields' descriptions alone, so that engine, window and
generated code agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.graph.graph import Graph
from designer.graph.problems import Problem
from designer.project.data_fields import Field, Role
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

    def fillable(self, fields: Mapping[str, Field]) -> frozenset[str]:
        """Return the fields that are fed as numbers, so that a mean can stand for what is missing.

        What is a target alone is never filled.
        """
        return frozenset(
            name
            for bound in self.inputs
            for name in bound.fields
            if fields[name].numeric
            and (bound.encoding != "one_hot" or fields[name].role is not Role.CLASS)
        )


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
    taken = {name for output in outputs for name in _only_targets(output, fields)}
    inputs: list[InputBinding] = []
    for node in graph.inputs:
        bound = bind_input(node, fields, taken)
        if isinstance(bound, Problem):
            problems.append(bound)
        else:
            inputs.append(bound)
    shaped = tuple(_like_input(output, inputs) for output in outputs)
    return Bindings(tuple(inputs), shaped, tuple(problems))


def _only_targets(output: OutputBinding, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the fields that would be a leak in an Input, unless the user chose them there.

    Several columns, or one that is a picture or a vector, may be the target of an autoencoder.
    """
    is_one_value = len(output.fields) == 1 and not fields[output.fields[0]].shape
    return output.fields if is_one_value or not output.explicit else ()


def _like_input(output: OutputBinding, inputs: list[InputBinding]) -> OutputBinding:
    """Return *output* in the shape of the Input that has the same fields (an autoencoder)."""
    for bound in inputs:
        if bound.fields == output.fields and output.encoding == "number":
            return output.with_shape(bound.shape)
    return output
