"""What people read about a kind of node; read from `resources/help` when it is first asked for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Final

from designer import paths
from designer.catalog.help_pages import API, page_of
from designer.catalog.help_words import application_words, operation_words, own_words
from designer.catalog.specs import Family, Json, LayerSpec, Role

_NOT_FAMILIES: Final = ("operations.json",)


@dataclass(frozen=True, slots=True)
class Picture:
    """Which drawing shows the idea of a kind, and what tells it from its like."""

    name: str = ""
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Help:
    """What is said about one kind.

    Attributes:
        what: what it does, in a few plain sentences.
        formula: with `x_{i}` and `x^{2}`; lines are parted by newlines; empty is none.
        when: when to use it, and when rather another kind, as `[Kind]`.
        shapes: from input to output, in symbols.
        pitfalls: real traps.
        url: its page at keras.io; empty is none.
    """

    kind: str
    what: str
    formula: str = ""
    when: str = ""
    shapes: str = ""
    pitfalls: tuple[str, ...] = ()
    picture: Picture = field(default_factory=Picture)
    url: str = ""


def help_for(spec: LayerSpec) -> Help:
    """Return what is said about *spec*: curated, or made from the catalogue's own words."""
    if spec.role is Role.LAYER and spec.kind in (known := curated()):
        return known[spec.kind]
    if spec.role is Role.OPERATION:
        return _operation(spec)
    if spec.role is Role.APPLICATION:
        what, when, shapes, pitfalls = application_words(spec)
        picture = Picture("model")
        return Help(spec.kind, what, "", when, shapes, pitfalls, picture, page_of(spec))
    name = "block" if spec.family is Family.BLOCK else "function"
    return Help(spec.kind, own_words(spec), picture=Picture(name), url=page_of(spec))


@cache
def curated() -> Mapping[str, Help]:
    """Return what is written about the layers, by kind."""
    folder = paths.resources() / "help"
    files = sorted(path for path in folder.glob("*.json") if path.name not in _NOT_FAMILIES)
    return {help.kind: help for path in files for help in _read(path)}


@cache
def operation_notes() -> Mapping[str, Mapping[str, Any]]:
    """Return what is written about functions of keras.ops, by the name after `ops.`."""
    text = (paths.resources() / "help" / "operations.json").read_bytes()
    notes: Mapping[str, Mapping[str, Any]] = json.loads(text)["operations"]
    return notes


def _operation(spec: LayerSpec) -> Help:
    note = operation_notes().get(spec.kind.removeprefix("ops."), {})
    what, shapes = operation_words(spec)
    return Help(
        spec.kind,
        what,
        note.get("formula", ""),
        note.get("when", ""),
        shapes,
        picture=_picture(note.get("picture", {"name": "function"})),
        url=page_of(spec),
    )


def _read(path: Path) -> Iterator[Help]:
    for entry in json.loads(path.read_bytes())["entries"]:
        for kind, words in entry["kinds"].items():
            made = _filled(entry, words)
            yield Help(
                kind,
                made["what"],
                made["formula"],
                made["when"],
                made["shapes"],
                tuple(made["pitfalls"]),
                _picture(made["picture"]),
                f"{API}{words.get('page') or entry['page']}",
            )


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    match value:
        case str():
            return Template(value).safe_substitute(words)
        case list():
            return [_filled(entry, words) for entry in value]
        case dict():
            return {name: _filled(entry, words) for name, entry in value.items() if name != "kinds"}
        case _:
            return value


def _picture(record: Mapping[str, Any]) -> Picture:
    return Picture(record["name"], {k: v for k, v in record.items() if k != "name"})
