"""Keras's complaints in the user's words."""

import pytest

from designer.engine.check import check
from designer.engine.failure_text import cleaned
from designer.engine.memo import Memo

pytestmark = pytest.mark.engine


@pytest.fixture
def only(catalog):
    """A function that returns the only problem of a drawing."""

    def find(drawn):
        problems = check(drawn.project, catalog, Memo())[2]
        assert len(problems) == 1, problems
        return problems[0]

    return find


def buttons(problem):
    return {remedy.label: dict(remedy.arguments) for remedy in problem.remedies}


def test_a_vector_is_no_picture(only, chain):
    problem = only(
        chain(("x", "Input", {"shape": [64]}), ("conv", "Conv2D", {"filters": 4, "kernel_size": 3}))
    )
    assert (problem.code, problem.node, problem.field) == ("wrong-rank", "conv", "inputs")
    assert problem.title == "Conv2D needs pictures (height × width × channels)"
    assert problem.text == (
        "conv expects pictures (height × width × channels), found 64 (one axis besides the batch)."
    )
    assert buttons(problem) == {
        "Insert Reshape to 8 × 8 × 1": {
            "edge": "x->conv.0",
            "kind": "Reshape",
            "params": {"target_shape": [8, 8, 1]},
        }
    }


@pytest.mark.parametrize(
    ("shape", "kind", "params", "label"),
    [
        ([8, 8], "Conv2D", {"filters": 4, "kernel_size": 3}, "Insert Reshape to 8 × 8 × 1"),
        ([8, 8, 3], "LSTM", {"units": 4}, "Insert Reshape to 8 × 24"),
        ([12], "LSTM", {"units": 4}, "Insert Reshape to 12 × 1"),
        ([8, 8, 3], "Conv1D", {"filters": 4, "kernel_size": 3}, "Insert Reshape to 8 × 24"),
        ([48], "MaxPooling2D", {}, "Insert Reshape to 4 × 4 × 3"),
        ([8, 8, 3], "RepeatVector", {"n": 2}, "Insert Flatten"),
        ([], "Dense", {"units": 4}, "Set the shape of x to 1"),
        # Keras itself says nothing of these until the first batch comes.
        ([8, 8], "RandomFlip", {}, "Insert Reshape to 8 × 8 × 1"),
        ([64], "AdaptiveAveragePooling2D", {"output_size": 2}, "Insert Reshape to 8 × 8 × 1"),
        ([8, 8, 3], "EinsumDense", {"equation": "ab,bc->ac", "output_shape": 4}, "Insert Flatten"),
        ([8, 8, 3], "RNN", {"cell": {"class_name": "LSTMCell", "config": {"units": 2}}},
         "Insert Reshape to 8 × 24"),
    ],
)  # fmt: skip
def test_a_wrong_number_of_axes_has_a_way_out(only, chain, shape, kind, params, label):
    problem = only(chain(("x", "Input", {"shape": shape}), ("it", kind, params)))
    assert problem.code == "wrong-rank"
    assert problem.remedies[0].label == label


def test_a_kernel_larger_than_the_picture(only, chain):
    problem = only(
        chain(
            ("x", "Input", {"shape": [4, 4, 1]}),
            ("conv", "Conv2D", {"filters": 4, "kernel_size": [5, 3]}),
        )
    )
    assert (problem.code, problem.field) == ("window-too-large", "kernel_size")
    assert buttons(problem) == {
        "Set padding to same": {"node": "conv", "name": "padding", "value": "same"},
        "Set kernel_size to 4 × 3": {"node": "conv", "name": "kernel_size", "value": [4, 3]},
    }


def branches(drawing, kind, first, second, **params):
    drawing.add("x", "Input", shape=[8, 8, 3])
    for name, (layer, settings) in (("a", first), ("b", second)):
        drawing.add(name, layer, after="x", **settings)
    return drawing.add("join", kind, after=["a", "b"], **params)


def conv(filters, **params):
    return ("Conv2D", {"filters": filters, "kernel_size": 3, "padding": "same", **params})


def test_branches_of_other_widths_are_projected(only, drawing):
    problem = only(branches(drawing, "Add", conv(4), conv(6)))
    assert (problem.code, problem.node) == ("merge-shapes", "join")
    assert problem.title == "Add cannot join 8 × 8 × 4 and 8 × 8 × 6"
    assert buttons(problem) == {
        "Project a to 8 × 8 × 6 (Conv2D 1 × 1)": {
            "edge": "a->join.0",
            "kind": "Conv2D",
            "params": {"filters": 6, "kernel_size": [1, 1]},
        },
        "Project b to 8 × 8 × 4 (Conv2D 1 × 1)": {
            "edge": "b->join.1",
            "kind": "Conv2D",
            "params": {"filters": 4, "kernel_size": [1, 1]},
        },
    }


