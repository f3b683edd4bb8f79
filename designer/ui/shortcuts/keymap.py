"""All actions with their keys, as they are now, and who has a key already."""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.session import shortcuts
from designer.session.preferences import Preferences
from designer.ui.actions.action import Action
from designer.ui.translate import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One action as the sheet lists it.

    Attributes:
        section: the menu in which it is.
        title: with the submenu before it where it is in one.
        usual: the keys that it has where nobody has changed any.
        on_canvas: its keys work only while the canvas has the focus.
    """

    id: str
    section: str
    title: str
    usual: tuple[str, ...]
    help: str = ""
    on_canvas: bool = False


class Keymap:
    """Reads and writes the keys of a table of actions."""

    def __init__(self, preferences: Preferences, table: Iterable[Action]) -> None:
        self._preferences = preferences
        self.entries = tuple(_entry(row) for row in table)
        self._by_id = {entry.id: entry for entry in self.entries}

    def __getitem__(self, id: str) -> Entry:
        return self._by_id[id]

    def keys(self, id: str) -> tuple[str, ...]:
        """Return the keys that an action has now."""
        return shortcuts.keys_of(self._preferences, id, self._by_id[id].usual)

    def is_changed(self, id: str) -> bool:
        """Whether the user gave the action other keys than the usual ones."""
        return self.keys(id) != self._by_id[id].usual

    def owner(self, key: str) -> Entry | None:
        """Return the action that has a key now."""
        return next((entry for entry in self.entries if key in self.keys(entry.id)), None)

    def why_not(self, id: str, key: str) -> str:
        """Return why an action cannot have a key; empty where it can."""
        return tr(shortcuts.why_not(key, on_canvas=self._by_id[id].on_canvas))

    def give(self, id: str, key: str) -> None:
        """Give an action one more key, and take it away from whoever has it."""
        owner = self.owner(key)
        if owner is not None and owner.id == id:
            return
        changes = {id: self._kept(id, (*self.keys(id), key))}
        if owner is not None:
            changes[owner.id] = self._kept(owner.id, _without(self.keys(owner.id), key))
        shortcuts.choose(self._preferences, changes)

    def take(self, id: str, key: str) -> None:
        """Take a key away from an action."""
        left = _without(self.keys(id), key)
        shortcuts.choose(self._preferences, {id: self._kept(id, left)})

    def reset(self, id: str) -> None:
        """Give an action its usual keys again, and take them away from whoever has them."""
        usual = self._by_id[id].usual
        changes: dict[str, tuple[str, ...] | None] = {id: None}
        for key in usual:
            owner = self.owner(key)
            if owner is not None and owner.id != id:
                held = changes.get(owner.id) or self.keys(owner.id)
                changes[owner.id] = self._kept(owner.id, _without(held, key))
        shortcuts.choose(self._preferences, changes)

    def reset_all(self) -> None:
        """Give every action its usual keys again."""
        shortcuts.reset_all(self._preferences)

    def _kept(self, id: str, keys: tuple[str, ...]) -> tuple[str, ...] | None:
        return None if keys == self._by_id[id].usual else keys


def _entry(row: Action) -> Entry:
    menu, _, submenu = row.menu.partition("/")
    text = tr(row.text).replace("…", "")
    title = f"{tr(submenu)}: {text}" if submenu else text
    on_canvas = row.on_canvas or row.by_canvas
    return Entry(row.id, tr(menu), title, row.keys, tr(row.help), on_canvas)


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(other for other in keys if other != key)
