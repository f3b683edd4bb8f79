"""Problems in blocks are told by the names that people see."""

from dataclasses import replace

from designer.graph.problems import Problem, Remedy, Severity
from designer.project.expansion import expansion
from designer.project.places_in_blocks import name_of, placed
from tests.engine.block_bank import nested


def found():
    drawn = nested()
    return drawn, expansion(drawn.graph, drawn.blocks, models=True)


def problem(node, text="", *remedies, code="refused"):
    return Problem(code, Severity.ERROR, "It fails", text, node, remedies=remedies)


def test_a_problem_gets_its_block_its_way_and_its_name():
    drawn, inside = found()
    words = "first_deep_1_conv2 refuses what first_deep_1_conv1 gives."
    (told,) = placed([problem("first/deep/conv2", words)], inside)
    assert told == replace(
        problem("first/deep/conv2", "conv2 in deep in first refuses what conv1 in deep in first "
                "gives."),
        scope="residual", path=("first", "deep"),
    )  # fmt: skip
    assert name_of(told, drawn) == "conv2 in deep in first"


def test_what_all_repetitions_have_is_told_once():
    _, inside = found()
    both = [problem("first/deep/conv2"), problem("first/deep#2/conv2")]
    assert [one.node for one in placed(both, inside)] == ["first/deep/conv2"]


def test_remedies_that_stay_in_the_block_have_its_ids_and_others_are_left_out():
    _, inside = found()
    here = Remedy("set_param", "Set", {"node": "first/deep/conv2", "name": "filters", "value": 3})
    there = Remedy("set_param", "Set", {"node": "first/norm", "name": "axis", "value": 1})
    (told,) = placed([problem("first/deep/conv2", "", here, there)], inside)
    assert told.remedies == (replace(here, arguments={**here.arguments, "node": "conv2"}),)


def test_a_problem_at_the_root_names_the_layers_in_blocks_as_people_do():
    drawn, inside = found()
    (told,) = placed([problem("pool", "pool takes what second_deep_3_add gives.")], inside)
    assert told.text == "pool takes what add in deep in second gives."
    assert (told.scope, name_of(told, drawn)) == (None, "pool")


def test_a_problem_that_all_instances_have_is_named_with_the_block():
    drawn, _ = found()
    assert name_of(replace(problem("conv1"), scope="residual"), drawn) == (
        "conv1 in the block residual"
    )
