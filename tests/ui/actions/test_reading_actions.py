"""Actions that help to read a drawing are in the menus, with keys, and do what they say."""

import pytest

from designer.document.commands.nodes import add_node
from designer.ui.actions.registry import TABLE
from designer.ui.canvas.flow import LIGHT_FLOW
from designer.ui.canvas.reading import MINIMAP
from tests.ui.windows import open_window

pytestmark = pytest.mark.window
KEYS = {
    "edit.collapse": "Ctrl+E",
    "edit.select_ancestors": "Ctrl+[",
    "edit.select_descendants": "Ctrl+]",
    "view.minimap": "Ctrl+Shift+M",
}


@pytest.fixture
def window(session, qtbot):
    with open_window(session, qtbot) as made:
        yield made


def test_they_have_their_keys():
    assert {row.id: row.keys[0] for row in TABLE if row.id in KEYS} == KEYS


def test_collapse_is_called_expand_where_all_are_collapsed(window, session):
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    session.selection.set({id})
    window.actions_registry.refresh()
    action = window.actions_registry["edit.collapse"]
    assert (action.text(), action.isEnabled()) == ("Collapse", True)
    action.trigger()
    window.actions_registry.refresh()
    assert (session.document.node(id).collapsed, action.text()) == (True, "Expand")


@pytest.mark.parametrize(
    ("id", "preference"), [("view.light_flow", LIGHT_FLOW), ("view.minimap", MINIMAP)]
)
def test_what_is_shown_is_a_preference(window, session, id, preference):
    window.actions_registry[id].trigger()
    window.actions_registry.refresh()
    assert session.preferences.get(preference) is False
    assert not window.actions_registry[id].isChecked()
