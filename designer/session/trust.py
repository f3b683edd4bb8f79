"""Which code of a project may run: what the user typed in this window, and what they trusted.

Trust is given to contents, not to files: the mark of every item that may run is kept in the
settings folder. A file in which anything has changed since is asked about again.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from designer.document.change import Change
from designer.document.document import Document
from designer.project.files import write_atomically
from designer.project.own_code import Item, ItemKind, items_of, items_of_node, marks
from designer.project.project import Project
from designer.signal import Signal

_MOST = 5_000
_FILE = "trusted.json"
_OWN_SETTINGS = {"module", "packages", "data", "weights", "compile", "fit", "blocks"}


class Trust:
    """What of the open project needs trust, and whether it has it.

    Attributes:
        changed: told when the project became trusted, or is not any more.
        asked: told when the user wants to decide: they pressed "Trust this file…" at a problem.
        kept_off: the user decided, for as long as the file is open, that nothing runs.
    """

    def __init__(self, document: Document, config: Path | None) -> None:
        self.changed: Signal[()] = Signal()
        self.asked: Signal[()] = Signal()
        self.kept_off = False
        self._document = document
        self._folder = ""
        self._path = config / _FILE if config else None
        self._known: dict[str, None] = dict.fromkeys(_read(self._path))
        self._items: tuple[Item, ...] = ()
        self._needed: tuple[Item, ...] = ()
        document.replaced.connect(self._on_replaced)
        document.changed.connect(self._on_changed)

    @property
    def trusted(self) -> bool:
        """Whether everything in the project may run."""
        return not self._needed

    @property
    def needed(self) -> tuple[Item, ...]:
        """What does not run, or is not read, until the user trusts it."""
        return self._needed

    def follow(self, folder: Path | None) -> None:
        """Note in which folder the project is: files below it need no trust."""
        self._folder = str(folder) if folder else ""

    def remember_in(self, config: Path) -> None:
        """Read and keep what is trusted in another settings folder."""
        self._path = config / _FILE
        self._known |= dict.fromkeys(_read(self._path))
        self._look()

    def allows(self, project: Project) -> bool:
        """Return whether everything in *project*, such as that of a run, may run."""
        return not self.needed_by(project)

    def needed_by(self, project: Project) -> tuple[Item, ...]:
        """Return what in *project* is not trusted."""
        items = items_of(project, self._folder)
        return tuple(item for item in items if item.mark not in self._known)

    def accept(self, items: Iterable[Item]) -> None:
        """Trust *items*, such as those of a run that is not the project's any more."""
        self._known |= dict.fromkeys(marks(items))
        self._find_needed()

    def give(self) -> None:
        """Trust everything in the project, now and whenever it comes again."""
        self.kept_off = False
        self._known |= dict.fromkeys(marks(self._items))
        self.keep()
        self._look()

    def keep_off(self) -> None:
        """Leave the code off for as long as the file is open."""
        self.kept_off = True
        self.changed.emit()

    def ask(self) -> None:
        """Let the user decide again."""
        self.kept_off = False
        self.changed.emit()
        self.asked.emit()

    def keep(self) -> None:
        """Keep that what is in the project now is trusted, where it is."""
        if self._path is None or not self.trusted or not self._items:
            return
        now = [item.mark for item in self._items]
        before = _read(self._path)
        if set(now) <= set(before):
            return
        text = json.dumps({"marks": [*dict.fromkeys([*before, *now])][-_MOST:]}, indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, text.encode())
        except OSError:
            return  # it is asked again the next time

    def _on_replaced(self) -> None:
        self.kept_off = False
        self._look()

    def _on_changed(self, change: Change) -> None:
        if change.only_drawing or not self._concerns(change):
            return
        trusted_before = self.trusted
        self._items = items_of(self._document.project, self._folder)
        if trusted_before:
            new = [item for item in self._items if item.mark not in self._known]
            self._known |= dict.fromkeys(item.mark for item in new if _typed(item, change))
        self._find_needed()

    def _concerns(self, change: Change) -> bool:
        """Tell whether a change may have brought or taken code, without looking at everything."""
        if change.settings.keys() & _OWN_SETTINGS:
            return True
        nodes = (node for step in change.nodes.values() for node in (step.before, step.after))
        blocks = self._document.project.blocks
        return any(node and any(items_of_node(node, self._folder, blocks)) for node in nodes)

    def _look(self) -> None:
        self._items = items_of(self._document.project, self._folder)
        self._find_needed()

    def _find_needed(self) -> None:
        needed = tuple(item for item in self._items if item.mark not in self._known)
        if needed != self._needed:
            self._needed = needed
            self.changed.emit()


def _typed(item: Item, change: Change) -> bool:
    """Tell whether an item came by what the user typed or chose, not with something pasted."""
    if item.kind in (ItemKind.MODULE, ItemKind.PACKAGE):
        return True
    if change.settings.keys() & (_OWN_SETTINGS - {"blocks"}):
        return True
    steps = [step for step in change.nodes.values() if step.after and step.after.name == item.where]
    return any(step.before is not None for step in steps)


def told(items: Iterable[Item]) -> tuple[str, ...]:
    """Return in plain words what would run or be read, one sentence for each."""
    return tuple(dict.fromkeys(_words(item) for item in items))


def _words(item: Item) -> str:
    match item.kind:
        case ItemKind.MODULE:
            count = len(item.content.splitlines())
            return f"Runs its own Python module ({count} line{'' if count == 1 else 's'})."
        case ItemKind.FUNCTION:
            return f"Runs Python code in {item.where}: {_short(item.content)}"
        case ItemKind.MODEL:
            return f"Runs the SavedModel {item.content} in {item.where}."
        case ItemKind.PACKAGE:
            return f"Imports {item.content}, which is installed on this computer."
        case ItemKind.FILE:
            where = "the data" if item.where == "data.path" else item.where
            return f"Reads {item.content}, outside of its folder, for {where}."
        case ItemKind.ADDRESS:
            return f"Sends the course of the training to {item.content}."


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 80 else line[:79] + "…"


def _read(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        value = json.loads(path.read_text("utf-8"))["marks"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [mark for mark in value if isinstance(mark, str)] if isinstance(value, list) else []
