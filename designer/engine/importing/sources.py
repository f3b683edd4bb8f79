"""The one door to everything that can be imported: saved models, and Python that makes some."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model
from designer.engine.importing.scripts import run_script
from designer.project.project import Project
from designer.reading.files import SUFFIXES, read_source_file, source_text
from designer.reading.reading import Reading

_NOT_RUN = "The script was only read, not run. Trust it to have it run, which may do anything."


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
        text: the script that was run, for the classes in it.
        close: to be called when the weights have been read.
    """

    models: tuple[Opened | Ready, ...]
    code: str = ""
    text: str = ""
    close: Callable[[], None] = field(default=lambda: None)


def open_source(path: Path, *, trusted: bool) -> Source:
    """Return the models at *path*.

    Args:
        trusted: code in it may run. Scripts are only read where they are not trusted.

    Raises:
        CannotImport: if there are none that can be read, in one sentence.
    """
    if path.is_file() and path.suffix.lower() in SUFFIXES:
        return _run_script(path) if trusted else _open_script(path)
    return Source((open_model(path),))


def _open_script(path: Path) -> Source:
    """Return the models that a script makes, read without running it."""
    reading = read_source_file(path)
    found = [model for model in reading.models if not model.nested] or list(reading.models)
    if not found:
        raise CannotImport(f"{_why_none(path, reading)} {_NOT_RUN}")
    notes = tuple(_said(finding.line, finding.words) for finding in reading.problems)
    code = _NOT_RUN if reading.errors else ""
    return Source(tuple(Ready(model.project, notes) for model in found), code)


def _run_script(path: Path) -> Source:
    """Return the models that a trusted script builds; those that can be read where it fails."""
    try:
        ran = run_script(path)
    except CannotImport as error:
        try:
            read = _open_script(path)
        except CannotImport:
            raise error from None
        note = f"It was read without being run. {error}"
        models = [replace(m, notes=(note, *m.notes)) for m in read.models if isinstance(m, Ready)]
        return Source(tuple(models))
    opened = tuple(replace(model, notes=(*ran.notes, *model.notes)) for model in ran.models)
    return Source(opened, text=source_text(path), close=ran.close)


def _why_none(path: Path, reading: Reading) -> str:
    if not reading.problems:
        return f"Expected a Keras model in {path.name}, found code that makes none."
    first = reading.problems[0]
    return f"No model could be read from {path.name}. {_said(first.line, first.words)}"


def _said(line: int, words: str) -> str:
    return f"Line {line}: {words}" if line else words
