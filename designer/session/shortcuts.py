"""Which keys do what: the user's own choice, kept in the preferences, over what the tables say.

Keys are written as Qt writes them everywhere, `Ctrl+Shift+P`; actions are known by their ids.
"""

from collections.abc import Mapping
from typing import Final

from designer.session.preferences import Preferences

PREFERENCE: Final = "shortcuts"
_MODIFIERS: Final = ("Ctrl+", "Shift+", "Alt+", "Meta+")
_ARROWS: Final = ("Left", "Right", "Up", "Down")


def chosen(preferences: Preferences) -> Mapping[str, tuple[str, ...]]:
    """Return the keys that the user has chosen, by the id of the action; what is odd is dropped."""
    value = preferences.get(PREFERENCE, {})
    if not isinstance(value, dict):
        return {}
    return {
        id: tuple(key for key in keys if isinstance(key, str))
        for id, keys in value.items()
        if isinstance(keys, list)
    }


def keys_of(preferences: Preferences, id: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of an action: those chosen, else the *usual* ones."""
    return chosen(preferences).get(id, usual)


def choose(preferences: Preferences, changes: Mapping[str, tuple[str, ...] | None]) -> None:
    """Give actions other keys, all at once.

    Args:
        changes: the keys by the id of the action; None gives back the usual ones.
    """
    kept = {id: list(keys) for id, keys in chosen(preferences).items()}
    for id, keys in changes.items():
        if keys is None:
            kept.pop(id, None)
        else:
            kept[id] = list(keys)
    preferences.set(PREFERENCE, kept)


def reset_all(preferences: Preferences) -> None:
    """Give every action its usual keys again."""
    preferences.set(PREFERENCE, {})


def why_not(key: str, *, on_canvas: bool) -> str:
    """Return why *key* cannot be given to an action; empty where it can.

    Args:
        on_canvas: the action listens only while the canvas has the focus.
    """
    modifiers, name = parted(key)
    if name == "Esc":
        return "Esc takes things back, everywhere."
    if not modifiers and len(name) == 1 and name.isalnum():
        return "Letters and digits alone begin the search for a layer."
    if not modifiers and name == "Space":
        return "Space adds a layer, and held moves the sheet."
    if name in _ARROWS and modifiers <= {"Shift", "Alt"}:
        return "The arrows walk along the wires and move the selection."
    plain = modifiers <= {"Shift"} and not (name.startswith("F") and name[1:].isdigit())
    if plain and not on_canvas:
        return "Take Ctrl or Alt with it: this key alone is needed where one types."
    return ""


def parted(key: str) -> tuple[frozenset[str], str]:
    """Return the modifiers of a key and its name: `Ctrl++` is (`Ctrl`, `+`)."""
    modifiers = set()
    while found := next((m for m in _MODIFIERS if key.startswith(m) and key != m), None):
        modifiers.add(found[:-1])
        key = key.removeprefix(found)
    return frozenset(modifiers), key
