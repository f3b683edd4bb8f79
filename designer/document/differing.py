"""What differs between two projects, as a change that turns one into the other."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from designer.document.change import Change, Step
from designer.graph.blocks import BlockId, Blocks
from designer.graph.graph import Graph
from designer.graph.records import Edge, Node
from designer.graph.remarks import Remark
from designer.project.project import Project

R = TypeVar("R", Node, Edge, Remark)


def difference(before: Project, after: Project, scope: BlockId | None) -> Change:
    """Return the change from *before* to *after*, made from inside the block *scope*.

    What differs in the graph of *scope* is told record by record, everything else by field.
    """
    now, then = before.graph_of(scope), after.graph_of(scope)
    settings: dict[str, Step[Any]] = {}
    for entry in fields(Project):
        if scope is None and entry.name == "graph":
            continue
        old, new = getattr(before, entry.name), getattr(after, entry.name)
        if entry.name == "blocks":
            if _but(old, scope) != _but(new, scope):
                settings["blocks"] = Step(old, new)
        elif old is not new and old != new:
            settings[entry.name] = Step(old, new)
    return Change(
        _steps(now.nodes, then.nodes),
        _steps(now.edges, then.edges),
        settings,
        scope,
        _steps(now.remarks, then.remarks),
    )


def _but(blocks: Blocks, scope: BlockId | None) -> Blocks:
    if scope is None or scope not in blocks:
        return blocks
    return {**blocks, scope: replace(blocks[scope], graph=Graph())}


def _steps(before: Mapping[str, R], after: Mapping[str, R]) -> dict[str, Step[R | None]]:
    found: dict[str, Step[R | None]] = {}
    for id in sorted(before.keys() - after.keys()):
        found[id] = Step(before[id], None)
    for id, record in after.items():
        old = before.get(id)
        if old is not record and old != record:
            found[id] = Step(old, record)
    return found
