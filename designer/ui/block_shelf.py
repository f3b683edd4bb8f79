"""Blocks into the user's library and out of it, with the questions that this takes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from designer.document.commands.blocks import delete_block, rename_block
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import BlockId, block_of
from designer.project.definitions import Definition, definition_of
from designer.project.expected import BadProject
from designer.session.library import write_definition
from designer.session.session import Session
from designer.ui.error_box import show_error
from designer.ui.save_place import ask_where
from designer.ui.translate import tr

_SUFFIX = ".json"
Button = QMessageBox.StandardButton


def keep(parent: QWidget, session: Session, block: BlockId) -> bool:
    """Put a block of the project into the user's library; ask before another is replaced."""
    definition = definition_of(session.document.project.blocks, block)
    name = definition.block.name
    same = session.library.named(name)
    if same is not None and same.definition != definition and not _may_replace(parent, name):
        return False
    return _done(parent, lambda: session.library.save(definition))


def export(parent: QWidget, session: Session, kind: str) -> bool:
    """Ask for a file and write a block there, of the project or of the shelf."""
    definition = definition_behind(session, kind)
    if definition is None:
        return False
    start = Path.home() / f"{definition.block.name}{_SUFFIX}"
    path = ask_where(parent, tr("Export block"), start, tr("Blocks"), _SUFFIX)
    if path is None:
        return False
    return _done(parent, lambda: write_definition(path, definition))


def import_(parent: QWidget, session: Session) -> str | None:
    """Ask for a file and put the block in it into the user's library; return its kind there."""
    title, filter = tr("Import block"), tr("Blocks") + f" (*{_SUFFIX})"
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), filter)
    if not name:
        return None
    kinds: list[str] = []
    _done(parent, lambda: kinds.append(session.library.import_file(Path(name))))
    return kinds[0] if kinds else None


def rename(parent: QWidget, session: Session, kind: str) -> bool:
    """Ask for another name of a block of the project or of the user's library."""
    definition = definition_behind(session, kind)
    if definition is None:
        return False
    old = definition.block.name
    title, label = tr("Rename block"), tr("Name of the block")
    name, given = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, old)
    if not given or name.strip() == old:
        return False
    block = block_of(kind)
    if block is not None:
        return _done(parent, lambda: rename_block(session.document, block, name))
    return _done(parent, lambda: session.library.rename(kind, name))


def delete(parent: QWidget, session: Session, kind: str) -> bool:
    """Delete a definition of the project that nobody uses, or a block of the user's library."""
    block = block_of(kind)
    if block is not None:
        return _done(parent, lambda: delete_block(session.document, block))
    definition = definition_behind(session, kind)
    if definition is None or not _may_delete(parent, definition.block.name):
        return False
    return _done(parent, lambda: session.library.delete(kind))


def definition_behind(session: Session, kind: str) -> Definition | None:
    """Return the block that a kind stands for, of the project or of the shelf, or None."""
    block = block_of(kind)
    if block is None:
        return session.library.definition(kind)
    blocks = session.document.project.blocks
    return definition_of(blocks, block) if block in blocks else None


def _done(parent: QWidget, do: Callable[[], object]) -> bool:
    try:
        do()
    except (CommandRefused, BadProject, ValueError, OSError) as error:
        show_error(parent, tr("This could not be done."), str(error))
        return False
    return True


def _may_replace(parent: QWidget, name: str) -> bool:
    text = tr("Your library has a block called {name} already. Replace it?", name=name)
    return _asked(parent, text, tr("Projects that use it keep theirs."), tr("Replace"))


def _may_delete(parent: QWidget, name: str) -> bool:
    text = tr("Delete {name} from your library?", name=name)
    return _asked(parent, text, tr("Projects that use it keep theirs."), tr("Delete"))


def _asked(parent: QWidget, text: str, more: str, yes: str) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Keras Designer"))
    box.setText(text)
    box.setInformativeText(more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(agree)
    agree.setProperty("role", "primary")
    box.exec()
    box.deleteLater()
    return box.clickedButton() is agree
