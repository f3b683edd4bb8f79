"""The whole catalogue as JSON: every member of every registry, with the overlay laid over."""

from typing import Any

import keras

from designer.catalog.docstrings import read_doc
from designer.catalog.specs import Registry
from designer.engine.introspect.applications import application_records, with_words
from designer.engine.introspect.arguments import argument_records
from designer.engine.introspect.layer_calls import with_call
from designer.engine.introspect.members import Member, members
from designer.engine.introspect.operations import operation_records
from designer.engine.introspect.overlay import Overlay, read_overlay

Record = dict[str, Any]


def generate(overlay: Overlay | None = None) -> dict[str, Record]:
    """Return file name -> content of the catalogue for the installed Keras."""
    overlay = overlay or read_overlay()
    head = {"keras": keras.__version__}
    layers = [*overlay.kinds, *_records(Registry.LAYER, overlay)]
    objects = {
        str(registry): _records(registry, overlay)
        for registry in Registry
        if registry is not Registry.LAYER
    }
    return {
        "layers.json": {**head, "layer": layers},
        "objects.json": {**head, **objects},
        "operations.json": {**head, "operation": _operations(overlay)},
        "applications.json": {**head, "application": _applications(overlay)},
    }


def _applications(overlay: Overlay) -> list[Record]:
    records = application_records()
    return [with_words(overlay.apply("application", record)) for record in records]


def _operations(overlay: Overlay) -> list[Record]:
    known = overlay.entries.get("operation", {})
    records = [overlay.apply("operation", record) for record in operation_records(known)]
    return [{**_described(record), "key_params": _telling(record)} for record in records]


def _described(record: Record) -> Record:
    """Return *record* without what only told how to read the function."""
    return {name: value for name, value in record.items() if name not in ("settings", "mixed")}


def _telling(record: Record) -> list[str]:
    """Return the parameters that a node of an operation shows: the first few."""
    shown = [param["name"] for param in record["params"] if param.get("group") != "advanced"]
    return shown[:4]


def _records(registry: Registry, overlay: Overlay) -> list[Record]:
    found = members(registry)
    records = [overlay.apply(registry, _record(registry, member)) for member in found]
    if registry is not Registry.LAYER:
        return records
    return [with_call(record, m.target) for record, m in zip(records, found, strict=True)]


def _record(registry: Registry, member: Member) -> Record:
    doc = read_doc(member.target)
    record: Record = {"kind": member.kind, "module": member.module, "names": list(member.names)}
    record |= {"summary": doc.summary, "help": doc.help}
    record["params"] = argument_records(member.target, doc, registry is Registry.LAYER)
    return record
