"""Where the data of a project lies, and whether it has changed since it was read."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from designer.engine.data.complaints import data_error
from designer.engine.own.in_force import current
from designer.project.outside import is_share
from designer.project.settings import DataKind, DataSettings


def data_path(settings: DataSettings, folder: Path | str) -> Path:
    """Return the file or folder that holds the data.

    A relative path stays inside the project's folder; an absolute one was chosen by the user.

    Raises:
        UserError: if no path is set, it leads out of the project's folder, or nothing is there.
    """
    if not settings.path:
        raise data_error(
            "data-no-path",
            "No data is chosen",
            f"Expected a {_thing(settings.kind)} with the data, found none chosen. Choose one.",
        )
    path = _inside(settings.path, Path(folder))
    wanted = path.is_dir() if settings.kind is DataKind.IMAGE_FOLDER else path.is_file()
    if not wanted:
        found = "nothing" if not path.exists() else "a folder" if path.is_dir() else "a file"
        raise data_error(
            "data-not-there",
            "The data is not there",
            f"Expected a {_thing(settings.kind)} at {path}, found {found}. Put the data back, or "
            "choose where it is now.",
        )
    return path


def _inside(text: str, folder: Path) -> Path:
    if is_share(text) and not current().trusted:
        raise data_error(
            "data-on-a-share",
            "The data lies on another computer",
            f"This project reads {text}. To open it would tell that computer who you are. Trust "
            "this file if you know it, or copy the data beside the project.",
        )
    if Path(text).is_absolute():
        return Path(text)
    parts = (*PurePosixPath(text).parts, *PureWindowsPath(text).parts)
    if ".." in parts or PureWindowsPath(text).drive or text.startswith(("/", "\\")):
        raise data_error(
            "data-outside",
            "The data lies outside the project",
            f"Expected a path inside the project's folder, found {text!r}. Copy the data beside "
            "the project, or choose the file again, so that its full path is kept.",
        )
    return folder / text


def _thing(kind: DataKind) -> str:
    names = {
        DataKind.CSV: "CSV file",
        DataKind.NUMPY: ".npy or .npz file",
        DataKind.HDF5: "HDF5 file",
        DataKind.IMAGE_FOLDER: "folder with a sub-folder of pictures for each class",
    }
    return names.get(kind, "file")


def stamp(path: Path) -> tuple[object, ...]:
    """Return what changes when the file, or a picture one folder below, changes.

    Raises:
        OSError: as the system says.
    """
    if path.is_file():
        return (path.stat().st_mtime_ns, path.stat().st_size)
    found: list[tuple[str, int, int]] = []
    with os.scandir(path) as entries:
        folders = [entry.path for entry in entries if entry.is_dir()]
    for folder in sorted(folders):
        with os.scandir(folder) as entries:
            for entry in entries:
                about = entry.stat()
                found.append((entry.path, about.st_mtime_ns, about.st_size))
    return tuple(sorted(found))
