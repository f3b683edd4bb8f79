"""Families of layers can be told apart: by everybody's eyes, and without colours."""

from itertools import combinations

import pytest

from designer.catalog.specs import Family
from designer.ui.canvas.silhouettes import PARTS
from designer.ui.theme.icons import FAMILY_ICONS
from designer.ui.theme.tokens import DARK, LIGHT
from tests.ui.theme.colour_vision import EYES, apart, contrast

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@THEMES
@pytest.mark.parametrize("eye", sorted(EYES))
def test_no_two_families_fall_together_for_any_eye(theme, eye):
    floor = 0.06 if eye == "usual" else 0.04
    near = {
        (one.value, other.value): round(apart(theme.families[one], theme.families[other], eye), 3)
        for one, other in combinations(Family, 2)
        if apart(theme.families[one], theme.families[other], eye) < floor
    }
    assert near == {}


@THEMES
def test_icons_and_bars_stand_out_from_the_nodes(theme):
    faint = [
        family.value
        for family, color in theme.families.items()
        if contrast(color, theme.node) < 3.0
    ]
    assert faint == []


def test_every_family_has_an_icon_of_its_own():
    shown = [FAMILY_ICONS[family] for family in Family]
    assert len(set(shown)) == len(shown)


def test_shapes_from_afar_differ_and_stay_in_their_boxes():
    assert len(set(PARTS.values())) == len(PARTS)
    rims = [(x + wide, y + high) for parts in PARTS.values() for x, y, wide, high in parts]
    assert all(right <= 1.0 and bottom <= 1.0 for right, bottom in rims)
