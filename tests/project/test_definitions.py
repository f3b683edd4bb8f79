"""Blocks as a library keeps them."""

from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.definitions import essence


def around(inner: str, id: str, times: int = 2) -> Block:
    nodes = [Node(f"{id}_{k}", block_kind(inner), f"n{k}") for k in range(times)]
    return Block(id, "box", Graph.of(nodes, []))


def test_blocks_that_differ_in_ids_alone_have_the_same_essence() -> None:
    layer = Block("b1", "box", Graph.of([Node("c1", "Dense", "dense")], []))
    twin = Block("x1", "box", Graph.of([Node("z1", "Dense", "dense")], []))
    one = {"b1": layer, "b2": around("b1", "b2")}
    other = {"x1": twin, "x2": around("x1", "x2")}
    assert essence(one["b2"], one) == essence(other["x2"], other)


def test_a_difference_deep_inside_is_seen() -> None:
    dense = {"b1": Block("b1", "box", Graph.of([Node("c1", "Dense", "dense")], []))}
    conv = {"b1": Block("b1", "box", Graph.of([Node("c1", "Conv1D", "dense")], []))}
    outer = around("b1", "b2")
    assert essence(outer, {**dense, "b2": outer}) != essence(outer, {**conv, "b2": outer})


def test_blocks_forty_deep_are_compared_at_once() -> None:
    blocks = {f"b{k}": around(f"b{k - 1}", f"b{k}") for k in range(1, 40)}
    assert essence(blocks["b39"], blocks)
