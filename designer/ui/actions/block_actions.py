"""The menu Block."""

from typing import Final

from designer.graph.blocks import BlockId, block_kind, block_of
from designer.project.places import unused
from designer.ui import block_shelf
from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.canvas_actions import does, keys
from designer.ui.translate import tr


def _nodes(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.nodes)


def _instances(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.canvas.verbs.blocks.selected_instances())


def _one_instance(shell: Shell) -> bool:
    one = len(shell.session.selection.nodes) == 1
    return one and _instances(shell)


def _inside(shell: Shell) -> bool:
    return in_design(shell) and shell.session.document.scope is not None


def block_in_hand(shell: Shell) -> BlockId | None:
    """Return the block of the one selected instance, else the one in which one is."""
    document = shell.session.document
    chosen = shell.canvas.verbs.blocks.selected_instances()
    if len(chosen) == 1:
        node = document.node(chosen[0])
        return block_of(node.kind) if node is not None else None
    return document.scope


def _make(shell: Shell) -> None:
    if shell.canvas.verbs.blocks.make():
        shell.canvas.rename_selected()


def _detach(shell: Shell) -> None:
    """Detach the selected instances, or the one in which one is."""
    verbs = shell.canvas.verbs.blocks
    if verbs.selected_instances():
        verbs.detach()
    else:
        verbs.detach_here()


def _keep(shell: Shell) -> None:
    block = block_in_hand(shell)
    if block is not None and block_shelf.keep(shell.widget, shell.session, block):
        name = shell.session.document.project.blocks[block].name
        shell.notify(tr("{name} is in your library now.", name=name))


def _import(shell: Shell) -> None:
    kind = block_shelf.import_(shell.widget, shell.session)
    entry = shell.session.library.entry(kind) if kind is not None else None
    if entry is not None:
        shell.notify(tr("{name} is in your library now.", name=entry.name))


def _export(shell: Shell) -> None:
    block = block_in_hand(shell)
    if block is not None:
        block_shelf.export(shell.widget, shell.session, block_kind(block))


BLOCK: Final = (
    Action(
        "block.make",
        "Make Block",
        "Block",
        _make,
        ("Ctrl+G",),
        "block",
        0,
        _nodes,
        help="Put the selected layers into a block: one node that can be repeated and used again.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "block.dissolve",
        "Dissolve Block",
        "Block",
        lambda shell: shell.canvas.verbs.blocks.dissolve(),
        ("Ctrl+Shift+G",),
        "unlink",
        0,
        _instances,
        help="Put the layers of the block in its place.",
        needs="Select an instance of a block first.",
    ),
    Action(
        "block.detach",
        "Detach Instance",
        "Block",
        _detach,
        (),
        "split",
        0,
        lambda shell: _instances(shell) or (_inside(shell) and bool(shell.session.document.path)),
        help="Give the instance a block of its own, so that it can be edited alone.",
        needs="Select an instance of a block first, or go into one.",
    ),
    Action(
        "block.enter",
        "Go Into Block",
        "Block",
        does("block.enter"),
        keys("block.enter"),
        "zoom-in",
        1,
        _one_instance,
        needs="Select one instance of a block first.",
        help="Show the layers inside the selected block.",
    ),
    Action(
        "block.leave",
        "Leave Block",
        "Block",
        does("block.leave"),
        keys("block.leave"),
        "zoom-out",
        1,
        _inside,
        needs="You are not inside a block.",
        help="Go back to where the block stands.",
    ),
    Action(
        "block.keep",
        "Add to My Library",
        "Block",
        _keep,
        (),
        "save",
        2,
        lambda shell: in_design(shell) and block_in_hand(shell) is not None,
        help="Keep the block at hand for every project, in the palette under My library.",
        needs="Select an instance of a block first, or go into one.",
    ),
    Action(
        "block.import",
        "Import Block…",
        "Block",
        _import,
        (),
        "folder-open",
        2,
        in_design,
        help="Add a block from a file to your library.",
        needs=IN_DESIGN,
    ),
    Action(
        "block.export",
        "Export Block…",
        "Block",
        _export,
        (),
        "download",
        2,
        lambda shell: in_design(shell) and block_in_hand(shell) is not None,
        needs="Select an instance of a block first, or go into one.",
        help="Write the block at hand to a file, for other projects.",
    ),
    Action(
        "block.delete_unused",
        "Delete Unused Blocks",
        "Block",
        lambda shell: shell.canvas.verbs.blocks.delete_unused(),
        (),
        "trash-2",
        3,
        lambda shell: bool(unused(shell.session.document.project)),
        help="Delete the blocks of this project of which the model holds no instance.",
        needs="Every block of this project is in use.",
    ),
)
