"""What of a project would run as code, or be read from outside of its folder, and by which mark.

Everything that needs the user's trust is an item; a project is trusted where each of its items is.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from designer.catalog.own import RUNS_CODE
from designer.catalog.specs import Json
from designer.graph.blocks import Block, Blocks, block_of, takers
from designer.graph.records import Node
from designer.project.first_weights import file_of
from designer.project.outside import is_outside, is_share
from designer.project.project import Project

_CODE: Mapping[str, tuple[str, ...]] = {
    "lambda": ("function", "mask", "output_shape"),
    "jaxlayer": ("call_fn", "init_fn"),
    "flaxlayer": ("method",),
    "torchmodulewrapper": ("module",),
    "meanmetricwrapper": ("fn",),
    "lambdacallback": (
        "on_epoch_begin", "on_epoch_end", "on_train_begin", "on_train_end",
        "on_train_batch_begin", "on_train_batch_end",
    ),
    "learningratescheduler": ("schedule",),
}  # fmt: skip
"""What is code in which class; classes as `_plain_kind` has them."""

_ADDRESSES: Mapping[str, str] = {"remotemonitor": "root"}
_RUNS_CODE = frozenset(kind.lower() for kind in RUNS_CODE)
_PATHS = {
    "filepath", "vocabulary", "weights", "path", "log_dir", "backup_dir", "filename", "directory",
}  # fmt: skip
_MOST_BYTES = 64 << 20
HARMLESS = "lambda x: x"
"""What a new `Lambda` holds until the user writes something."""


class ItemKind(StrEnum):
    """Why something needs trust."""

    MODULE = "module"
    FUNCTION = "function"
    MODEL = "model"
    PACKAGE = "package"
    FILE = "file"
    ADDRESS = "address"  # of a computer that is told how the training goes


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a project that a stranger could misuse.

    Attributes:
        where: what the user knows it by: the name of a node, or a setting.
        content: what would run or be read: code, or a path.
        mark: changes with what would run.
    """

    kind: ItemKind
    where: str
    content: str
    mark: str


def items_of(project: Project, folder: Path | str = "") -> tuple[Item, ...]:
    """Return all that needs trust.

    Args:
        project: with all its blocks.
        folder: of the project's file; files below it are read without being trusted.
    """
    found = [*_of_settings(project, folder)]
    for graph in (project.graph, *(block.graph for block in project.blocks.values())):
        for node in graph.nodes.values():
            found += items_of_node(node, str(folder), project.blocks)
    for block in project.blocks.values():
        found += _of_defaults(block, str(folder), project.blocks)
    return tuple(dict.fromkeys(found))


def code_texts(project: Project) -> tuple[str, ...]:
    """Return the texts of functions in parameters."""
    return tuple(item.content for item in items_of(project) if item.kind is ItemKind.FUNCTION)


@lru_cache(maxsize=20_000)
def _plain(kind: ItemKind, content: str) -> str:
    return hashlib.sha256(f"{kind}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()


def _of_settings(project: Project, folder: Path | str) -> Iterator[Item]:
    if project.module.strip():
        yield _item(ItemKind.MODULE, "", project.module)
    for package in project.packages:
        yield _item(ItemKind.PACKAGE, "", package)
    if project.data.path and is_outside(project.data.path, folder):
        yield _item(ItemKind.FILE, "data.path", project.data.path)
    if project.weights and is_outside(project.weights, folder):
        yield _item(ItemKind.FILE, "weights", project.weights)
    values: list[Json] = [project.compile.optimizer, *project.fit.callbacks]
    for value in values:
        yield from _of_value("", "", value, "training", str(folder))


def items_of_node(
    node: Node, folder: str = "", blocks: Blocks = MappingProxyType({})
) -> Iterator[Item]:
    """Yield what needs trust in one node; of an instance, what it hands to layers inside."""
    if node.params:
        yield from _of_object(node.kind, node.params, node.name, folder)
        if (id := block_of(node.kind)) is not None:
            for name, value in node.params.items():
                yield from _of_exposed((id, name), value, node.name, folder, blocks)
    if (path := file_of(node.weights)) and is_outside(path, folder):
        yield _item(ItemKind.FILE, node.name, path)


def _of_defaults(block: Block, folder: str, blocks: Blocks) -> Iterator[Item]:
    for exposed in block.params:
        place = (block.id, exposed.name)
        yield from _of_exposed(place, exposed.default, block.name, folder, blocks)


def _of_exposed(
    place: tuple[str, str], value: Json, where: str, folder: str, blocks: Blocks
) -> Iterator[Item]:
    """Yield what needs trust in the value of an exposed parameter, by the layers that take it."""
    if isinstance(value, str | list | dict):
        for kind, name in sorted(takers(*place, blocks)):
            yield from _of_value(kind, name, value, where, folder)


def _of_object(kind: str, params: Mapping[str, Json], where: str, folder: str) -> Iterator[Item]:
    for name, value in params.items():
        if isinstance(value, str | list | dict):
            yield from _of_value(kind, name, value, where, folder)


def _plain_kind(kind: str) -> str:
    """Return a class by any of its names in one form: `lambda_callback` is a `LambdaCallback`."""
    return kind.rpartition(".")[2].replace("_", "").lower()


def _of_text(kind: str, name: str, value: str, where: str, folder: str) -> Iterator[Item]:
    if value == HARMLESS:
        return
    plain = _plain_kind(kind)
    if name in _CODE.get(plain, ()):
        yield _item(ItemKind.FUNCTION, where, value)
    elif name == _ADDRESSES.get(plain):
        yield _item(ItemKind.ADDRESS, where, value)
    elif plain in _RUNS_CODE and name == "filepath":
        content = str(Path(folder) / value)
        stamp = value if is_share(value) else _stamp(content)
        yield Item(ItemKind.MODEL, where, value, _plain(ItemKind.MODEL, stamp))
    elif name in _PATHS and is_outside(value, folder):
        yield _item(ItemKind.FILE, where, value)


def _of_value(kind: str, name: str, value: Json, where: str, folder: str) -> Iterator[Item]:
    """Yield what needs trust in one argument, and in the objects in it: a wrapped layer, say."""
    match value:
        case str():
            yield from _of_text(kind, name, value, where, folder)
        case {"class_name": str(inner), "config": dict(config)}:
            yield from _of_object(inner, config, where, folder)
        case dict():
            for entry in value.values():
                yield from _of_value(kind, name, entry, where, folder)
        case list():
            for entry in value:
                yield from _of_value(kind, name, entry, where, folder)
        case _:
            pass


def _item(kind: ItemKind, where: str, content: str) -> Item:
    return Item(kind, where, content, _plain(kind, content))


def _stamp(path: str) -> str:
    """Return what changes with a SavedModel: where it is, and its graph."""
    file = Path(path) / "saved_model.pb"
    try:
        if file.stat().st_size <= _MOST_BYTES:
            return f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}"
    except (OSError, ValueError):
        pass
    return path


def marks(items: Iterable[Item]) -> frozenset[str]:
    """Return the marks of *items*."""
    return frozenset(item.mark for item in items)
