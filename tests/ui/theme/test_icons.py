"""The icons that ship are those that are used."""

import ast

import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.ui.actions.registry import TABLE
from designer.ui.data.sources import SOURCES
from designer.ui.problem_card import SEVERITY_ICONS
from designer.ui.runs.run_words import STATE_ICONS
from designer.ui.theme.icons import FAMILY_ICONS

SHIPPED = {path.stem for path in (paths.resources() / "icons").glob("*.svg")}
MAKERS = {"icon", "pixmap", "EmptyState"}


def called(node):
    """Return the name of what a call calls."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


@pytest.fixture(scope="module")
def trees():
    folder = paths.resources().parent / "designer" / "ui"
    return [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")]


@pytest.fixture(scope="module")
def tables():
    """The icons that tables name."""
    kinds = {spec.icon for specs in load_catalog().by_family().values() for spec in specs}
    named = {row.icon for row in TABLE} | kinds | {source.icon for source in SOURCES}
    states = {name for name, _ in (*STATE_ICONS.values(), *SEVERITY_ICONS.values())}
    return (named | states | set(FAMILY_ICONS.values())) - {""}


def test_every_icon_that_is_asked_for_ships(trees, tables):
    asked = {
        node.args[0].value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in MAKERS
        if node.args and isinstance(getattr(node.args[0], "value", None), str)
    }
    assert len(asked) > 10
    assert (asked | tables) - SHIPPED == set()


def test_every_icon_that_ships_is_asked_for(trees, tables):
    words = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert SHIPPED - words - tables == set()
