"""Blocks are entered on the canvas only: all other workspaces see the model itself."""

from designer.document.document import Document
from designer.graph.blocks import BlockId
from designer.graph.records import NodeId


class PlaceKeeper:
    """Goes out of a block with the canvas, and in again where one was."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left: tuple[BlockId, tuple[NodeId, ...]] | None = None
        document.replaced.connect(self._forget)

    @property
    def place(self) -> tuple[BlockId | None, tuple[NodeId, ...]]:
        """Where one is on the canvas, or will be when it is shown again."""
        document = self._document
        if document.scope is None and self._left is not None:
            return self._left
        return (document.scope, document.path)

    def change(self, *, drawn: bool) -> None:
        """Note that the canvas is shown, or something else."""
        document = self._document
        if document.editing:
            return
        if not drawn:
            scope = document.scope
            self._left = (scope, document.path) if scope is not None else None
            document.enter(None)
        elif self._left is not None:
            (block, path), self._left = self._left, None
            if block in document.project.blocks and document.scope is None:
                document.enter(block, path)

    def _forget(self) -> None:
        self._left = None
