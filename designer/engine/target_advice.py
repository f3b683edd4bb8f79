"""Outputs whose width or loss does not suit the classes or numbers they are compared with."""

from collections.abc import Iterator

from designer.catalog.specs import Json
from designer.engine.arrivals import Arrival
from designer.engine.changes import all_at_once, set_activation, set_loss, set_width
from designer.engine.remedies import insert, set_param, unset_param, vector_remedies
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.project.losses import Target, loss_name

_SPARSE = "sparse_categorical_crossentropy"
_OF_SHARES = {"binarycrossentropy", "bce", "binaryfocalcrossentropy"}


def units_for_classes(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """One value for each class; a single value tells two classes apart with sigmoid."""
    target, width = arrival.target, arrival.width
    count = _class_count(arrival)
    if target is None or not target.has_loss or not count or width is None or width == count:
        return
    if arrival.form is Target.BINARY and (width == 1 and count == 2):
        return
    if arrival.form is Target.NUMBER or target.encoding == "number":
        return
    if arrival.loss_key == "circle":  # its values are places in a space, of any width
        return
    wasted = arrival.form is Target.INDEX and width > count
    node = arrival.maker or arrival.output
    yield Problem(
        "units-not-classes",
        Severity.WARNING if wasted else Severity.ERROR,
        f"{count} classes, but {width} {'value' if width == 1 else 'values'}",
        f"{target.fields[0]} has {count} classes: expected one value for each at "
        f"{arrival.output.name}, found {width}.",
        node.id,
        arrival.width_param,
        _to_classes(arrival, count),
    )


def _class_count(arrival: Arrival) -> int:
    """Return how many classes the target has; 0 where it has none."""
    target, field = arrival.target, arrival.field
    if target is None:
        return 0
    if target.encoding == "integer" and not target.classes and field is not None:
        return int(field.maximum) + 1 if field.maximum is not None else 0
    return len(target.classes)


def _to_classes(arrival: Arrival, count: int) -> tuple[Remedy, ...]:
    widths = set_width(arrival, count)
    actions = set_activation(arrival, "softmax")
    if arrival.form is Target.BINARY and widths:
        loss = set_loss(arrival, _SPARSE, "")
        return all_at_once(f"{count} values with softmax and {_SPARSE}", *widths, *actions, loss)
    if count == 2 and arrival.width == 1:
        sigmoid = set_activation(arrival, "sigmoid")
        loss = set_loss(arrival, "binary_crossentropy", "")
        return (*widths, *all_at_once("One value with sigmoid and binary_crossentropy",
                                      *sigmoid, loss))  # fmt: skip
    return widths or _head(arrival, count)


def _head(arrival: Arrival, count: int) -> tuple[Remedy, ...]:
    """Return what lacks between layers that see and an Output of classes: a vector, then Dense.

    The loss's own rules tell of the activation, where softmax does not suit it.
    """
    if arrival.maker is not None:
        return ()
    if len(arrival.row) > 1:
        return vector_remedies(arrival.edge, arrival.row)
    params: dict[str, Json] = {"units": count}
    if not arrival.from_logits:
        params["activation"] = "softmax"
    return (insert(arrival.edge, "Dense", f"Insert Dense with {count} units", params),)


def loss_for_encoding(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """Sparse losses take class indices, categorical ones take one-hot rows."""
    target, form = arrival.target, arrival.form
    if target is None or not target.has_loss or not target.classes:
        return
    if form is Target.INDEX and target.encoding == "one_hot":
        expected, found, other = "class indices", "one-hot rows", "categorical_crossentropy"
    elif form is Target.ONE_HOT and target.encoding in ("integer", "binary"):
        expected, found, other = "one-hot rows", "class indices", _SPARSE
    else:
        return
    name = loss_name(arrival.loss)
    remedies = [unset_param(arrival.output, "encoding")]
    if "categoricalcrossentropy" in arrival.loss_key:
        remedies.append(set_loss(arrival, other, f"Set loss to {other}"))
    yield Problem(
        "loss-encoding",
        Severity.ERROR,
        f"The loss expects {expected}",
        f"{name} expects {expected}, but {arrival.output.name} is compared with {found}.",
        arrival.output.id,
        "encoding",
        tuple(remedies),
    )


def loss_for_role(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """Losses for numbers hardly learn classes; a crossentropy takes nothing but 0 to 1."""
    target, field = arrival.target, arrival.field
    if target is None or field is None or not target.has_loss:
        return
    name = loss_name(arrival.loss)
    one_each = len(field.classes) == arrival.width
    if field.classes and arrival.form is Target.NUMBER and (target.classes or one_each):
        yield Problem(
            "loss-for-numbers",
            Severity.WARNING if target.classes else Severity.ERROR,
            "The loss is for numbers, the target is classes",
            f"{name} measures distances between numbers, but {field.name} holds "
            f"{len(field.classes)} classes. A crossentropy learns classes much better.",
            arrival.output.id,
            "loss",
            _class_losses(arrival),
        )
    elif arrival.loss_key in _OF_SHARES:
        yield from _outside_zero_to_one(arrival, name)


def _class_losses(arrival: Arrival) -> tuple[Remedy, ...]:
    if arrival.width == 1:
        loss = "binary_crossentropy"
        action = set_activation(arrival, "sigmoid")
    else:
        loss = _SPARSE
        action = set_activation(arrival, "softmax")
    changes = (*action, set_loss(arrival, loss, ""))
    if arrival.activation in ("softmax", "sigmoid"):
        return (set_loss(arrival, loss, f"Set loss to {loss}"),)
    return all_at_once(f"Set loss to {loss}, with its activation", *changes) or (
        set_loss(arrival, loss, f"Set loss to {loss}"),
    )


def _outside_zero_to_one(arrival: Arrival, name: str) -> Iterator[Problem]:
    field, target = arrival.field, arrival.target
    if field is None or target is None or target.encoding != "number":
        return
    low, high = field.minimum, field.maximum
    if low is None or high is None or (low >= 0 and high <= 1):
        return
    yield Problem(
        "loss-needs-zero-to-one",
        Severity.ERROR,
        "The loss expects values from 0 to 1",
        f"{name} compares shares of 0 to 1, but {field.name} goes from {low:g} to {high:g}. Take "
        "a loss for numbers, or scale the data before it comes here.",
        arrival.output.id,
        "loss",
        (set_param(arrival.output, "loss", "mean_squared_error", "Use mean squared error"),),
    )


TARGET_RULES = (units_for_classes, loss_for_encoding, loss_for_role)
