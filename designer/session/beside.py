"""What lies beside a project's file: found again when the project goes to another place."""

from pathlib import Path

from designer.document.commands.settings import set_setting
from designer.document.document import Document
from designer.session.imports import Imports


def keep_data(document: Document, before: Path | None, folder: Path) -> None:
    """Name the data in full where it would not be found from *folder*.

    Args:
        before: the file that the project has had.
    """
    given = document.project.data.path
    if before is None or not given or Path(given).is_absolute():
        return
    there = before.parent / given
    if there.exists() and not (folder / given).exists():
        set_setting(document, "data.path", str(there))


def keep_weights(document: Document, imports: Imports, before: Path | None, path: Path) -> None:
    """Bring the first weights along to the file *path*, or name them so that they are found."""
    name = imports.keep_weights(path, before)
    if name is not None:
        with document.edit("Keep weights") as edit:
            edit.set("weights", name)
