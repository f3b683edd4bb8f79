"""Finding layers of the model, in nested blocks too: the bar, what is lit, and the walk."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from designer.graph.blocks import BlockId
from designer.graph.records import NodeId
from designer.session.finding import Findable, find
from designer.session.finding_index import findables
from designer.session.session import Session
from designer.ui.announce import announce
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.foreground import Foreground
from designer.ui.canvas.found_shade import FoundShade
from designer.ui.canvas.overlays.find_bar import FindBar
from designer.ui.canvas.scene import GraphScene
from designer.ui.following import follow
from designer.ui.translate import tr

_TOP = 6


class Finding:
    """Knows what was typed, what that means, and which of it one is at.

    Attributes:
        bar: the field and its buttons; visible while one searches.
    """

    def __init__(
        self,
        view: QWidget,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        foreground: Foreground,
        *,
        visit: Callable[[BlockId | None], None],
        reveal: Callable[[NodeId], None],
        repaint: Callable[[], None],
    ) -> None:
        self._view, self._session = view, session
        self._visit, self._reveal, self._repaint = visit, reveal, repaint
        self._among: tuple[Findable, ...] | None = None
        self._home: BlockId | None = None
        self._shade = foreground.found = FoundShade(scene, camera)
        self.hits: tuple[Findable, ...] = ()
        self.at: int | None = None
        self.bar = FindBar(view)
        self.bar.typed.connect(self._seek)
        self.bar.walked.connect(self.walk)
        self.bar.all_wanted.connect(self.select_all)
        self.bar.left.connect(self.close)
        follow(view, session.document.replaced, self._forget)
        follow(view, session.document.entered, self._light)
        follow(view, session.history.changed, self._renew)
        follow(view, session.analysis.changed, self._renew)

    def open(self, typed: str = "") -> None:
        """Show the bar, with *typed* in it or with what was searched last."""
        if not self.bar.isVisible():
            self._among = None
            self._home = self._session.document.scope
        self.bar.show()
        self.bar.raise_()
        self.arrange()
        if typed and typed != self.bar.field.text():
            self.bar.field.setText(typed)
        else:
            self._seek(self.bar.field.text())
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    def close(self) -> None:
        """Hide the bar and take the veil off."""
        if self.bar.isVisible():
            self.bar.hide()
            self._shade.found = self._shade.current = None
            self._repaint()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self) -> None:
        """Stand at the top, in the middle."""
        room = self._view.width()
        self.bar.resize(min(self.bar.sizeHint().width(), room - 24), self.bar.sizeHint().height())
        self.bar.move((room - self.bar.width()) // 2, _TOP)

    def walk(self, by: int) -> None:
        """Go to the next one found, round the end; without a bar, on with the last search."""
        if not self.bar.isVisible():
            self.open()
        if not self.hits:
            return
        self.at = self._first(by) if self.at is None else (self.at + by) % len(self.hits)
        hit = self.hits[self.at]
        if hit.scope != self._session.document.scope:
            self._visit(hit.scope)
        self._shade.current = hit.node
        self._reveal(hit.node)
        self._light()
        announce(self.bar.field, f"{hit.name}, {self.bar.count.text()}")

    def select_all(self) -> None:
        """Select what is found in the place shown, and close the bar."""
        nodes = self._here()
        if nodes:
            self._session.selection.set(nodes)
            self.close()

    def _first(self, by: int) -> int:
        """Return where a walk begins: at the selected one where it is among those found."""
        chosen = self._session.selection.nodes
        places = [i for i, hit in enumerate(self.hits) if hit.node in chosen]
        if places:
            return (places[0] + by) % len(self.hits)
        return 0 if by > 0 else len(self.hits) - 1

    def _seek(self, typed: str) -> None:
        self.hits = find(typed, self._index()) if typed.strip() else ()
        self.at = None
        self._shade.current = None
        self._light()

    def _index(self) -> tuple[Findable, ...]:
        if self._among is None:
            session = self._session
            self._among = findables(
                session.document.project,
                session.catalog,
                self._home,
                session.analysis.root_report,
                session.problems,
            )
        return self._among

    def _renew(self) -> None:
        """Search anew after an edit, and stay at the one at which one was."""
        self._among = None
        if not self.bar.isVisible() or self._session.document.editing:
            return
        here = self.hits[self.at].node if self.at is not None else None
        typed = self.bar.field.text()
        self.hits = find(typed, self._index()) if typed.strip() else ()
        self.at = next((i for i, hit in enumerate(self.hits) if hit.node == here), None)
        self._light()

    def _forget(self) -> None:
        self._among = None
        self.close()

    def _here(self) -> frozenset[NodeId]:
        scope = self._session.document.scope
        return frozenset(hit.node for hit in self.hits if hit.scope == scope)

    def _light(self) -> None:
        if not self.bar.isVisible():
            return
        searches = bool(self.bar.field.text().strip())
        self._shade.found = self._here() if searches else None
        self.bar.show_count(self._words(searches), any_found=bool(self.hits))
        self._repaint()

    def _words(self, searches: bool) -> str:
        if not searches:
            return ""
        if not self.hits:
            return tr("None found")
        count = len(self.hits)
        if self.at is None:
            return tr("{n} found", n=count)
        hit = self.hits[self.at]
        words = tr("{at} of {n}", at=self.at + 1, n=count)
        if hit.scope is None or hit.scope == self._home:
            return words
        name = self._session.document.project.blocks[hit.scope].name
        return tr("{words} · in block {name}", words=words, name=name)
