"""The verb that gives a model the Inputs and Outputs that its data calls for."""

from collections.abc import Collection, Mapping, Sequence

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json
from designer.document.commands.nodes import add_node
from designer.document.commands.refused import CommandRefused
from designer.document.document import Document
from designer.graph.naming import unique_name
from designer.graph.records import INPUT, OUTPUT, NodeId
from designer.project.data_ends import find_target
from designer.project.data_fields import Field, Role

_STEP = 130.0


def make_ends(document: Document, catalog: Catalog, fields: Sequence[Field]) -> tuple[NodeId, ...]:
    """Add what the drawing lacks of an Input and an Output for *fields*; return the new nodes.

    Raises:
        CommandRefused: if there is nothing to predict, or nothing to predict it from.
    """
    target = find_target(fields)
    if target is None:
        raise CommandRefused("The data has no column that could be predicted.")
    columns, shape = _sources([field for field in fields if field.name != target.name])
    if not columns:
        raise CommandRefused("The data has no numbers or pictures besides what is predicted.")
    graph = document.graph
    ys = [node.position[1] for node in graph.nodes.values()]
    made: list[NodeId] = []
    with document.edit("Make Input and Output") as edit:
        if not graph.inputs:
            named = columns[0] if len(columns) == 1 else "features"
            name = unique_name(named, edit.graph.by_name.keys())
            params: dict[str, Json] = {"shape": list(shape), "columns": list(columns)}
            place = (0.0, min(ys, default=_STEP) - _STEP)
            made.append(add_node(document, catalog, INPUT, place, params, name))
        if not graph.outputs:
            name = unique_name(target.name, edit.graph.by_name.keys())
            place = (0.0, max(ys, default=_STEP) + 2 * _STEP)
            params = {"columns": [target.name], **_training_of(target)}
            made.append(add_node(document, catalog, OUTPUT, place, params, name))
    return tuple(made)


def left_out(fields: Sequence[Field], used: Collection[str] = ()) -> tuple[Field, ...]:
    """Return the columns of text and classes that `make_ends` does not take.

    Args:
        fields: all fields of the data.
        used: names of those that feed an Input or are compared with an Output already.
    """
    target = find_target(fields)
    taken = {*used} or ({target.name} if target is not None else set())
    wordy = (Role.TEXT, Role.CLASS)
    return tuple(field for field in fields if field.role in wordy and field.name not in taken)


def _sources(fields: Sequence[Field]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the fields that feed the Input, and its shape."""
    pictures = [field for field in fields if field.role is Role.IMAGE]
    arrays = pictures or [field for field in fields if field.shape and field.role is Role.NUMBER]
    if arrays:
        return (arrays[0].name,), arrays[0].shape
    numbers = [field for field in fields if field.role is Role.NUMBER]
    return tuple(field.name for field in numbers), (len(numbers),)


def _training_of(target: Field) -> Mapping[str, Json]:
    if target.role is Role.CLASS:
        loss, metric = "SparseCategoricalCrossentropy", "accuracy"
    else:
        loss, metric = "MeanSquaredError", "mean_absolute_error"
    return {"loss": {"class_name": loss, "config": {}}, "metrics": [metric]}
