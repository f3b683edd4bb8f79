"""The menu bar, made from the table of actions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from designer.ui.actions.action import Action, Shell
from designer.ui.actions.registry import ActionRegistry
from designer.ui.theme.icons import icon
from designer.ui.translate import tr
from designer.ui.welcome.examples import EXAMPLES

MENUS: Final = ("File", "Edit", "View", "Model", "Block", "Train", "Help")
_SUBMENU_ICONS: Final = {"Export": "download", "Align": "align-start-vertical", "Theme": "palette"}


def build_menus(bar: QMenuBar, registry: ActionRegistry, shell: Shell) -> None:
    """Fill *bar* with the menus of the table."""
    for title in MENUS:
        menu = bar.addMenu(tr(title))
        menu.setObjectName(f"menu.{title.lower()}")
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(registry.refresh)
        _fill(menu, title, registry, shell)


def _fill(menu: QMenu, title: str, registry: ActionRegistry, shell: Shell) -> None:
    submenus: dict[str, QMenu] = {}
    groups: dict[QMenu, int] = {}
    for row, action in registry.rows():
        top, _, sub = row.menu.partition("/")
        if top != title:
            continue
        if sub and sub not in submenus:
            submenus[sub] = _submenu(menu, sub)
        target = submenus[sub] if sub else menu
        if groups.setdefault(target, row.group) != row.group:
            _add_project_menus(target, row, shell)
            target.addSeparator()
        groups[target] = row.group
        target.addAction(action)


def _submenu(menu: QMenu, title: str) -> QMenu:
    if menu.objectName() in ("menu.file", "menu.view") and not menu.isEmpty():
        menu.addSeparator()
    made = menu.addMenu(tr(title))
    made.setToolTipsVisible(True)
    if title in _SUBMENU_ICONS:
        made.setIcon(icon(_SUBMENU_ICONS[title], "muted"))
    return made


def _add_project_menus(menu: QMenu, row: Action, shell: Shell) -> None:
    if row.id != "file.save":
        return
    examples = menu.addMenu(icon("book-open", "muted"), tr("Open Example"))
    examples.aboutToShow.connect(partial(_list_examples, examples, shell))
    recent = menu.addMenu(icon("clock", "muted"), tr("Open Recent"))
    recent.aboutToShow.connect(
        partial(_list, recent, lambda: list(shell.session.recent.paths), shell)
    )


def examples_menu(parent: QWidget, shell: Shell) -> QMenu:
    """Return a menu of the examples, to be popped up."""
    menu = QMenu(parent)
    _list_examples(menu, shell)
    return menu


def _list_examples(menu: QMenu, shell: Shell) -> None:
    menu.clear()
    for example in EXAMPLES:
        action = menu.addAction(tr(example.title))
        action.setToolTip(tr(example.text))
        action.triggered.connect(partial(_open_example, shell, example.path))


def _open_example(shell: Shell, path: Path, _checked: bool = False) -> None:
    shell.open_example(path)


def _list(menu: QMenu, find: Callable[[], list[Path]], shell: Shell) -> None:
    menu.clear()
    paths_found = find()
    for path in paths_found:
        action = menu.addAction(path.stem.replace("_", " "))
        action.setToolTip(str(path))
        action.triggered.connect(partial(_open, shell, path))
    if not paths_found:
        menu.addAction(tr("None yet")).setEnabled(False)


def _open(shell: Shell, path: Path, _checked: bool = False) -> None:
    shell.open_project(path)
