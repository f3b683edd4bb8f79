"""What can be done with frames and notes: each verb asks for a command."""

from collections.abc import Callable
from typing import Protocol

from designer.document.commands import remarks
from designer.document.commands.nodes import delete
from designer.graph.records import Point
from designer.graph.remarks import RemarkId, RemarkKind
from designer.session.session import Session
from designer.ui.canvas.remarks.carrying import carried_on, drawn_boxes
from designer.ui.canvas.remarks.remark_item import NoteItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import snapped
from designer.ui.remark_colours import USUAL
from designer.ui.translate import tr
from designer.ui.web import open_address


class Writer(Protocol):
    """Edits remarks in place."""

    def edit(self, id: RemarkId) -> bool:
        """Write in a remark; tell whether there is one."""

    def new_note(self, at: Point) -> None:
        """Ask for the text of a new note."""


class RemarkVerbs:
    """The verbs, on the selection of one canvas."""

    def __init__(
        self,
        session: Session,
        scene: GraphScene,
        writer: Writer,
        pointer: Callable[[], Point],
    ) -> None:
        self._session = session
        self._scene = scene
        self._writer = writer
        self._pointer = pointer

    # Making --------------------------------------------------------------------------------

    def add_frame(self) -> None:
        """Put a frame round what is selected, or an empty one at the pointer, and name it."""
        session, scene = self._session, self._scene
        if session.document.editing:
            return
        chosen = (*session.selection.nodes, *session.selection.remarks)
        x, y = self._pointer()
        made = remarks.frame_round(
            session.document, chosen, drawn_boxes(scene), (snapped(x), snapped(y)), tr("Frame")
        )
        session.selection.set({made})
        self._writer.edit(made)

    def add_note(self, at: Point | None = None) -> None:
        """Write a new note at *at*, beside the one selected node, or at the pointer."""
        if self._session.document.editing:
            return
        nodes = self._session.selection.nodes
        if at is None and len(nodes) == 1 and nodes[0] in self._scene.nodes:
            rect = self._scene.nodes[nodes[0]].rect()
            at = (rect.right() + 32.0, rect.top())
        x, y = at or self._pointer()
        self._writer.new_note((snapped(x), snapped(y)))

    def edit_selected(self) -> bool:
        """Write in the one selected remark; tell whether there is one."""
        chosen = self._session.selection
        return (
            len(chosen.remarks) == 1 and not chosen.nodes and self._writer.edit(chosen.remarks[0])
        )

    # Changing ------------------------------------------------------------------------------

    def colour(self, name: str) -> None:
        """Give the selected remarks a colour; the usual one is kept as no name."""
        document = self._session.document
        with document.edit("Set colour"):
            for id in self._session.selection.remarks:
                remark = document.remark(id)
                usual = remark is not None and USUAL[remark.kind] == name
                remarks.colour(document, [id], "" if usual else name)

    def fit(self) -> None:
        """Fit the selected frames round what stands in them, and notes to their text."""
        chosen = self._session.selection.remarks
        if chosen:
            remarks.fit_to_content(self._session.document, chosen, drawn_boxes(self._scene))

    def select_content(self) -> None:
        """Select what stands in the selected frames, and not the frames."""
        chosen = self._session.selection.remarks
        self._session.selection.set(carried_on(self._scene, chosen) - set(chosen))

    def delete_with_content(self) -> None:
        """Delete the selected frames and all that stands in them."""
        document = self._session.document
        ids = carried_on(self._scene, self._session.selection.ids)
        with document.edit("Delete frame and content"):
            delete(document, ids)

    # Links ---------------------------------------------------------------------------------

    def link_at(self, point: Point) -> str:
        """Return the address that the note at a point of the canvas leads to there."""
        found = self._scene.remarks.note_at(point)
        item = self._scene.remarks.items.get(found[0]) if found else None
        return item.link_at(point) if isinstance(item, NoteItem) else ""

    def links(self) -> list[str]:
        """Return the addresses in the one selected note that can be opened."""
        chosen = self._session.selection.remarks
        item = self._scene.remarks.items.get(chosen[0]) if len(chosen) == 1 else None
        return item.words.links() if isinstance(item, NoteItem) else []

    def open_link(self, address: str) -> bool:
        """Open an address of the web in the browser; tell whether it is one."""
        return open_address(address)

    # Questions -----------------------------------------------------------------------------

    def frames(self) -> tuple[RemarkId, ...]:
        """Return the selected frames."""
        found = ((id, self._session.document.remark(id)) for id in self._session.selection.remarks)
        return tuple(id for id, r in found if r is not None and r.kind is RemarkKind.FRAME)
