"""`--trust`: lets the code run that came with a project, and says where it does not."""

import argparse
import sys

from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import one_line
from designer.project.files import BadProject, read_project
from designer.project.outside import is_share
from designer.project.own_code import Item, ItemKind
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE
from designer.session.session import Session
from designer.session.trust import told


def add_trust(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--trust`."""
    parser.add_argument(
        "--trust",
        action="store_true",
        help="run the Python code that came with the project, now and whenever it is the same",
    )


def require_trust(session: Session, run_id: str | None = None, *, trust: bool = False) -> None:
    """Refuse to go on where code would have to run that the user does not trust.

    Args:
        session: with the project open.
        run_id: the run whose code it is; None for that of the project.
        trust: the user said `--trust`: what the run was trained with is trusted as well.

    Raises:
        CommandFailed: naming what would run, and the way out.
    """
    needed = waiting(session, run_id)
    if trust:
        session.trusts.accept(needed)
    elif needed:
        raise CommandFailed(words(needed), ExitCode.PROJECT_ERRORS)


def warn(session: Session) -> None:
    """Say on standard error what does not run."""
    needed = waiting(session)
    if needed:
        print(f"keras-designer: {one_line(words(needed))}", file=sys.stderr)


def waiting(session: Session, run_id: str | None = None) -> list[Item]:
    """Return what does not run, or is not read; data that a command is to read is read."""
    items = session.needs_trust if run_id is None else _of_run(session, run_id)
    return [item for item in items if not _is_local_data(item)]


def words(items: list[Item]) -> str:
    """Return in one line what would run and what to do."""
    return (
        f"This project holds code that is off until you trust it. It {_listed(items)} "
        "Look at it, then add --trust."
    )


def _listed(items: list[Item]) -> str:
    found = told(items)
    shown = [text[:1].lower() + text[1:].rstrip(".") for text in found[:3]]
    more = f", and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{'; '.join(shown)}{more}."


def _of_run(session: Session, run_id: str) -> list[Item]:
    try:
        project = read_project(session.runs.folder / run_id / PROJECT_FILE).project
    except (BadProject, OSError):
        project = Project()
    return list(session.trusts.needed_by(project))


def _is_local_data(item: Item) -> bool:
    return item.kind is ItemKind.FILE and item.where == "data.path" and not is_share(item.content)
