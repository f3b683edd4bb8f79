"""What of a stranger's JSON is refused before anything walks through it."""

import pytest

from designer.project.files import BadProject, parse_project
from designer.project.plain_data import DEEPEST, complaint

HEAD = '{"format": "keras-designer", "version": 1, '


def nested(levels, inside="1"):
    return "[" * levels + inside + "]" * levels


def test_ordinary_values_are_fine():
    assert complaint({"a": [1, None, "é ☃ 𝄞", {"b": 0.5}]}) is None


def test_values_may_be_nested_to_a_limit():
    value = 1
    for _ in range(DEEPEST):
        value = [value]
    assert complaint(value) is None
    assert complaint([value]) == f"Expected at most {DEEPEST} values inside each other, found more."


@pytest.mark.parametrize("levels", [DEEPEST + 1, 900, 100_000])
def test_a_file_that_is_nested_deeply_is_refused_in_a_sentence(levels):
    with pytest.raises(BadProject, match=r"inside each other|nested too deeply"):
        parse_project(HEAD + f'"deep": {nested(levels)}}}', "deep.kdesign")


@pytest.mark.parametrize("where", ['"notes": "\\ud800"', '"\\udfff": 1', '"x": ["\\udc00"]'])
def test_half_of_a_character_pair_is_refused(where):
    with pytest.raises(BadProject, match=r"half of a character pair"):
        parse_project(HEAD + where + "}", "half.kdesign")


def test_whole_character_pairs_are_read():
    assert parse_project(HEAD + '"notes": "\\ud834\\udd1e"}').project.notes == "𝄞"
