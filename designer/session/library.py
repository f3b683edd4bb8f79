"""Blocks that are at hand in every project: the user's own library, and the ready-made ones."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from designer import paths
from designer.catalog.catalog import Catalog
from designer.catalog.specs import LayerSpec
from designer.graph.blocks import block_kind
from designer.graph.naming import unique_name
from designer.project.definitions import Definition, definition_from_dict, definition_to_dict
from designer.project.expected import BadProject
from designer.project.files import write_atomically
from designer.project.kinds import ProjectCatalog
from designer.signal import Signal

MINE, READY = "mine:", "ready:"
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A block on the shelf.

    Attributes:
        kind: what palette and quick-add call it until it is placed: `mine:encoder`.
        path: the file that holds it.
    """

    kind: str
    definition: Definition
    path: Path

    @property
    def name(self) -> str:
        """What people call it."""
        return self.definition.block.name

    @property
    def mine(self) -> bool:
        """Whether it is the user's own."""
        return self.kind.startswith(MINE)


class Library:
    """The shelf: one JSON file to a block, with the blocks inside it.

    Attributes:
        changed: told when blocks have come, gone or become others.
        faults: files of the user's library that could not be read, each in one sentence.
    """

    def __init__(self, config: Path | None, ready: Path | None = None) -> None:
        self.changed: Signal[()] = Signal()
        self.faults: tuple[str, ...] = ()
        self._folder = config / "blocks" if config else None
        self._ready = ready
        self._entries: Mapping[str, Entry] | None = None
        self._specs: dict[str, LayerSpec] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All blocks, the user's own first, by name."""
        return tuple(self._known().values())

    def entry(self, kind: str) -> Entry | None:
        """Return the block that is called *kind*, or None."""
        return self._known().get(kind)

    def definition(self, kind: str) -> Definition | None:
        """Return the block that is called *kind* with what is in it, or None."""
        entry = self.entry(kind)
        return entry.definition if entry else None

    def spec(self, kind: str, base: Catalog) -> LayerSpec | None:
        """Return the description of the block *kind*, or None."""
        entry = self.entry(kind)
        if entry is None:
            return None
        if kind not in self._specs:
            catalog = ProjectCatalog(base, entry.definition.blocks)
            found = catalog.layer(block_kind(entry.definition.block.id))
            if found is None:
                return None
            self._specs[kind] = replace(found, kind=kind)
        return self._specs[kind]

    def specs(self, base: Catalog) -> tuple[LayerSpec, ...]:
        """Return the descriptions of all blocks."""
        found = (self.spec(entry.kind, base) for entry in self.entries)
        return tuple(spec for spec in found if spec is not None)

    # The user's own ------------------------------------------------------------------------

    def named(self, name: str) -> Entry | None:
        """Return the user's own block of that name, or None."""
        return next((e for e in self.entries if e.mine and e.name == name), None)

    def save(self, definition: Definition) -> str:
        """Keep a block; one of the user's own with the same name is replaced.

        Returns:
            Its kind on the shelf.

        Raises:
            OSError: if it cannot be written.
        """
        same = self.named(definition.block.name)
        path = same.path if same else self._free_path(definition.block.name)
        _write(path, definition)
        self.refresh()
        return MINE + path.stem

    def rename(self, kind: str, name: str) -> None:
        """Give one of the user's own blocks another name.

        Raises:
            ValueError: if the name is empty or taken, in one sentence.
            OSError: if it cannot be written.
        """
        name, entry = name.strip(), self._own(kind)
        if not name:
            raise ValueError("A block needs a name.")
        if name == entry.name:
            return
        if self.named(name):
            raise ValueError(f"Your library has a block called {name} already.")
        block = replace(entry.definition.block, name=name)
        _write(entry.path, replace(entry.definition, block=block))
        self.refresh()

    def delete(self, kind: str) -> None:
        """Delete one of the user's own blocks; projects that use it keep it.

        Raises:
            OSError: if it cannot be deleted.
        """
        self._own(kind).path.unlink(missing_ok=True)
        self.refresh()

    def import_file(self, path: Path) -> str:
        """Add the block in a file to the user's own; return its kind on the shelf.

        Where the name is taken, it gets a number.

        Raises:
            BadProject: if the file holds no block, in one sentence.
            OSError: if it cannot be read or written.
        """
        definition = read_definition(path)
        taken = {entry.name for entry in self.entries if entry.mine}
        block = definition.block
        block = replace(block, name=unique_name(block.name, taken))
        return self.save(replace(definition, block=block))

    def export_file(self, kind: str, path: Path) -> None:
        """Write a block to a file of its own.

        Raises:
            OSError: if it cannot be written.
        """
        definition = self.definition(kind)
        if definition is not None:
            write_definition(path, definition)

    def refresh(self) -> None:
        """Read the files anew."""
        self._entries = None
        self._specs.clear()
        self.changed.emit()

    # Inside --------------------------------------------------------------------------------

    def _known(self) -> Mapping[str, Entry]:
        if self._entries is None:
            faults: list[str] = []
            mine = _entries(MINE, self._folder, faults)
            ready = _entries(READY, self._ready or paths.resources() / "blocks", faults)
            self._entries = {entry.kind: entry for entry in (*mine, *ready)}
            self.faults = tuple(faults)
        return self._entries

    def _own(self, kind: str) -> Entry:
        entry = self.entry(kind)
        if entry is None or not entry.mine:
            raise ValueError("This block is not in your library any more.")
        return entry

    def _free_path(self, name: str) -> Path:
        if self._folder is None:
            raise OSError("There is no folder for your library.")
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_").lower() or "block"
        taken = {path.stem for path in self._folder.glob("*.json")}
        return self._folder / f"{unique_name(stem, taken)}.json"


def read_definition(path: Path) -> Definition:
    """Return the block in a file.

    Raises:
        BadProject: if the file holds none, in one sentence.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        raise BadProject(f"{path.name} is too large for a block.")
    try:
        return definition_from_dict(json.loads(path.read_text("utf-8")))
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadProject):
            raise BadProject(f"{path.name}: {error}") from error
        raise BadProject(f"{path.name} is no file of Keras Designer: it is not JSON.") from error


def write_definition(path: Path, definition: Definition) -> None:
    """Write a block to a file.

    Raises:
        OSError: if it cannot be written.
    """
    _write(path, definition)


def _write(path: Path, definition: Definition) -> None:
    text = json.dumps(definition_to_dict(definition), indent=1, ensure_ascii=False)
    write_atomically(path, f"{text}\n".encode())


def _entries(prefix: str, folder: Path | None, faults: list[str]) -> Iterable[Entry]:
    found: list[Entry] = []
    for path in sorted(folder.glob("*.json")) if folder else ():
        try:
            found.append(Entry(prefix + path.stem, read_definition(path), path))
        except (OSError, BadProject) as error:
            faults.append(str(error))
    return sorted(found, key=lambda entry: (entry.name.lower(), entry.kind))
