"""The menu Block."""

from typing import Final

from designer.graph.blocks import BlockId, block_of
from designer.project.places import unused
from designer.ui.actions.action import Action, Shell, in_design


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
    ),
    Action(
        "block.detach",
        "Detach Instance",
        "Block",
        lambda shell: shell.canvas.verbs.blocks.detach(),
        (),
        "split",
        0,
        _instances,
        help="Give the instance a block of its own, so that it can be edited alone.",
    ),
    Action(
        "block.enter",
        "Go Into Block",
        "Block",
        lambda shell: shell.canvas.verbs.blocks.enter_selected(),
        ("Ctrl+Down",),
        "zoom-in",
        1,
        _one_instance,
    ),
    Action(
        "block.leave",
        "Leave Block",
        "Block",
        lambda shell: shell.canvas.verbs.blocks.leave(),
        ("Ctrl+Up",),
        "zoom-out",
        1,
        _inside,
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
    ),
)
