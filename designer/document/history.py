"""Undo and redo without limit, with names."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from designer.document.change import Change
from designer.document.document import Document
from designer.signal import Signal

_MERGE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    change: Change
    time: float
    when: float


@dataclass(frozen=True, slots=True)
class Past:
    """One step as a list of them shows it.

    Attributes:
        when: in seconds since the epoch.
        undone: it was taken back, and can be done again.
    """

    label: str
    when: float
    undone: bool


class History:
    """The edits of a document in the order in which they were made.

    Typing in one field makes many edits of one thing; those within a second become one step.

    Attributes:
        changed: told when a step was made, undone, redone or forgotten, and when it was saved.
    """

    def __init__(
        self,
        document: Document,
        now: Callable[[], float] = time.monotonic,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self._document = document
        self._now, self._clock = now, clock
        self._done: list[_Entry] = []
        self._undone: list[_Entry] = []
        self._saved: int | None = 0
        document.committed.connect(self._on_committed)
        document.replaced.connect(self.forget)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self._undone[-1].label if self._undone else None

    @property
    def labels(self) -> tuple[str, ...]:
        """The steps that undo can take back, oldest first."""
        return tuple(entry.label for entry in self._done)

    @property
    def steps(self) -> tuple[Past, ...]:
        """All steps, oldest first; those that were taken back come last."""
        done = [Past(entry.label, entry.when, undone=False) for entry in self._done]
        later = [Past(entry.label, entry.when, undone=True) for entry in reversed(self._undone)]
        return (*done, *later)

    @property
    def place(self) -> int:
        """How many of `steps` are done: where one is."""
        return len(self._done)

    @property
    def saved_place(self) -> int | None:
        """After how many of `steps` the document stood as it is in the file; None after none."""
        return self._saved

    @property
    def saved(self) -> bool:
        """Whether the document stands as it was last saved or opened."""
        return self._saved == len(self._done)

    def mark_saved(self) -> None:
        """Remember the present state as the one in the file."""
        self._saved = len(self._done)
        self.changed.emit()

    def mark_unsaved(self) -> None:
        """Forget which state is in the file: none of them is (recovered edits)."""
        self._saved = None
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back; nothing happens while a gesture is under way."""
        if self._done and not self._document.editing:
            self.go_to(self.place - 1)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._undone and not self._document.editing:
            self.go_to(self.place + 1)

    def go_to(self, place: int) -> None:
        """Take steps back or do them again until *place* of `steps` are done, as one move."""
        if self._document.editing:
            return
        while self._done and len(self._done) > place:
            entry = self._done.pop()
            self._undone.append(entry)
            self._document.apply(entry.change.inverted())
        while self._undone and len(self._done) < place:
            entry = self._undone.pop()
            self._done.append(entry)
            self._document.apply(entry.change)
        self.changed.emit()

    def forget(self) -> None:
        """Begin anew: nothing to undo, and the document counts as saved."""
        self._done.clear()
        self._undone.clear()
        self._saved = 0
        self.changed.emit()

    def _on_committed(self, label: str, change: Change) -> None:
        if self._saved is not None and self._saved > len(self._done):
            self._saved = None
        self._undone.clear()
        entry = _Entry(label, change, self._now(), self._clock())
        if self._continues(entry):
            previous = self._done.pop()
            entry = replace(entry, change=previous.change.then(change))
        if entry.change:
            self._done.append(entry)
        self.changed.emit()

    def _continues(self, entry: _Entry) -> bool:
        if not self._done or self._saved == len(self._done):
            return False
        previous = self._done[-1]
        return (
            previous.label == entry.label
            and entry.time - previous.time < _MERGE_SECONDS
            and previous.change.scope == entry.change.scope
            and _typed(entry.change)
            and _touched(previous.change) == _touched(entry.change)
        )


def _touched(change: Change) -> tuple[frozenset[str], ...]:
    parts = (change.nodes, change.edges, change.remarks, change.settings)
    return tuple(frozenset(part) for part in parts)


def _typed(change: Change) -> bool:
    """Whether a change looks like typing: one value of something that stays."""
    if change.edges or len(change.nodes) + len(change.settings) != 1 or change.only_moves:
        return False
    return all(step.before is not None and step.after is not None for step in change.nodes.values())
