"""Under which path Keras 3 saves each layer: by class and number, whatever the layer's name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from designer.engine.importing.placed import PlacedModel
from designer.engine.importing.records import LayerRecord
from designer.graph.naming import snake_case


@dataclass(frozen=True, slots=True)
class Leaf:
    """One layer that is no model: where it stands in the project and in the file."""

    key: str
    path: str
    record: LayerRecord


def saved_leaves(placed: PlacedModel, prefix: str = "", path: str = "") -> Iterator[Leaf]:
    """Return the layers of a saved model with the paths that Keras gives them."""
    used: Counter[str] = Counter()
    for record in placed.record.layers:
        if _is_operation(record) or (placed.record.sequential and _is_input(record)):
            continue
        name = snake_case("".join(c for c in _class(record) if c.isalnum() or c == "_"))
        number = used[name]
        used[name] += 1
        place = f"{path}/layers/{name}" if path else f"layers/{name}"
        place = f"{place}_{number}" if number else place
        id = placed.owners.get(record.name)
        if id is None:
            continue
        inside = placed.inside.get(record.name)
        if inside is not None:
            yield from saved_leaves(inside, f"{prefix}{id}/", place)
        else:
            yield Leaf(f"{prefix}{id}", place, record)


def _class(record: LayerRecord) -> str:
    if record.model is not None and record.class_name in ("Model", "Functional"):
        return "Functional"
    return record.class_name


def _is_operation(record: LayerRecord) -> bool:
    return record.module.startswith(("keras.src.ops", "keras.ops"))


def _is_input(record: LayerRecord) -> bool:
    return record.class_name == "InputLayer"
