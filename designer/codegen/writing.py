"""Writes a script, and the data of the program that it reads beside it."""

from collections.abc import Sequence
from pathlib import Path

from designer import paths
from designer.codegen.script import project_script, script_files
from designer.project.data_fields import Field
from designer.project.files import write_atomically
from designer.project.project import Project


def write_script(
    path: Path, project: Project, *, fields: Sequence[Field] | None = None, data_folder: str = ""
) -> tuple[Path, ...]:
    """Write *project* as a script to *path*; return the files that were written.

    Args:
        path: of the script.
        project: what to write.
        fields: what the data holds, where that is known.
        data_folder: the project's folder.

    Raises:
        OSError: if a file cannot be written; whatever stood there is whole.
    """
    path = path.absolute()
    text = project_script(
        project, fields=fields, data_folder=data_folder, script_folder=str(path.parent)
    )
    copies = [path.parent / name for name in script_files(project)]
    for copy in copies:
        content = (paths.resources() / "data" / copy.name).read_bytes()
        if not copy.is_file() or copy.read_bytes() != content:
            write_atomically(copy, content)
    write_atomically(path, text.encode())
    return (path, *copies)
