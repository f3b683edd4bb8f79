"""Which paths in a project lead out of its folder: those are not followed for a stranger."""

import os
from pathlib import Path, PureWindowsPath


def is_share(path: str) -> bool:
    """Tell whether *path* names another computer: to open it tells that computer who asks."""
    return path.replace("\\", "/").startswith("//")


def is_outside(path: str, folder: Path | str) -> bool:
    """Tell whether *path* of a project in *folder* leads out of that folder.

    Args:
        path: as the project has it; a relative one is relative to *folder*.
        folder: empty where the project has no file yet: every path is the user's own then.
    """
    if is_share(path):
        return True
    if not str(folder):
        return False
    if "\0" in path:
        return True  # no system has such a path
    windows = PureWindowsPath(path)
    if windows.drive and not Path(path).is_absolute():
        return True  # a path of Windows, where there is no such thing
    home = os.path.realpath(folder)
    place = os.path.realpath(Path(home) / path.replace("\\", os.sep))
    return os.path.commonpath([home, place]) != home if _same_drive(home, place) else True


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0].lower() == os.path.splitdrive(other)[0].lower()
