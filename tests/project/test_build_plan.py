"""The order in which layers in blocks are made and called."""

from dataclasses import replace

from designer.graph.blocks import BlockStyle
from designer.project.build_plan import build_plan, flat_order, shared_layers
from tests.engine.block_bank import DENSE, autoencoder, nested, siamese, siamese_nested
from tests.engine.blocks import graph, instance, node, project


def steps(drawn):
    _, plan = build_plan(drawn.graph, drawn.blocks)
    return [(step.node.name, step.only_made) for step in plan]


def test_an_instance_is_built_as_a_whole_before_what_comes_after_it():
    drawn = nested()
    _, order = flat_order(drawn.graph, drawn.blocks)
    names = [one.name for one in order]
    assert names[:9] == [
        "image",
        "stem",
        "first_norm",
        "first_deep_1_conv1",
        "first_deep_1_conv2",
        "first_deep_1_add",
        "first_deep_2_conv1",
        "first_deep_2_conv2",
        "first_deep_2_add",
    ]


def test_both_inputs_of_an_instance_are_there_before_anything_in_it():
    drawn = project(
        graph(
            [node("a", "Input", shape=[2]), node("b", "Input", shape=[2]),
             node("before", "Dense", units=2), instance("it", "dense"), node("sum", "Add"),
             node("y", "Output")],
            "a > it.x", "b > before > sum", "it.y > sum > y",
        ),
        DENSE,
    )  # fmt: skip
    assert [name for name, _ in steps(drawn)] == [
        "b", "before", "a", "it_hidden", "it_drop", "sum", "y",
    ]  # fmt: skip


def test_shared_layers_are_all_made_before_the_first_is_called():
    assert steps(siamese()) == [
        ("a", False),
        ("left_hidden", True),
        ("left_drop", True),
        ("left_hidden", False),
        ("left_drop", False),
        ("b", False),
        ("right_hidden", False),
        ("right_drop", False),
        ("distance", False),
        ("score", False),
        ("same", False),
    ]


def test_blocks_in_shared_blocks_share_their_layers_too():
    drawn = siamese_nested()
    assert shared_layers(drawn.graph, drawn.blocks) == {"outer", "dense"}
    made = [name for name, only_made in steps(drawn) if only_made]
    assert made == [
        "left_twice", "left_inner_1_hidden", "left_inner_1_drop", "left_inner_2_hidden",
        "left_inner_2_drop",
    ]  # fmt: skip


def test_models_in_the_model_stay_nodes_and_share_by_themselves():
    drawn = autoencoder()
    graph_, plan = build_plan(drawn.graph, drawn.blocks)
    assert graph_ is drawn.graph
    assert [step.node.name for step in plan] == ["image", "encoder", "decoder", "redrawn"]
    twins = replace(siamese(), blocks={"dense": replace(DENSE, style=BlockStyle.MODEL)})
    assert shared_layers(twins.graph, twins.blocks) == frozenset()
