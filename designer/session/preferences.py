"""What the user prefers, and the files that were open lately: small JSON files of their own."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from designer.project.files import write_atomically
from designer.signal import Signal

_MOST_RECENT = 12
Word = TypeVar("Word", bound=StrEnum)


class Preferences:
    """Named values that outlive the program.

    Attributes:
        changed: told with the name of what was set.
    """

    def __init__(self, folder: Path | None) -> None:
        self.changed: Signal[str] = Signal()
        self._path = folder / "preferences.json" if folder else None
        self._values: dict[str, Any] = _read(self._path, {})

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or *default* where it was never set."""
        return self._values.get(name, default)

    def word(self, name: str, usual: Word) -> Word:
        """Return one of some words; *usual* where it was never set, or is none of them."""
        value, words = self.get(name), type(usual)
        return words(value) if isinstance(value, str) and value in set(words) else usual

    def set(self, name: str, value: Any) -> None:
        """Set a value and keep it."""
        if self._values.get(name) != value:
            self._values[name] = value
            _write(self._path, self._values)
            self.changed.emit(name)


class RecentFiles:
    """Projects that were open lately, the last one first; those that are gone are left out."""

    def __init__(self, folder: Path | None) -> None:
        self.changed: Signal[()] = Signal()
        self._path = folder / "recent.json" if folder else None
        self._paths: list[str] = [p for p in _read(self._path, []) if isinstance(p, str)]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that are still there."""
        return tuple(path for path in map(Path, self._paths) if path.is_file())

    def add(self, path: Path) -> None:
        """Put a file at the top of the list."""
        text = str(path.resolve())
        self._paths = [text, *(p for p in self._paths if p != text)][:_MOST_RECENT]
        _write(self._path, self._paths)
        self.changed.emit()

    def clear(self) -> None:
        """Forget all of them."""
        self._paths = []
        _write(self._path, self._paths)
        self.changed.emit()


def _read(path: Path | None, default: Any) -> Any:
    if path is None:
        return default
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return default
    return value if isinstance(value, type(default)) else default


def _write(path: Path | None, value: Any) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(value, indent=1).encode())
    except OSError:
        # Preferences are a convenience: a full disk must not keep anybody from working.
        return
