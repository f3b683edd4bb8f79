"""What a right click on a frame or a note offers."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from designer.graph.remarks import Remark, RemarkKind
from designer.session.session import Session
from designer.ui import theme
from designer.ui.canvas.remarks.remark_verbs import RemarkVerbs
from designer.ui.canvas.verbs import Verbs
from designer.ui.remark_colours import COLOURS, colour_name, swatch
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

Add = Callable[[QMenu, "tuple[str, str, str, Callable[[], object]] | None"], None]
_LINKS: Final = 8
_LONGEST: Final = 48


def fill(menu: QMenu, session: Session, verbs: Verbs, own: RemarkVerbs, add: Add) -> None:
    """Put the entries for the selected remarks into *menu*."""
    chosen = [r for id in session.selection.remarks if (r := session.document.remark(id))]
    frames = any(remark.kind is RemarkKind.FRAME for remark in chosen)
    if len(chosen) == 1:
        add(menu, ("Rename" if frames else "Edit", "F2", "pencil", own.edit_selected))
    _add_links(menu, own)
    menu.addMenu(colour_menu(menu, chosen, own.colour))
    add(menu, ("Fit to content" if frames else "Fit to text", "", "scaling", own.fit))
    if frames:
        text = "Select what it holds"
        add(menu, (text, "", "square-dashed-mouse-pointer", own.select_content))
    for entry in (
        None,
        ("Cut", "Ctrl+X", "scissors", verbs.cut),
        ("Copy", "Ctrl+C", "copy", verbs.copy),
        ("Duplicate", "Ctrl+D", "copy-plus", verbs.duplicate),
        None,
    ):
        add(menu, entry)
    if frames:
        add(menu, ("Delete with content", "", "trash-2", own.delete_with_content))
    add(menu, ("Delete", "Del", "trash-2", verbs.delete_selection))


def colour_menu(parent: QMenu, chosen: list[Remark], take: Callable[[str], None]) -> QMenu:
    """Return the menu of the colours, the present one checked."""
    menu = QMenu(tr("Colour"), parent)
    menu.setIcon(icon("palette", "muted"))
    now = {colour_name(remark) for remark in chosen}
    group = QActionGroup(menu)
    for name, family in COLOURS.items():
        action = QAction(swatch(theme.current().families[family]), tr(name.capitalize()), menu)
        action.setCheckable(True)
        action.setChecked(now == {name})
        action.triggered.connect(partial(_chosen, take, name))
        group.addAction(action)
        menu.addAction(action)
    return menu


def _add_links(menu: QMenu, own: RemarkVerbs) -> None:
    for address in own.links()[:_LINKS]:
        words = address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"
        label = tr("Open {address}", address=words.replace("&", "&&"))
        action = menu.addAction(icon("link-2", "muted"), label)
        action.setToolTip(address)
        action.triggered.connect(partial(_chosen, own.open_link, address))


def _chosen(take: Callable[[str], object], value: str, _checked: bool = False) -> None:
    take(value)
