"""Finding names by some of their letters."""

import pytest

from designer.session.fuzzy import match

NAMES = ("Zoom In", "Zoom Out", "Align › Bottom Edges", "Delete and Bridge", "Delete", "Undo")


def best(typed):
    found = [(hit.score, name) for name in NAMES if (hit := match(typed, name))]
    return max(found)[1] if found else None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zi", "Zoom In"),
        ("zoom o", "Zoom Out"),
        ("in zoom", "Zoom In"),
        ("abe", "Align › Bottom Edges"),
        ("dab", "Delete and Bridge"),
        ("del", "Delete"),
        ("delbr", "Delete and Bridge"),
        ("ndo", "Undo"),
        ("xyz", None),
    ],
)
def test_some_letters_find_the_name_that_was_meant(typed, name):
    assert best(typed) == name


def test_the_letters_that_were_meant_are_told():
    assert match("zi", "Zoom In").places == (0, 5)
    assert match("out", "Zoom Out").places == (5, 6, 7)
    assert match("", "Zoom Out").places == ()


def test_letters_strewn_about_are_no_match():
    assert match("zmt", "Zoom Out") is None
