"""Last activations that do not suit the loss or the numbers to be learned."""

from collections.abc import Iterator

from designer.engine.arrivals import Arrival
from designer.engine.changes import (
    all_at_once,
    has_from_logits,
    set_activation,
    set_from_logits,
    set_loss,
    set_width,
)
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.project.losses import Target, loss_name

_SOFTMAX_LOSSES = {
    "categoricalcrossentropy",
    "categoricalfocalcrossentropy",
    "sparsecategoricalcrossentropy",
    "categoricalgeneralizedcrossentropy",
    "kldivergence",
    "kullbackleiblerdivergence",
    "kld",
}
_SIGMOID_LOSSES = {"binarycrossentropy", "bce", "binaryfocalcrossentropy"}
_RANGES = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, None)}


def softmax_of_one(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """Softmax over a single value is always 1."""
    if arrival.activation != "softmax" or arrival.width != 1 or arrival.actor is None:
        return
    sigmoid = set_activation(arrival, "sigmoid")
    remedies = sigmoid
    if arrival.loss_key in _SOFTMAX_LOSSES and sigmoid:
        loss = set_loss(arrival, "binary_crossentropy", "")
        remedies = all_at_once("Sigmoid with binary_crossentropy", *sigmoid, loss)
        remedies = (*remedies, *set_width(arrival, 2))
    yield Problem(
        "softmax-of-one",
        Severity.ERROR,
        "Softmax of one value is always 1",
        f"{arrival.actor.name} divides by the sum over its values, and there is only one. Take "
        "sigmoid, or one value for each class.",
        arrival.actor.id,
        "activation",
        remedies,
    )


def wanted_by_loss(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """Crossentropies want probabilities, or scores with `from_logits`; not both and not none."""
    wanted = _wanted(arrival)
    if not wanted or not arrival.activation:
        return
    if arrival.width == 1 and arrival.activation == "softmax":
        return  # softmax_of_one tells it
    name = loss_name(arrival.loss)
    node = arrival.actor or arrival.output
    if arrival.from_logits and arrival.activation in ("softmax", "sigmoid"):
        yield Problem(
            "activation-twice",
            Severity.WARNING,
            f"{arrival.activation.capitalize()} is applied twice",
            f"{name} with from_logits applies {wanted} itself, and {node.name} applies "
            f"{arrival.activation} before it. Training would be slow and the loss wrong.",
            node.id,
            "activation",
            (*set_activation(arrival, "linear"), *set_from_logits(arrival, False)),
        )
    elif not arrival.from_logits and not _suits(arrival, wanted):
        yield Problem(
            "activation-for-loss",
            Severity.WARNING,
            f"The loss expects {wanted}",
            f"{name} expects probabilities, found the values of {node.name} after "
            f"{arrival.activation}. Set the activation to {wanted}"
            f"{', or let the loss apply it' if has_from_logits(arrival) else ''}.",
            node.id,
            "activation" if arrival.actor else None,
            (
                *set_activation(arrival, wanted),
                *(set_from_logits(arrival, True) if arrival.activation == "linear" else ()),
            ),
        )


def _wanted(arrival: Arrival) -> str:
    if arrival.loss_key in _SOFTMAX_LOSSES:
        return "softmax"
    return "sigmoid" if arrival.loss_key in _SIGMOID_LOSSES else ""


def _suits(arrival: Arrival, wanted: str) -> bool:
    """Softmax over one-hot rows gives probabilities to a binary loss too."""
    if arrival.activation == wanted or arrival.activation == "hard_sigmoid" == f"hard_{wanted}":
        return True
    return wanted == "sigmoid" and arrival.activation == "softmax" and (arrival.width or 2) > 1


def out_of_reach(graph: Graph, arrival: Arrival) -> Iterator[Problem]:
    """An activation that cannot give the numbers that are to be learned."""
    field, target, actor = arrival.field, arrival.target, arrival.actor
    if field is None or target is None or actor is None or not target.has_loss:
        return
    if target.encoding != "number" or arrival.form is not Target.NUMBER:
        return
    reach = _RANGES.get(arrival.activation)
    if reach is None or field.minimum is None or field.maximum is None:
        return
    low, high = reach
    if field.minimum >= low - 1e-6 and (high is None or field.maximum <= high + 1e-6):
        return
    limits = f"{low:g} to {high:g}" if high is not None else f"{low:g} and above"
    yield Problem(
        "out-of-reach",
        Severity.WARNING,
        f"{arrival.activation} cannot reach these numbers",
        f"{field.name} goes from {field.minimum:g} to {field.maximum:g}, but {arrival.activation} "
        f"gives {limits}. Take no activation (linear) for numbers.",
        actor.id,
        "activation",
        set_activation(arrival, "linear"),
    )


ACTIVATION_RULES = (softmax_of_one, wanted_by_loss, out_of_reach)
