"""Files dropped on the window: projects and models open, anything with rows becomes the data."""

from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QMimeData

from designer.document.commands.settings import set_setting
from designer.project.files import SUFFIX
from designer.project.settings import DataKind
from designer.session.model_files import is_model
from designer.session.session import Session
from designer.ui.translate import tr

_KINDS: Final = {
    ".csv": DataKind.CSV,
    ".tsv": DataKind.CSV,
    ".npy": DataKind.NUMPY,
    ".npz": DataKind.NUMPY,
    ".h5": DataKind.HDF5,
    ".hdf5": DataKind.HDF5,
}


class Target(Protocol):
    """The window on which files are dropped."""

    session: Session

    def open_project(self, path: Path) -> None:
        """Open a project after asking about unsaved edits."""

    def show_workspace(self, name: str) -> None:
        """Show a workspace."""

    def has_workspace(self, name: str) -> bool:
        """Return whether the window has this workspace."""

    def notify(self, text: str) -> None:
        """Show one sentence in the status bar for some seconds."""


def data_kind(path: Path) -> DataKind | None:
    """Return what kind of data *path* is; None where it is none."""
    if path.is_dir():
        return DataKind.IMAGE_FOLDER
    return _KINDS.get(path.suffix.lower())


def accepts(data: QMimeData) -> bool:
    """Return whether there is a file that can be taken."""
    path = _path(data)
    if path is None:
        return False
    return opens(path) or data_kind(path) is not None


def opens(path: Path) -> bool:
    """Return whether *path* is a project or a model, rather than data."""
    return path.suffix == SUFFIX or is_model(path)


def path_in(data: QMimeData) -> Path | None:
    """Return the file that can be taken; None where there is none, or several."""
    return _path(data) if accepts(data) else None


def take(window: Target, path: Path) -> None:
    """Open the project or the model, or make the file the data."""
    kind = data_kind(path)
    if opens(path):
        window.open_project(path)
    elif kind is not None:
        _use_as_data(window, path, kind)


def _use_as_data(window: Target, path: Path, kind: DataKind) -> None:
    document = window.session.document
    with document.edit(tr("Use {name} as data", name=path.name)):
        set_setting(document, "data.kind", kind)
        set_setting(document, "data.path", str(path))
        set_setting(document, "data.name", "")
        set_setting(document, "data.options", {})
    window.notify(tr("{name} is the data now.", name=path.name))
    if window.has_workspace("data"):
        window.show_workspace("data")


def _path(data: QMimeData) -> Path | None:
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
