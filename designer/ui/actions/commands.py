"""Everything that the command palette offers: the actions, the files, and what takes words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QAction

from designer.session.fuzzy import Match, match
from designer.session.preferences import Preferences
from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.registry import ActionRegistry
from designer.ui.translate import tr
from designer.ui.welcome.examples import EXAMPLES, Example

_USED: Final = "commands_used"
_MOST_USED: Final = 24
_SHOWN_USED: Final = 6
_BY_HELP: Final = 0.3
_USED_MORE: Final = 6.0


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the palette.

    Attributes:
        title: with the submenu before it where it is in one, `Align: Left Edges`.
        path: the menu in which it is.
        why: what lacks where it cannot be done now; empty where it can.
        checked: whether it is on; None where it is nothing that is on or off.
    """

    id: str
    title: str
    path: str
    run: Callable[[], object]
    help: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    why: str = ""
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A command with the letters of its title that were meant."""

    command: Command
    places: tuple[int, ...] = ()
    used: bool = False


def commands(registry: ActionRegistry, shell: Shell) -> list[Command]:
    """Return all commands, in the order of the menus, with files and examples at the end."""
    registry.refresh()
    found = [_of_action(row, action, registry) for row, action in registry.rows()]
    found.append(_go_to_layer(shell))
    recent = tr("Open Recent")
    found += [_of_file(recent, "clock", path, shell) for path in shell.session.recent.paths]
    return found + [_of_example(example, shell) for example in EXAMPLES]


def with_words(typed: str, shell: Shell) -> list[Command]:
    """Return the commands that take what was typed along."""
    words = typed.strip()
    if not words or not in_design(shell):
        return []
    add, find = shell.canvas.quick_add, shell.canvas.finding.open
    return [
        Command(
            "palette.add",
            tr("Add layer “{words}”…", words=words),
            tr("Canvas"),
            lambda: add(words),
            tr("Search this among the layers, and add one."),
            "plus",
        ),
        Command(
            "palette.find",
            tr("Go to layer “{words}”…", words=words),
            tr("Canvas"),
            lambda: find(words),
            tr("Search this among what is drawn: names, kinds, parameters, shapes."),
            "search",
        ),
    ]


def found(typed: str, among: Iterable[Command], used: Iterable[str]) -> list[Found]:
    """Return the commands that *typed* may mean, the likeliest first.

    Nothing typed gives those used last, then all; what cannot be done now comes after what can
    where both fit as well.
    """
    recent = {id: place for place, id in enumerate(used)}
    if not typed.strip():
        return _all(among, recent)
    ranked: list[tuple[float, Found]] = []
    for command in among:
        hit = _fits(typed, command)
        if hit is not None:
            score = hit.score - (12.0 if command.why else 0.0)
            score += _USED_MORE if command.id in recent else 0.0
            ranked.append((score, Found(command, hit.places)))
    return [entry for _, entry in sorted(ranked, key=lambda pair: -pair[0])]


def used(preferences: Preferences) -> tuple[str, ...]:
    """Return the ids of the commands that were used last, the last one first."""
    value = preferences.get(_USED, [])
    return tuple(id for id in value if isinstance(id, str)) if isinstance(value, list) else ()


def remember(preferences: Preferences, command: Command) -> None:
    """Put a command at the top of those used."""
    ids = [command.id, *(id for id in used(preferences) if id != command.id)]
    preferences.set(_USED, ids[:_MOST_USED])


def _all(among: Iterable[Command], recent: dict[str, int]) -> list[Found]:
    everything = list(among)
    last = sorted((c for c in everything if c.id in recent), key=lambda c: recent[c.id])
    top = [Found(command, used=True) for command in last if not command.why][:_SHOWN_USED]
    ids = {entry.command.id for entry in top}
    return top + [Found(command) for command in everything if command.id not in ids]


def _fits(typed: str, command: Command) -> Match | None:
    """Return how *typed* fits the title, or title and path, or at the worst the help."""
    hit = match(typed, command.title)
    if hit is not None:
        return hit
    whole = f"{command.title} {command.path}"
    hit = match(typed, whole)
    if hit is not None:
        inside = tuple(place for place in hit.places if place < len(command.title))
        return Match(hit.score * 0.8, inside)
    words = f"{whole} {command.help}".lower().split()
    if all(any(word.startswith(part) for word in words) for part in typed.lower().split()):
        return Match(100 * _BY_HELP, ())
    return None


def _of_action(row: Action, action: QAction, registry: ActionRegistry) -> Command:
    menu, _, submenu = row.menu.partition("/")
    text = action.text().replace("…", "").replace("&", "")
    return Command(
        row.id,
        f"{tr(submenu)}: {text}" if submenu else text,
        tr(menu),
        action.trigger,
        tr(row.help),
        row.icon,
        registry.keys(row),
        "" if action.isEnabled() else tr(row.needs) or tr("This cannot be done now."),
        action.isChecked() if action.isCheckable() else None,
    )


def _go_to_layer(shell: Shell) -> Command:
    why = "" if in_design(shell) else tr(IN_DESIGN)
    help = tr("Search what is drawn: names, kinds, parameters, shapes; Enter goes there.")
    find = shell.canvas.finding
    return Command("go.layer", tr("Go to Layer"), tr("Canvas"), lambda: find.open(), help, "search",
                   why=why)  # fmt: skip


def _of_example(example: Example, shell: Shell) -> Command:
    return Command(
        f"open:{example.path}",
        tr(example.title),
        tr("Open Example"),
        partial(shell.open_example, example.path),
        tr(example.text),
        "book-open",
    )


def _of_file(title: str, picture: str, path: Path, shell: Shell) -> Command:
    return Command(
        f"open:{path}",
        path.stem.replace("_", " "),
        title,
        partial(shell.open_project, path),
        str(path),
        picture,
    )
