"""What one types and what the canvas changes are put together, line by line."""

import pytest

from designer.ui.code.line_merge import merged

BASE = "a\nb\nc\nd\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (BASE, "a\nB\nc\nd\n", "a\nB\nc\nd\n"),
        ("a\nb\nC\nd\n", BASE, "a\nb\nC\nd\n"),
        ("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n"),
        ("a\nmine\nc\nd\n", "a\ntheirs\nc\nd\n", "a\nmine\nc\nd\n"),
        ("a\nb\nc\nd\nmore\n", "first\na\nb\nc\nd\n", "first\na\nb\nc\nd\nmore\n"),
        ("a\nd\n", "a\nb\nc\nD\n", "a\nd\n"),
        ("", BASE, ""),
        ("x\n", "", "x\n"),
    ],
)
def test_lines_that_one_side_changes_are_changed(mine, theirs, both):
    assert merged(BASE, mine, theirs) == both


def test_what_both_make_the_same_is_taken_once():
    assert merged(BASE, "a\nB\nc\nd\n", "a\nB\nc\nd\n") == "a\nB\nc\nd\n"
