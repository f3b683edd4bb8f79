"""Marks of help become rich text."""

import pytest

from designer.catalog.help import curated, operation_notes
from designer.ui.help.rich_text import formula_html, words_html


def _known(kind: str) -> bool:
    return kind in ("Conv2D", "ops.add")


def test_a_kind_becomes_a_link() -> None:
    assert words_html("Use [Conv2D].", _known) == 'Use <a href="kind:Conv2D">Conv2D</a>.'


def test_an_operation_is_called_by_its_last_name() -> None:
    assert words_html("[ops.add]", _known) == '<a href="kind:ops.add">add</a>'


def test_brackets_round_anything_else_stay() -> None:
    assert words_html("[indices] and [0, 1] < 2", _known) == "[indices] and [0, 1] &lt; 2"


def test_code_stands_in_the_face_for_code() -> None:
    assert "JetBrains Mono" in words_html("set `units`", _known)


def test_subscripts_and_superscripts_are_real() -> None:
    assert formula_html("y_{i} = x^{2}") == "y<sub>i</sub> = x<sup>2</sup>"


def test_a_subscript_in_an_exponent_stays_there() -> None:
    assert formula_html("e^{x_{i}}") == "e<sup>xᵢ</sup>"


def test_each_line_of_a_formula_stands_alone() -> None:
    assert formula_html("a < b\nc") == "a &lt; b<br>c"


def test_a_brace_that_is_not_closed_is_told() -> None:
    with pytest.raises(ValueError, match="closing brace"):
        formula_html("x_{i")


def test_all_formulas_can_be_read() -> None:
    formulas = [help.formula for help in curated().values()]
    formulas += [note.get("formula", "") for note in operation_notes().values()]
    left = [text for text in formulas if "{" in formula_html(text) or "}" in formula_html(text)]
    assert left == []
