"""Models of strangers on their way into the session, and where their weights stay meanwhile."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from designer.document.document import Document
from designer.protocol.events import ImportProgressed, ModelsImported
from designer.protocol.requests import CancelImport, ImportModel
from designer.session.engine import Engine
from designer.signal import Signal

OnImported = Callable[[ModelsImported], None]
OnWords = Callable[[str], None]

IMPORTED = "imported"
"""The folder of weights that came with models and wait for their projects to be saved."""
_SUFFIX = ".weights.hdf5"


class Imports:
    """One import at a time.

    Attributes:
        progressed: told what is being done, in words.
        active: id of the request that is under way.
    """

    def __init__(self, document: Document, engine: Engine, state: Path | None) -> None:
        self.progressed: Signal[str] = Signal()
        self.active: str | None = None
        self._document, self._engine = document, engine
        self._folder = (state or Path(gettempdir()) / "keras-designer") / IMPORTED
        self._strays: list[Path] = []
        engine.progressed.connect(self._on_progressed)

    def start(
        self, path: Path, on_done: OnImported, on_failed: OnWords, *, trusted: bool = False
    ) -> None:
        """Read what is at *path*; one of the two functions is called in the end.

        Args:
            trusted: code in it may run.
        """
        self.cancel()
        id = self.active = self._engine.new_id()
        request = ImportModel(id, str(path), str(self._folder), trusted)

        def done(event: ModelsImported) -> None:
            self._end(id)
            self._strays += [Path(m["weights"]) for m in event.models if m["weights"]]
            on_done(event)

        def failed(words: str) -> None:
            self._end(id)
            on_failed(words)

        self._engine.ask(request, done, lambda failure: failed(failure.message))

    def cancel(self) -> None:
        """Give up the import that is under way: neither of its functions is called then."""
        if self.active is not None:
            self._engine.forget(self.active)
            self._engine.tell(CancelImport(self.active))
            self.active = None

    def keep_weights(self, project: Path, before: Path | None) -> str | None:
        """Bring the weights of the open project along to the file *project*.

        Args:
            before: the file that the project has had; None where it had none.

        Returns:
            What the project calls them from now on; None where nothing changes.

        Raises:
            OSError: if they cannot be copied.
        """
        given = self._document.project.weights
        if not given:
            return None
        there = Path(given) if before is None else before.parent / given
        if there.parent == self._folder and there.exists():
            beside = project.with_name(project.stem + _SUFFIX)
            _copy(there, beside)
            return beside.name
        if before is None or Path(given).is_absolute() or (project.parent / given).exists():
            return None
        return str(there) if there.exists() else None

    def drop(self) -> None:
        """Delete weights that wait for a project to be saved: the user leaves it."""
        for path in self._strays:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        self._strays.clear()

    def spare(self, weights: str) -> None:
        """Keep one file of weights for now when the others are deleted."""
        self._strays = [stray for stray in self._strays if str(stray) != weights]

    def adopt(self) -> None:
        """Take the weights of a project that was recovered as waiting again."""
        given = Path(self._document.project.weights)
        if given.parent == self._folder:
            self._strays.append(given)

    def _end(self, id: str) -> None:
        if self.active == id:
            self.active = None

    def _on_progressed(self, event: ImportProgressed) -> None:
        if event.id == self.active:
            self.progressed.emit(event.text)


def _copy(source: Path, target: Path) -> None:
    """Copy a file; where the disk can, under a second name, which takes no room."""
    with contextlib.suppress(OSError):
        target.unlink(missing_ok=True)
        os.link(source, target)
        return
    shutil.copyfile(source, target)
