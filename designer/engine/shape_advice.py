"""Outputs whose shape is not that of their target."""

from collections.abc import Iterator

from designer.catalog.specs import Json
from designer.engine.arrivals import Arrival
from designer.engine.changes import set_width
from designer.engine.remedies import insert, vector_remedies
from designer.engine.tensors import size_of, written
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.project.losses import Target

_CLASS_FORMS = (Target.INDEX, Target.ONE_HOT)


def not_a_vector(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """A layer such as Dense works on the last axis alone and keeps the places before it."""
    places = arrival.row[:-1]
    target = arrival.target
    if not places or arrival.maker is None or arrival.maker_edge is None:
        return
    if target is None and not (arrival.loss and arrival.form in _CLASS_FORMS):
        return
    if target is None and (arrival.maker.kind != "Dense" or len(places) < 2):
        return  # words one by one, or a class for each pixel: quite possibly meant
    if target is not None and len(target.shape) > 1:
        return
    if target is not None and target.encoding == "integer" and target.shape:
        return
    severity = Severity.ERROR if target else Severity.WARNING
    classes = arrival.form in _CLASS_FORMS
    what = "A class vector needs one value per class." if classes else "The target has none."
    maker = arrival.maker
    noun = f"{written(places)} {'places' if len(places) > 1 else 'steps'}"
    yield Problem(
        "shape-not-vector",
        severity,
        f"{maker.kind} would keep the {noun}",
        f"{what} {maker.name} works on the last axis alone, so {arrival.output.name} would get "
        f"{written(arrival.row)} values.",
        maker.id,
        arrival.maker_edge.target.port,
        _to_vector(graph, arrival),
    )


def _to_vector(graph: Graph, arrival: Arrival) -> tuple[Remedy, ...]:
    edge, maker = arrival.maker_edge, arrival.maker
    if edge is None or maker is None:
        return ()
    if maker.params.get("return_sequences"):
        return (_last_step_alone(maker.id),)
    source = graph.owner(graph.nodes[edge.source.node])
    sequences = source.params.get("return_sequences") is True
    rows = (*arrival.row[:-1], None)
    if maker.kind != "Dense":
        return vector_remedies(arrival.edge, arrival.row)[1:]
    first = (_last_step_alone(source.id),) if sequences else ()
    known = () if any(place is None for place in arrival.row[:-1]) else (*arrival.row[:-1], 1)
    return (*first, *vector_remedies(edge, known or rows))


def _last_step_alone(node: str) -> Remedy:
    arguments: dict[str, Json] = {"node": node, "name": "return_sequences", "value": False}
    return Remedy("set_param", "Return the last step alone", arguments)


def not_the_targets_shape(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """Keras would stretch numbers of unequal shapes over each other without a word."""
    target, row = arrival.target, arrival.row
    if target is None or not target.has_loss or target.encoding not in ("number", "binary"):
        return
    if len(row) > 1 and len(target.shape) <= 1:
        return  # not_a_vector tells it
    if arrival.field and arrival.form is Target.NUMBER and len(arrival.field.classes) == row[-1]:
        return  # loss_for_role tells it
    fits = len(row) == len(target.shape) and all(
        length is None or length == wanted for length, wanted in zip(row, target.shape, strict=True)
    )
    if fits:
        return
    same_size = size_of(row) == size_of(target.shape)
    yield Problem(
        "output-shape",
        Severity.ERROR,
        f"{written(row)} values for a target of {written(target.shape)}",
        f"{arrival.output.name} is compared with {', '.join(target.fields)}: expected the shape "
        f"{written(target.shape)}, found {written(row)}.",
        arrival.output.id if same_size or arrival.maker is None else arrival.maker.id,
        None if same_size else arrival.width_param,
        _to_target(arrival, target.shape),
    )


def _to_target(arrival: Arrival, shape: tuple[int, ...]) -> tuple[Remedy, ...]:
    size = size_of(shape)
    if size is not None and size_of(arrival.row) == size:
        label = f"Insert Reshape to {written(shape)}"
        return (insert(arrival.edge, "Reshape", label, {"target_shape": list(shape)}),)
    if len(arrival.row) == len(shape) and arrival.row[:-1] == shape[:-1]:
        return set_width(arrival, shape[-1])
    if len(arrival.row) == 1 and size is not None:
        return set_width(arrival, size)
    return ()


SHAPE_RULES = (not_a_vector, not_the_targets_shape)
