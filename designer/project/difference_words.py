"""Differences as plain data for programs, and as short words for people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from designer.graph.blocks import BlockId
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, NodeId
from designer.graph.remark_words import remark_words
from designer.project.difference import BlockDifference, Difference, GraphDifference
from designer.project.field_changes import FieldChange
from designer.project.remark_difference import RemarkChange

ADDED: Final = "+"
REMOVED: Final = "−"
CHANGED: Final = "Δ"
_LONGEST = 60
_UNSET = "default"


def difference_to_json(difference: Difference) -> dict[str, Any]:
    """Return a difference as `keras-designer diff --json` prints it."""
    return {
        "differences": difference.count,
        **_graph_to_json(difference.graph),
        "blocks": [_block_to_json(block) for block in difference.blocks],
        "settings": [change.to_json() for change in difference.settings],
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One difference as a list shows it.

    Attributes:
        sign: `+`, `−` or `Δ`.
        details: what differs inside, a line each.
        node: where it can be seen; None for settings and blocks.
        block: the block in which the node stands; None for the root.
        gone: the node stands in the other project only.
    """

    sign: str
    text: str
    details: tuple[str, ...] = ()
    node: NodeId | None = None
    block: BlockId | None = None
    gone: bool = False


def difference_rows(difference: Difference) -> tuple[Row, ...]:
    """Return all differences, those of the drawing first, then blocks, then settings."""
    rows = list(_graph_rows(difference.graph, None))
    for block in difference.blocks:
        sign = ADDED if block.before is None else REMOVED if block.after is None else CHANGED
        details = tuple(field_words(change) for change in block.fields)
        rows.append(Row(sign, f"block {block.name}", details))
        if block.after is not None and block.before is not None:
            rows += _graph_rows(block.graph, block.after.id)
    rows += (Row(CHANGED, field_words(change)) for change in difference.settings)
    return tuple(rows)


def _graph_rows(graph: GraphDifference, block: BlockId | None) -> Iterator[Row]:
    for node in graph.added:
        yield Row(ADDED, node_words(node), (), node.id, block)
    for node in graph.removed:
        yield Row(REMOVED, node_words(node), (), node.id, block, gone=True)
    for change in graph.changed:
        details = tuple(field_words(field) for field in change.fields)
        name = f"{change.after.name} {change.after.kind}"
        yield Row(CHANGED, name, details, change.after.id, block)
    for edge in graph.wired:
        yield Row(ADDED, edge_words(graph.after, edge), (), edge.target.node, block)
    for edge in graph.unwired:
        target = graph.pairs.get(edge.target.node)
        where = target or edge.target.node
        yield Row(REMOVED, edge_words(graph.before, edge), (), where, block, gone=target is None)
    for remark in graph.remarks:
        details = tuple(field_words(field) for field in remark.fields)
        here = remark.after.id if remark.after else None
        yield Row(remark_sign(remark), remark_words(remark.remark), details, here, block)


def remark_sign(change: RemarkChange) -> str:
    """Return whether a remark is new, gone or changed."""
    return ADDED if change.before is None else REMOVED if change.after is None else CHANGED


def node_words(node: Node) -> str:
    """Return name, kind and parameters: `conv_1 Conv2D(filters=32)`."""
    params = ", ".join(f"{name}={value_words(node.params[name])}" for name in sorted(node.params))
    return f"{node.name} {node.kind}({params})"


def edge_words(graph: Graph, edge: Edge) -> str:
    """Return the ends of a wire by name: `conv_1 → add.inputs`; usual ports are left out."""
    return f"{_end(graph, edge.source)} → {_end(graph, edge.target)}"


def field_words(change: FieldChange) -> str:
    """Return a change in one line: `filters: 32 → 64`."""
    before = value_words(change.before) if change.was_set else _UNSET
    after = value_words(change.after) if change.is_set else _UNSET
    return f"{change.field}: {before} → {after}"


def value_words(value: Any) -> str:
    """Return a value as short JSON, its end cut where it is long; objects as calls."""
    text = _object_words(value) or json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _object_words(value: Any) -> str | None:
    if not (isinstance(value, dict) and isinstance(value.get("class_name"), str)):
        return None
    config = value.get("config")
    inner = config if isinstance(config, dict) else {}
    arguments = ", ".join(f"{name}={value_words(inner[name])}" for name in sorted(inner))
    return f"{value['class_name']}({arguments})"


def _end(graph: Graph, end: Endpoint) -> str:
    node = graph.nodes.get(end.node)
    name = node.name if node else end.node
    return name if end.port in ("inputs", "output") else f"{name}.{end.port}"


def _graph_to_json(difference: GraphDifference) -> dict[str, Any]:
    return {
        "added": [_node_to_json(node) for node in difference.added],
        "removed": [_node_to_json(node) for node in difference.removed],
        "changed": [
            {
                "id": change.after.id,
                "name": change.after.name,
                "kind": change.after.kind,
                "before": {
                    "id": change.before.id,
                    "name": change.before.name,
                    "kind": change.before.kind,
                },
                "fields": [field.to_json() for field in change.fields],
            }
            for change in difference.changed
        ],
        "wires_added": [_edge_to_json(difference.after, edge) for edge in difference.wired],
        "wires_removed": [_edge_to_json(difference.before, edge) for edge in difference.unwired],
        "remarks": [_remark_to_json(change) for change in difference.remarks],
    }


def _remark_to_json(change: RemarkChange) -> dict[str, Any]:
    states = {ADDED: "added", REMOVED: "removed", CHANGED: "changed"}
    remark = change.remark
    return {
        "id": remark.id,
        "kind": str(remark.kind),
        "text": remark.text,
        "state": states[remark_sign(change)],
        "fields": [field.to_json() for field in change.fields],
    }


def _block_to_json(block: BlockDifference) -> dict[str, Any]:
    state = "added" if block.before is None else "removed" if block.after is None else "changed"
    return {
        "name": block.name,
        "state": state,
        "fields": [field.to_json() for field in block.fields],
        **_graph_to_json(block.graph),
    }


def _node_to_json(node: Node) -> dict[str, Any]:
    params = {name: node.params[name] for name in sorted(node.params)}
    return {"id": node.id, "name": node.name, "kind": node.kind, "params": params}


def _edge_to_json(graph: Graph, edge: Edge) -> dict[str, Any]:
    ends = {"from": edge.source, "to": edge.target}
    return {
        what: {"name": graph.nodes[end.node].name if end.node in graph.nodes else None}
        | {"id": end.node, "port": end.port}
        for what, end in ends.items()
    }
