"""Answers the request to import: every model of a source, its weights in files of ours."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.importing import Importing, start_import
from designer.engine.importing.opened import Opened
from designer.engine.importing.own_classes import with_own_classes
from designer.engine.importing.sources import Ready, Source, open_source
from designer.engine.importing.stores import Array
from designer.engine.weights.store import SUFFIX, write_weights
from designer.project.expansion import expand
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.protocol.events import Event, ImportProgressed, ModelsImported
from designer.protocol.requests import ImportModel


class ImportCancelled(CannotImport):
    """The user changed their mind."""


class _Steps:
    """Says what is being done, and ends it where the user gave up."""

    def __init__(self, id: str, send: Callable[[Event], None], given_up: Callable[[], bool]):
        self._id, self._send, self._given_up = id, send, given_up

    def begin(self, text: str) -> None:
        """Say what comes next.

        Raises:
            ImportCancelled: if the user gave up.
        """
        self.check()
        self._send(ImportProgressed(self._id, text))

    def check(self) -> None:
        """Go on, unless the user gave up.

        Raises:
            ImportCancelled: if they did.
        """
        if self._given_up():
            raise ImportCancelled("The import was cancelled. Nothing was changed.")


def import_for(
    request: ImportModel, send: Callable[[Event], None], given_up: Callable[[], bool]
) -> Event:
    """Return what is in the source that *request* names.

    Raises:
        CannotImport: if there is nothing that can be read, or the user gave up.
        BadWeights: if the weights are not safe to read.
        OSError: if something cannot be read or written.
    """
    steps = _Steps(request.id, send, given_up)
    path = Path(request.path)
    steps.begin(f"Reading {path.name} …")
    source = open_source(path, trusted=request.trusted)
    try:
        models = [_imported(found, source, request, steps) for found in source.models]
    finally:
        source.close()
    return ModelsImported(request.id, request.path, models, source.code)


def _imported(
    found: Opened | Ready, source: Source, request: ImportModel, steps: _Steps
) -> dict[str, Any]:
    if isinstance(found, Ready):
        return _entry(found.project, None, found.notes)
    steps.begin(f"Drawing {found.model.name} …")
    alone = len(source.models) == 1
    name = Path(request.path).stem if alone else found.model.name
    importing = start_import(found, name, fold=request.fold)
    steps.begin(f"Reading the weights of {importing.project.name} …")
    file = _written(importing, Path(request.folder), steps)
    project = with_own_classes(importing.project, source.text)
    notes = importing.notes
    if project is not importing.project:
        notes = tuple(note for note in notes if "no part of Keras" not in note)
    return _entry(project, file, notes)


def _entry(project: Project, weights: Path | None, notes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": project.name,
        "project": project_to_dict(project),
        "weights": str(weights) if weights else "",
        "notes": list(notes),
    }


def _written(importing: Importing, folder: Path, steps: _Steps) -> Path | None:
    """Write the weights where there are any, one layer after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(6)}{SUFFIX}"
    graph = expand(importing.project, models=True)
    names = {id: node.name for id, node in graph.nodes.items()}
    with importing.weights() as found:
        first = next(found, None)
        if first is None:
            return None
        write_weights(path, _watched(first, found, steps), names)
    return path


def _watched(
    first: tuple[str, list[Array]], rest: Iterator[tuple[str, list[Array]]], steps: _Steps
) -> Iterator[tuple[str, list[Array]]]:
    yield first
    for pair in rest:
        steps.check()
        yield pair
