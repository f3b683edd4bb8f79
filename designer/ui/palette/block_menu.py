"""What a right click on a block in the palette offers."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from designer.graph.blocks import block_of
from designer.project.places import instances
from designer.session.library import MINE
from designer.session.session import Session
from designer.ui import block_shelf
from designer.ui.theme.icons import icon
from designer.ui.translate import tr


def block_menu(
    parent: QWidget,
    session: Session,
    kind: str,
    place: Callable[[str], object],
    visit: Callable[[str], object],
) -> QMenu:
    """Return the menu of a block of the project, of the user's library or of the ready-made."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    block = block_of(kind)

    def add(text: str, picture: str, call: Callable[[], object]) -> None:
        menu.addAction(icon(picture, "muted"), text).triggered.connect(lambda: call())

    add(tr("Place on the canvas"), "plus", lambda: place(kind))
    if block is not None:
        add(tr("Go into block"), "zoom-in", lambda: visit(block))
        menu.addSeparator()
        add(tr("Rename…"), "pencil", lambda: block_shelf.rename(parent, session, kind))
        add(tr("Add to my library"), "save", lambda: block_shelf.keep(parent, session, block))
    menu.addSeparator()
    add(tr("Export as file…"), "download", lambda: block_shelf.export(parent, session, kind))
    if block is not None:
        menu.addSeparator()
        add(tr("Delete"), "trash-2", lambda: block_shelf.delete(parent, session, kind))
        used = len(instances(session.document.project, block))
        if used:
            menu.actions()[-1].setEnabled(False)
            menu.actions()[-1].setText(tr("Delete (used {n} times)", n=used))
    elif kind.startswith(MINE):
        add(tr("Rename…"), "pencil", lambda: block_shelf.rename(parent, session, kind))
        add(
            tr("Delete from my library…"),
            "trash-2",
            lambda: block_shelf.delete(parent, session, kind),
        )
    return menu