def test_a_smaller_picture_is_reached_with_strides(only, drawing):
    problem = only(branches(drawing, "Add", conv(4), conv(6, strides=2)))
    assert buttons(problem) == {
        "Project a to 4 × 4 × 6 (Conv2D 1 × 1)": {
            "edge": "a->join.0",
            "kind": "Conv2D",
            "params": {
                "filters": 6,
                "kernel_size": [1, 1],
                "strides": [2, 2],
                "padding": "same",
            },
        }
    }


def test_a_picture_beside_a_vector_becomes_one(only, drawing):
    problem = only(branches(drawing, "Concatenate", conv(4), ("Flatten", {})))
    assert list(buttons(problem)) == [
        "Insert Flatten after a",
        "Insert GlobalAveragePooling2D after a",
    ]


def test_pictures_that_differ_in_one_axis_are_joined_along_it(only, drawing):
    shorter = ("Cropping2D", {"cropping": [[1, 1], [0, 0]]})
    problem = only(branches(drawing, "Concatenate", ("Identity", {}), shorter))
    assert buttons(problem) == {"Join along axis 1": {"node": "join", "name": "axis", "value": 1}}


def test_a_reshape_that_loses_numbers(only, chain):
    problem = only(
        chain(("x", "Input", {"shape": [8, 8, 1]}), ("shape", "Reshape", {"target_shape": [3, 16]}))
    )
    assert (problem.code, problem.field) == ("reshape-size", "target_shape")
    assert buttons(problem) == {
        "Set target_shape to rest × 16": {
            "node": "shape",
            "name": "target_shape",
            "value": [-1, 16],
        }
    }


def test_a_length_that_must_be_known(only, chain):
    problem = only(
        chain(
            ("x", "Input", {"shape": [None, 8]}),
            ("flat", "Flatten", {}),
            ("dense", "Dense", {"units": 2}),
        )
    )
    assert (problem.code, problem.node) == ("unknown-length", "dense")


def test_a_name_that_keras_does_not_know(only, chain):
    problem = only(
        chain(("x", "Input", {"shape": [3]}), ("d", "Dense", {"units": 2, "activation": "rolu"}))
    )
    assert (problem.code, problem.field) == ("bad-value", "activation")
    assert problem.text == "Keras knows no activation called rolu. Choose one from the list."
    assert buttons(problem) == {"Default activation": {"node": "d", "name": "activation"}}


def test_values_that_do_not_go_together_are_told_at_the_argument(only, chain):
    params = {"filters": 3, "kernel_size": 3, "groups": 2}
    problem = only(chain(("x", "Input", {"shape": [8, 8, 4]}), ("conv", "Conv2D", params)))
    assert (problem.code, problem.node) == ("bad-value", "conv")
    assert problem.field in ("filters", "groups")
    assert "evenly divisible" in problem.text


def test_code_stays_off(only, chain):
    problem = only(
        chain(("x", "Input", {"shape": [3]}), ("it", "Lambda", {"function": "lambda x: x"}))
    )
    assert (problem.code, problem.field) == ("code-off", "function")


def test_what_no_rule_knows_is_told_in_keras_words(only, chain):
    params = {"axis": 7}
    problem = only(
        chain(("x", "Input", {"shape": [8, 8, 1]}), ("norm", "BatchNormalization", params))
    )
    assert (problem.code, problem.node, problem.field) == ("refused", "norm", "axis")
    assert problem.text.startswith("Keras says: ")


def test_python_is_taken_out_of_the_words():
    text = (
        "Exception encountered when calling Reshape.call().\n\n"
        "\x1b[1mInput 0 with name 'None' of layer 'layer' has `axis` 3.\x1b[0m\n\n"
        "Arguments received by Reshape.call():\n  • args=(1,)"
    )
    assert cleaned(text) == "The input has axis 3."


def test_operations_on_shapes_that_do_not_fit_say_which(drawing, catalog):
    drawing.add("a", "Input", shape=[4]).add("b", "Input", shape=[3])
    drawing.add("it", "ops.add", after=(("x1", "a"), ("x2", "b"))).add("y", "Output", after="it")
    found = check(drawing.project, catalog, Memo())[2]
    assert [(p.code, p.title, p.field) for p in found] == [
        ("shapes-apart", "add cannot take 4 and 3 together", "x1")
    ]


def test_a_constant_is_told_with_its_shape(drawing, catalog):
    drawing.add("a", "Input", shape=[4])
    drawing.add("it", "ops.multiply", after=(("x1", "a"),), x2=[1.0, 2.0])
    drawing.add("y", "Output", after="it")
    found = check(drawing.project, catalog, Memo())[2]
    assert [p.title for p in found] == ["multiply cannot take 4 and a constant of 2 together"]


def test_an_indexing_that_is_none_is_told_at_its_field(drawing, catalog):
    drawing.add("a", "Input", shape=[4]).add("it", "ops.get_item", after="a", key="[foo]")
    drawing.add("y", "Output", after="it")
    found = check(drawing.project, catalog, Memo())[2]
    assert [(p.title, p.text, p.field) for p in found] == [
        (
            "key is not possible",
            "Expected an indexing such as [:, 0] or [..., ::2], found [foo].",
            "key",
        )
    ]
