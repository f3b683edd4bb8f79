"""Finds the arrays of every node in the file that its layer came from."""

from collections.abc import Iterator
from typing import TypeAlias

from designer.engine.importing.assemble import Assembly
from designer.engine.importing.blueprints import Blueprints, Slots
from designer.engine.importing.old_arrays import modern_arrays
from designer.engine.importing.paths import Leaf, saved_leaves
from designer.engine.importing.placed import PlacedModel
from designer.engine.importing.records import LayerRecord
from designer.engine.importing.stores import Array, ListStore, PathStore, Store
from designer.engine.importing.tracked_store import TrackedStore
from designer.project.project import Project

Arrays: TypeAlias = dict[str, list[Array]]

_SEED = "seed_generator"


def stored_arrays(
    store: Store, placed: PlacedModel, project: Project, assembly: Assembly
) -> Iterator[tuple[str, list[Array]]]:
    """Return path id and arrays of every node that has some, one after the other.

    Args:
        project: as `placed` says, before anything in it was folded.
    """
    prints = Blueprints(project, assembly.catalog)
    found: Iterator[tuple[str, list[Array]]] = iter(())
    if isinstance(store, PathStore):
        found = _by_path(store, placed, prints)
    elif isinstance(store, ListStore):
        found = _by_list(store, placed, prints, assembly)
    elif isinstance(store, TrackedStore):
        found = _by_place(store, placed, prints, "", "")
    return ((key, arrays) for key, arrays in found if arrays)


# ---- Keras 3: arrays by path ----


def _by_path(
    store: PathStore, placed: PlacedModel, prints: Blueprints
) -> Iterator[tuple[str, list[Array]]]:
    for leaf in saved_leaves(placed):
        yield leaf.key, _arrays_at(store, leaf, prints)


def _arrays_at(store: PathStore, leaf: Leaf, prints: Blueprints) -> list[Array]:
    inner = [p for p in store.below(leaf.path) if p != leaf.path and _SEED not in p]
    if not inner and not _is_quantized(leaf.record):
        return store.at(leaf.path)
    slots = prints.slots(leaf.key)
    if slots is None:
        places = sorted([leaf.path, *inner], key=_natural)
        return [array for place in places for array in store.at(place)]
    return _in_slots(store, leaf.path, slots)


def _is_quantized(record: LayerRecord) -> bool:
    """Tell whether a layer keeps its arrays in an order of its own."""
    policy = record.config.get("dtype")
    inner = policy.get("config") if isinstance(policy, dict) else None
    return isinstance(inner, dict) and "mode" in inner


def _in_slots(store: PathStore, path: str, slots: Slots) -> list[Array]:
    places = dict.fromkeys(place for place, _ in slots)
    arrays = {place: _at_either(store, path, place) for place in places}
    return [arrays[place][number] for place, number in slots if number < len(arrays[place])]


def _natural(path: str) -> list[tuple[int, int | str]]:
    parts = path.replace("/", "_/_").split("_")
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts]


def _at_either(store: PathStore, path: str, place: str) -> list[Array]:
    """Return the arrays at a place; Keras 2 had some of the same attributes with an underscore."""
    if not place:
        return store.at(path)
    return store.at(f"{path}/{place}") or store.at(f"{path}/_{place}")


# ---- old HDF5: arrays by layer ----


def _by_list(
    store: ListStore, placed: PlacedModel, prints: Blueprints, assembly: Assembly
) -> Iterator[tuple[str, list[Array]]]:
    for record in placed.record.layers:
        id = placed.owners.get(record.name)
        arrays = store.at(record.name) if id is not None else []
        if id is None or not arrays:
            continue
        inside = placed.inside.get(record.name)
        if inside is not None:
            shares = _shared_out(arrays, inside, f"{id}/", prints, record, assembly)
            yield from shares.items()
        else:
            yield id, _leaf_list(arrays, id, record, prints)


# ---- SavedModel of Keras 2: arrays by the places of layers ----


def _by_place(
    store: TrackedStore, placed: PlacedModel, prints: Blueprints, prefix: str, path: str
) -> Iterator[tuple[str, list[Array]]]:
    records = [
        record
        for record in placed.record.layers
        if not (placed.record.sequential and record.class_name == "InputLayer")
    ]
    for number, record in enumerate(records):
        id = placed.owners.get(record.name)
        inside = placed.inside.get(record.name)
        if id is None:
            continue
        if inside is not None:
            yield from _by_place(store, inside, prints, f"{prefix}{id}/", f"{path}{number}/")
        else:
            key = f"{prefix}{id}"
            yield key, _leaf_list(store.at(f"{path}{number}"), key, record, prints)


def _leaf_list(
    arrays: list[Array], key: str, record: LayerRecord, prints: Blueprints
) -> list[Array]:
    arrays = modern_arrays(record.class_name, record.config, arrays)
    order = prints.saved_order(key) if prints.is_composite(record.class_name) else None
    if order is None or len(order) != len(arrays):
        return arrays
    return [arrays[place] for place in order]


def _shared_out(
    arrays: list[Array],
    inside: PlacedModel,
    prefix: str,
    prints: Blueprints,
    record: LayerRecord,
    assembly: Assembly,
) -> Arrays:
    """Give the one list of a nested model to its layers: trained ones first, then the others."""
    keys = list(_keys(inside, prefix))
    wanted = [(key, slot) for key in keys for slot in prints.trained(key)]
    wanted += [(key, slot) for key in keys for slot in prints.kept(key)]
    if len(wanted) != len(arrays):
        assembly.note(
            f"The weights of {record.name} do not fit what is in it ({len(arrays)} arrays for "
            f"{len(wanted)}); its layers start afresh."
        )
        return {}
    by_key: dict[str, dict[int, Array]] = {}
    for (key, slot), array in zip(wanted, arrays, strict=True):
        by_key.setdefault(key, {})[slot] = array
    return {key: [slots[n] for n in sorted(slots)] for key, slots in by_key.items()}


def _keys(placed: PlacedModel, prefix: str) -> Iterator[str]:
    for record in placed.record.layers:
        id = placed.owners.get(record.name)
        if id is None:
            continue
        inside = placed.inside.get(record.name)
        if inside is not None:
            yield from _keys(inside, f"{prefix}{id}/")
        else:
            yield f"{prefix}{id}"
