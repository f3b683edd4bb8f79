"""What can be compared: a project's file, or the folder of a run, which holds what it trained."""

from pathlib import Path

from designer.project.files import BadProject, read_project
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE


def read_comparable(path: Path | str) -> Project:
    """Return the project in a file, or that of a run's folder.

    Raises:
        BadProject: in one sentence: what was expected, what was found, what to do.
    """
    path = Path(path)
    if path.is_dir():
        inside = path / PROJECT_FILE
        if not inside.is_file():
            raise BadProject(
                f"Expected a project or the folder of a run, found the folder {path} "
                f"without {PROJECT_FILE}."
            )
        path = inside
    return read_project(path).project
