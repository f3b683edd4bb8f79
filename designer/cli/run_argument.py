"""The argument RUN: an id or its beginning, the path of a run's folder, or `last`."""

from pathlib import Path

from designer.cli.outcome import CommandFailed
from designer.project.runs import find_run as find_run_in
from designer.session.session import Session


def find_run(session: Session, text: str) -> str:
    """Return the id of the run that *text* means.

    Raises:
        CommandFailed: if there is none; the words name those that there are.
    """
    session.runs.refresh()
    if found := find_run_in(session.runs.folder, Path(text).name):
        return found.id
    ids = [entry.id for entry in session.runs.all]
    shown = f"Its runs are: {', '.join(ids[:5])}." if ids else "It has no runs yet: train it first."
    raise CommandFailed(f"This project has no run {text!r}. {shown}")
