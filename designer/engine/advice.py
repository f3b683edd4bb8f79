"""What fits together only when shapes, losses, activations and data are seen as one.

Keras would accept most of this, or complain of it long after the drawing, at the first batch.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from designer.engine.activation_advice import ACTIVATION_RULES
from designer.engine.application_advice import unprepared_pixels
from designer.engine.arrivals import Arrival, arrivals
from designer.engine.changes import set_loss
from designer.engine.construct import Catalog
from designer.engine.data.fields import describe_fields
from designer.engine.errors import UserError
from designer.engine.infer import Inferred, flat
from designer.engine.loss_advice import outputs_without_loss
from designer.engine.metric_advice import metrics_for_classes
from designer.engine.remedies import insert
from designer.engine.shape_advice import SHAPE_RULES
from designer.engine.target_advice import TARGET_RULES
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import OUTPUT
from designer.project.bindings import Bindings, bind
from designer.project.data_fields import Field
from designer.project.project import Project

Rule: TypeAlias = Callable[[Graph, Arrival], Iterator[Problem]]

_RULES: tuple[Rule, ...] = (*SHAPE_RULES, *TARGET_RULES, *ACTIVATION_RULES)
_TAKE_TEXT = {"Concatenate", "Flatten", "Identity", "Reshape", "Permute", "RepeatVector", OUTPUT}


def advise(project: Project, catalog: Catalog, found: Inferred, folder: str = "") -> list[Problem]:
    """Return what is hardly meant, each at its node and with the ways out of it.

    Args:
        project: with data settings where data is chosen.
        catalog: what Keras offers.
        found: shapes and types of the same graph.
        folder: what a relative path of the data is relative to.
    """
    graph = project.graph
    fields, problems = _fields(project, folder)
    bindings = bind(graph, fields) if fields else Bindings()
    problems += bindings.problems
    problems += _text_into_numbers(graph, catalog, found)
    problems += outputs_without_loss(graph, found)
    problems += unprepared_pixels(graph, catalog)
    met = arrivals(graph, found, bindings, fields)
    for arrival in met:
        for rule in _RULES:
            problems += rule(graph, arrival)
        problems += metrics_for_classes(arrival, catalog)
    if bindings.outputs and not bindings.targets:
        problems += _no_loss(met)
    return problems


def _fields(project: Project, folder: str) -> tuple[Mapping[str, Field], list[Problem]]:
    try:
        return describe_fields(project, folder), []
    except UserError as error:
        whole = Problem("data", Severity.ERROR, "The data cannot be read", error.message)
        return {}, list(error.problems) or [whole]


def _text_into_numbers(graph: Graph, catalog: Catalog, found: Inferred) -> Iterator[Problem]:
    for id, given in found.given.items():
        node = graph.nodes[id]
        spec = catalog.layer(node.kind)
        if node.kind in _TAKE_TEXT or spec is None or spec.family == "preprocessing":
            continue
        if all(tensor.dtype != "string" for tensor in flat(given)):
            continue
        edge = graph.incoming(id)[0]
        yield Problem(
            "text-into-layer",
            Severity.ERROR,
            f"{node.kind} cannot work on text",
            f"{node.name} expects numbers, found text. Turn the text into numbers first.",
            id,
            edge.target.port,
            (
                insert(edge, "TextVectorization", "Insert TextVectorization"),
                insert(edge, "StringLookup", "Insert StringLookup"),
            ),
        )


def _no_loss(met: list[Arrival]) -> Iterator[Problem]:
    for arrival in met:
        if arrival.target is None:
            continue
        loss, words = _usual_loss(arrival)
        node = arrival.output
        yield Problem(
            "no-loss",
            Severity.ERROR,
            "There is no loss",
            f"{node.name} has data to compare with, but no loss, so there is nothing to train "
            f"for. Choose one; {words} is usual here.",
            node.id,
            "loss",
            (set_loss(arrival, loss, f"Set loss to {words}"),),
        )


def _usual_loss(arrival: Arrival) -> tuple[str, str]:
    classes = len(arrival.target.classes) if arrival.target else 0
    if not classes:
        return "mean_squared_error", "mean squared error"
    if classes == 2 and arrival.width == 1:
        return "binary_crossentropy", "binary crossentropy"
    return "sparse_categorical_crossentropy", "sparse categorical crossentropy"
