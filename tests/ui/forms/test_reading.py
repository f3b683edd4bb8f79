"""What is written in a field means what the user means."""

import pytest

from designer.catalog.specs import Param, ParamType
from designer.ui.forms.reading import Unreadable, hint, read, write


def param(*types: ParamType, **rest) -> Param:
    return Param("it", types, **{"default": 1, **rest})


@pytest.mark.parametrize(
    ("text", "types", "rest", "value"),
    [
        ("32", (ParamType.INT,), {}, 32),
        ("1e-3", (ParamType.FLOAT,), {}, 0.001),
        ("0,5", (ParamType.FLOAT,), {}, 0.5),
        ("3", (ParamType.INT_TUPLE,), {"rank": 2}, [3, 3]),
        ("3 × 5", (ParamType.INT_TUPLE,), {"rank": 2}, [3, 5]),
        ("(3, 5)", (ParamType.INT_TUPLE,), {"rank": 2}, [3, 5]),
        ("28x28x1", (ParamType.SHAPE,), {}, [28, 28, 1]),
        ("any, 8", (ParamType.SHAPE,), {}, [None, 8]),
        ("((1, 2), (3, 4))", (ParamType.NESTED_INT_TUPLE,), {"rank": 2}, [[1, 2], [3, 4]]),
        ("1, 2, 3", (ParamType.INT_LIST,), {}, [1, 2, 3]),
        ("a, b", (ParamType.STRING_LIST,), {}, ["a", "b"]),
        ('{"a": 1}', (ParamType.DICT,), {}, {"a": 1}),
        ("", (ParamType.FLOAT,), {"nullable": True}, None),
        ("none", (ParamType.INT,), {"nullable": True}, None),
    ],
)
def test_text_is_read(text, types, rest, value):
    assert read(text, param(*types, **rest)) == value


@pytest.mark.parametrize(
    ("text", "types", "rest", "words"),
    [
        ("many", (ParamType.INT,), {}, "Expected a whole number, found “many”."),
        ("0", (ParamType.INT,), {"minimum": 1}, "Expected 1 or more, found 0."),
        ("0", (ParamType.FLOAT,), {"minimum": 0, "exclusive": True}, "more than 0, found 0"),
        ("2", (ParamType.FLOAT,), {"maximum": 1}, "Expected 1 or less, found 2."),
        ("1, 2, 3", (ParamType.INT_TUPLE,), {"rank": 2}, "Expected 1 or 2 numbers, found 3."),
        ("3 × b", (ParamType.INT_TUPLE,), {"rank": 2}, "Expected whole numbers, found “b”."),
        ("", (ParamType.INT,), {"required": True, "default": None}, "it is needed."),
        ("[1", (ParamType.ARRAY,), {}, r"Expected \[1, 2, 3\]"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text, types, rest, words):
    with pytest.raises(Unreadable, match=words):
        read(text, param(*types, **rest))


@pytest.mark.parametrize(
    ("value", "type", "text"),
    [
        ([3, 3], ParamType.INT_TUPLE, "3 × 3"),
        ([None, 8], ParamType.SHAPE, "any × 8"),
        (0.0001, ParamType.FLOAT, "0.0001"),
        (1e-7, ParamType.FLOAT, "1e-07"),
        (None, ParamType.INT, ""),
        ([[1, 2], [3, 4]], ParamType.NESTED_INT_TUPLE, "[[1, 2], [3, 4]]"),
    ],
)
def test_values_are_written(value, type, text):
    assert write(value, param(type)) == text


def test_what_is_written_is_read_back():
    for type, value in [
        (ParamType.SHAPE, [None, 8, 1]),
        (ParamType.INT_TUPLE, [2, 3]),
        (ParamType.FLOAT, 1e-7),
        (ParamType.DICT, {"a": [1]}),
        (ParamType.NESTED_INT_TUPLE, [[1, 2], [3, 4]]),
    ]:
        made = param(type, rank=len(value) if isinstance(value, list) else None)
        assert read(write(value, made), made) == value


def test_an_empty_field_says_what_it_takes():
    assert hint(param(ParamType.INT, required=True, default=None)) == "needed"
    assert hint(param(ParamType.INT, nullable=True)) == "none"
    assert hint(param(ParamType.INT)) == "1"
