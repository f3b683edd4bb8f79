"""Values as people type and read them."""

import pytest

from designer.catalog.specs import Param, ParamType
from designer.ui.forms.values import BadValue, parse, stepped, text_of

T = ParamType
UNITS = Param("units", (T.INT,), required=True, minimum=1)
RATE = Param("rate", (T.FLOAT,), default=0.5, minimum=0, maximum=1)
KERNEL = Param("kernel_size", (T.INT_TUPLE, T.INT), required=True, rank=2)
SHAPE = Param("shape", (T.SHAPE,), required=True)
AXIS = Param("axis", (T.INT, T.INT_LIST), default=-1)
SEED = Param("seed", (T.INT,), nullable=True)
ANY = Param("target", (T.ANY,))


@pytest.mark.parametrize(
    ("param", "text", "value"),
    [
        (UNITS, "64", 64),
        (UNITS, "1,024", 1024),
        (RATE, "0.25", 0.25),
        (KERNEL, "3", [3, 3]),
        (KERNEL, "3 × 5", [3, 5]),
        (KERNEL, "3x5", [3, 5]),
        (KERNEL, "(3, 5)", [3, 5]),
        (SHAPE, "8, 8, 1", [8, 8, 1]),
        (SHAPE, "(None, 8)", [None, 8]),
        (AXIS, "1", 1),
        (AXIS, "1, 2", [1, 2]),
        (SEED, "", None),
        (ANY, '{"a": [1, None]}', {"a": [1, None]}),
    ],
)
def test_what_is_typed_becomes_a_value(param, text, value):
    assert parse(param, text) == value


@pytest.mark.parametrize(
    ("param", "text", "words"),
    [
        (UNITS, "many", "Expected a whole number, found “many”."),
        (UNITS, "", "Expected a whole number, found nothing."),
        (RATE, "nan", "Expected a number, found “nan”."),
        (KERNEL, "3 × 3 × 3", "Expected whole numbers such as 3 × 3 or a whole number"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(param, text, words):
    with pytest.raises(BadValue) as caught:
        parse(param, text)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("param", "value"),
    [
        (UNITS, 64),
        (RATE, 0.001),
        (KERNEL, [3, 5]),
        (SHAPE, [None, 8]),
        (AXIS, [1, 2]),
        (SEED, None),
    ],
)
def test_what_is_shown_can_be_typed_again(param, value):
    assert parse(param, text_of(param, value)) == value


def test_a_tuple_is_shown_with_crosses_and_a_shape_with_commas():
    assert (text_of(KERNEL, [3, 3]), text_of(SHAPE, [8, 8, 1])) == ("3 × 3", "8, 8, 1")


def test_steps_stay_in_the_range():
    assert stepped(UNITS, 1, -1) == 1
    assert stepped(UNITS, 1, 10) == 11
    assert stepped(RATE, 0.95, 1) == 1
    assert stepped(RATE, 0.5, -1) == 0.4


def test_small_numbers_step_by_their_own_size():
    assert stepped(Param("rate", (T.FLOAT,)), 0.001, 1) == 0.002
