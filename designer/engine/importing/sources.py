"""The one door to everything that can be imported: saved models, and Python that makes some."""

from dataclasses import dataclass
from pathlib import Path

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model

SCRIPTS = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class Source:
    """What is in a source.

    Attributes:
        code: what code in it would do that did not run, in one sentence; empty where all ran.
    """

    models: tuple[Opened, ...]
    code: str = ""


def open_source(path: Path, *, trusted: bool) -> Source:
    """Return the models at *path*.

    Raises:
        CannotImport: if there are none that can be read, in one sentence.
    """
    if path.suffix.lower() in SCRIPTS:
        return _open_script(path, trusted=trusted)
    return Source((open_model(path),))


def _open_script(path: Path, *, trusted: bool) -> Source:
    """Return the models that a script makes when it runs."""
    raise CannotImport(
        f"Expected a saved model, found the Python file {path.name}. Open it as code."
    )
