"""Remedies that change the loss, the activation or the width of what arrives at an Output."""

from designer.catalog.specs import Json
from designer.engine.arrivals import Arrival
from designer.engine.remedies import insert, set_param
from designer.graph.problems import Remedy

_CLASSES = {
    name.lower(): name
    for name in (
        "BinaryCrossentropy",
        "BinaryFocalCrossentropy",
        "CategoricalCrossentropy",
        "CategoricalFocalCrossentropy",
        "SparseCategoricalCrossentropy",
    )
} | {"bce": "BinaryCrossentropy"}
"""Losses that have `from_logits`."""


def has_from_logits(arrival: Arrival) -> bool:
    """Tell whether the loss can take values before softmax or sigmoid."""
    return arrival.loss_key in _CLASSES


def set_loss(arrival: Arrival, loss: Json, label: str) -> Remedy:
    """Return the click that sets the loss of an Output."""
    return set_param(arrival.output, "loss", loss, label)


def set_from_logits(arrival: Arrival, wanted: bool) -> tuple[Remedy, ...]:
    """Return the click that sets `from_logits` of the loss, where it has that."""
    kind = _CLASSES.get(arrival.loss_key)
    if kind is None:
        return ()
    config: dict[str, Json] = {**arrival.loss_config, "from_logits": wanted}
    if not wanted:
        del config["from_logits"]
    label = "Let the loss do it (from_logits)" if wanted else "Switch from_logits off"
    return (set_loss(arrival, {"class_name": kind, "config": config}, label),)


def set_activation(arrival: Arrival, name: str) -> tuple[Remedy, ...]:
    """Return the click that makes *name* the last activation."""
    actor = arrival.actor
    if actor is not None and ("activation" in actor.params or actor.kind in _WITH_ACTIVATION):
        return (set_param(actor, "activation", name, f"Set activation to {name}"),)
    if name == "linear" or (actor is not None and actor.kind == "Softmax"):
        return ()
    if name == "softmax":
        return (insert(arrival.edge, "Softmax", "Insert Softmax"),)
    return (insert(arrival.edge, "Activation", f"Insert {name}", {"activation": name}),)


def set_width(arrival: Arrival, width: int) -> tuple[Remedy, ...]:
    """Return the click that gives the last layer *width* values."""
    name, maker = arrival.width_param, arrival.maker
    if name is None or maker is None or maker.params.get(name) == width:
        return ()
    return (set_param(maker, name, width, f"Set {name} of {maker.name} to {width}"),)


def all_at_once(label: str, *remedies: Remedy) -> tuple[Remedy, ...]:
    """Return one click that does several; only of clicks that set parameters."""
    changes: list[Json] = [dict(remedy.arguments) for remedy in remedies]
    if any(remedy.action != "set_param" for remedy in remedies):
        return ()
    return (Remedy("set_params", label, {"changes": changes}),)


_WITH_ACTIVATION = {
    "Activation",
    "Conv1D",
    "Conv1DTranspose",
    "Conv2D",
    "Conv2DTranspose",
    "Conv3D",
    "Conv3DTranspose",
    "Dense",
    "EinsumDense",
    "SeparableConv1D",
    "SeparableConv2D",
}
