from designer.graph.blocks import Block, layer_count
from designer.graph.graph import Graph
from designer.graph.records import Node


def test_layers_in_blocks_are_counted_with_every_repetition():
    inside = [Node("i", "Input", "inputs"), Node("d", "Dense", "dense"), Node("o", "Output", "out")]
    blocks = {"f1": Block("f1", "block", Graph.of(inside))}
    graph = Graph.of(
        [
            Node("a", "Input", "a"),
            Node("b", "block:f1", "b"),
            Node("c", "block:f1", "c", {"repeat": 3}),
            Node("t", "block:f1", "t", layer="b"),
            Node("o", "Output", "o"),
        ]
    )

    assert layer_count(graph, blocks) == 5


def test_a_block_that_holds_itself_is_counted_once():
    inside = Graph.of([Node("n", "block:f1", "n")])

    assert layer_count(inside, {"f1": Block("f1", "block", inside)}) == 1
