"""How each project was looked at last: zoom and place of every graph, page, panels and tab.

It is the user's and not the project's, so it lies in the user's state folder.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from designer.project.expected import is_finite
from designer.project.files import write_atomically
from designer.project.plain_data import complaint

Look: TypeAlias = tuple[float, float, float]
"""Pixels of the view to one of the drawing, and the point of the drawing in the middle."""

_MOST: Final = 200
_FILE: Final = "views.json"
_MOST_BYTES: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class ProjectView:
    """How one project was looked at.

    Attributes:
        looks: by block; empty is the model itself.
        scope: the block in which one was; empty is none.
        path: the instances through which one got there, outermost first.
        workspace: the page that was shown.
        tab: of the bottom panel.
        panels: places and sizes as the window writes them, in base 64.
    """

    looks: Mapping[str, Look] = field(default_factory=dict)
    scope: str = ""
    path: tuple[str, ...] = ()
    workspace: str = "design"
    tab: str = ""
    panels: str = ""


class Views:
    """The views of the projects that were open lately, by the path of their files."""

    def __init__(self, folder: Path | None, now: Callable[[], float] = time.time) -> None:
        self._file = folder / _FILE if folder else None
        self._now = now

    def get(self, path: Path) -> ProjectView | None:
        """Return how the project at *path* was looked at last; None where that is not known."""
        entry = self._read().get(_key(path))
        return _view_of(entry) if isinstance(entry, dict) else None

    def put(self, path: Path, view: ProjectView) -> None:
        """Keep how a project is looked at; what was not open for longest goes."""
        if self._file is None:
            return
        entries = {**self._read(), _key(path): {**_plain(view), "time": self._now()}}
        kept = sorted(entries.items(), key=lambda entry: -_time(entry[1]))[:_MOST]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, json.dumps(dict(kept)).encode())
        except OSError:
            # A view is a convenience: a full disk must not keep anybody from working.
            return

    def _read(self) -> dict[str, Any]:
        """Read the file anew each time: another window may have written to it."""
        try:
            if self._file is None or self._file.stat().st_size > _MOST_BYTES:
                return {}
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _key(path: Path) -> str:
    return str(path.resolve())


def _time(entry: Any) -> float:
    time: Any = entry.get("time") if isinstance(entry, dict) else None
    return float(time) if is_finite(time) else 0.0


def _plain(view: ProjectView) -> dict[str, Any]:
    return {
        "looks": {scope: list(look) for scope, look in view.looks.items()},
        "scope": view.scope,
        "path": list(view.path),
        "workspace": view.workspace,
        "tab": view.tab,
        "panels": view.panels,
    }


def _view_of(entry: Mapping[str, Any]) -> ProjectView:
    """Return what an entry says; what is no view of ours is left out."""
    looks = entry.get("looks")
    path = entry.get("path")
    words = {name: entry.get(name) for name in ("scope", "workspace", "tab", "panels")}
    return ProjectView(
        looks={
            str(scope): look
            for scope, found in (looks.items() if isinstance(looks, dict) else ())
            if (look := _look_of(found)) is not None
        },
        path=tuple(str(id) for id in path) if isinstance(path, list) else (),
        **{name: w for name, w in words.items() if isinstance(w, str) and complaint(w) is None},
    )


def _look_of(found: Any) -> Look | None:
    if not isinstance(found, list) or len(found) != 3 or not all(map(is_finite, found)):
        return None
    scale, x, y = map(float, found)
    return (scale, x, y) if scale > 0 else None
