"""Blocks in the palette: the project's, the user's library, the ready-made ones."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QInputDialog

from designer.document.commands.blocks import set_block_notes
from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import add_node
from designer.graph.blocks import block_kind
from designer.ui import block_shelf
from designer.ui.palette.block_menu import block_menu
from designer.ui.palette.palette_panel import PalettePanel


@pytest.fixture
def palette(qtbot, session):
    panel = PalettePanel(session)
    qtbot.addWidget(panel)
    panel.resize(214, 900)
    panel.show()
    return panel


@pytest.fixture
def block(session):
    node = add_node(session.document, session.catalog, "Dense", (0.0, 0.0), name="dense")
    make_block(session.document, session.catalog, [node], "head")
    return next(iter(session.document.project.blocks))


def group(palette, title):
    return next(g for g in palette.groups if g._title == title)


def menu_of(palette, session, kind):
    return {
        action.text(): action
        for action in block_menu(palette, session, kind, lambda _: None, lambda _: None).actions()
    }


def test_the_ready_made_are_always_there(palette, session):
    assert group(palette, "Blocks of this project").empty
    assert not group(palette, "Blocks of this project").isVisible()
    assert "ready:bottleneck_block" in group(palette, "Ready-made blocks").list.kinds()


def test_a_new_block_appears_and_goes_with_undo(palette, session, block):
    palette.refresh()
    own = group(palette, "Blocks of this project")
    assert own.list.kinds() == (block_kind(block),)
    assert own.list.item(0).text() == "head"
    assert own.isVisible()
    session.history.undo()
    palette.refresh()
    assert own.empty


def test_a_block_is_kept_in_the_library(palette, session, block):
    menu_of(palette, session, block_kind(block))["Add to my library"].trigger()
    palette.refresh()
    assert group(palette, "My library").list.kinds() == ("mine:head",)


def test_a_block_in_use_is_not_deleted(palette, session, block):
    actions = menu_of(palette, session, block_kind(block))
    assert not actions["Delete (used 1 times)"].isEnabled()


def test_the_library_is_renamed_and_emptied(palette, session, block, monkeypatch):
    block_shelf.keep(palette, session, block)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("better", True))
    menu_of(palette, session, "mine:head")["Rename…"].trigger()
    assert session.library.named("better") is not None
    monkeypatch.setattr(block_shelf, "_asked", lambda *_: True)
    menu_of(palette, session, "mine:head")["Delete from my library…"].trigger()
    assert not [entry for entry in session.library.entries if entry.mine]


def test_out_to_a_file_and_in_again(palette, session, block, monkeypatch, tmp_path):
    file = str(tmp_path / "gift.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (file, ""))
    assert block_shelf.export(palette, session, block_kind(block))
    assert block_shelf.import_(palette, session) == "mine:head"


def test_a_file_that_is_no_block_is_told(palette, session, monkeypatch, tmp_path):
    (tmp_path / "bad.json").write_text("[]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "bad.json"), ""))
    told = []
    monkeypatch.setattr(block_shelf, "show_error", lambda *words: told.append(words[2]))
    assert block_shelf.import_(palette, session) is None
    assert told[0].startswith("bad.json: Expected a file with a block")


def test_replacing_is_asked(palette, session, block, monkeypatch):
    block_shelf.keep(palette, session, block)
    asked = []
    monkeypatch.setattr(block_shelf, "_asked", lambda *words: asked.append(words[1]) or False)
    assert block_shelf.keep(palette, session, block)  # the same: nothing to ask
    set_block_notes(session.document, block, "Better.")
    assert not block_shelf.keep(palette, session, block)
    assert asked == ["Your library has a block called head already. Replace it?"]


def test_a_right_click_is_told(palette, session, block, qtbot, monkeypatch):
    palette.refresh()
    asked = []
    monkeypatch.setattr(
        "designer.ui.palette.palette_panel.block_menu",
        lambda _parent, _session, kind, *_: asked.append(kind) or _NoMenu(),
    )
    list_ = group(palette, "Blocks of this project").list
    list_.menu_asked.emit(block_kind(block), QPoint())
    assert asked == [block_kind(block)]


class _NoMenu:
    def popup(self, place):
        """Show nothing."""
