"""The drawing beside another project or a run: what is new in it, gone from it and different."""

from pathlib import Path

from designer.document.change import Change
from designer.document.document import Document
from designer.graph.records import NodeId
from designer.project.comparable import read_comparable
from designer.project.difference import Difference, GraphDifference, compare
from designer.project.difference_words import field_words
from designer.project.project import Project
from designer.project.remark_difference import differs
from designer.signal import Signal


class Comparison:
    """What differs, kept up while the drawing is edited; nothing while nothing is compared.

    Attributes:
        changed: told when a comparison began, ended or says something else.
        title: what the drawing is compared with.
        difference: from the other project to the drawing.
    """

    def __init__(self, document: Document) -> None:
        self.changed: Signal[()] = Signal()
        self.title = ""
        self.difference: Difference | None = None
        self._document = document
        self._other: Project | None = None
        document.changed.connect(self._on_changed)
        document.entered.connect(self.changed.emit)
        document.replaced.connect(self.leave)

    @property
    def here(self) -> GraphDifference | None:
        """What differs in the graph that is drawn; None while nothing is compared."""
        if self.difference is None:
            return None
        scope = self._document.scope
        if scope is None:
            return self.difference.graph
        for block in self.difference.blocks:
            if block.after is not None and block.after.id == scope:
                return block.graph
        return GraphDifference(after=self._document.graph)

    def lines(self, node: NodeId) -> list[str]:
        """Return what differs in a node of the drawing, a line for each field."""
        here = self.here
        for change in here.changed if here is not None else ():
            if change.after.id == node:
                return [field_words(field) for field in change.fields]
        return []

    def begin(self, path: Path, title: str = "") -> None:
        """Compare with a project's file or a run's folder.

        Raises:
            BadProject: if it cannot be read; the comparison so far stands then.
        """
        other = read_comparable(path)
        self.begin_with(other, title or path.stem)

    def begin_with(self, other: Project, title: str) -> None:
        """Compare with a project."""
        self._other, self.title = other, title
        self._compare()

    def leave(self) -> bool:
        """End the comparison; tell whether there was one."""
        if self._other is None:
            return False
        self._other, self.difference = None, None
        self.changed.emit()
        return True

    def _on_changed(self, change: Change) -> None:
        if self._other is None:
            return
        said = any(differs(step.before, step.after) for step in change.remarks.values())
        if said or not (change and change.only_drawing):
            self._compare()

    def _compare(self) -> None:
        if self._other is not None:
            self.difference = compare(self._other, self._document.project)
            self.changed.emit()
