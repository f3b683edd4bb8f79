"""The one door to everything that can be imported: saved models, and Python that makes some."""

from dataclasses import dataclass
from pathlib import Path

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model
from designer.project.project import Project
from designer.reading.files import SUFFIXES, read_source_file
from designer.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Ready:
    """A model that is a project already: one that was read from source.

    Attributes:
        notes: what could not be read as it was, one sentence each.
    """

    project: Project
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What is in a source.

    Attributes:
        code: what did not run because it is not trusted, in one sentence; empty where nothing
            needs to run.
    """

    models: tuple[Opened | Ready, ...]
    code: str = ""


def open_source(path: Path, *, trusted: bool) -> Source:
    """Return the models at *path*.

    Args:
        trusted: code in it may run. Scripts are read without running them, trusted or not.

    Raises:
        CannotImport: if there are none that can be read, in one sentence.
    """
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return _open_script(path)
    return Source((open_model(path),))


def _open_script(path: Path) -> Source:
    """Return the models that a script makes, read without running it."""
    reading = read_source_file(path)
    found = [model for model in reading.models if not model.nested] or list(reading.models)
    if not found:
        raise CannotImport(_why_none(path, reading))
    notes = tuple(_said(finding.line, finding.words) for finding in reading.problems)
    return Source(tuple(Ready(model.project, notes) for model in found))


def _why_none(path: Path, reading: Reading) -> str:
    if not reading.problems:
        return f"Expected a Keras model in {path.name}, found code that makes none."
    first = reading.problems[0]
    return f"No model could be read from {path.name}. {_said(first.line, first.words)}"


def _said(line: int, words: str) -> str:
    return f"Line {line}: {words}" if line else words
