"""Where data can come from, as the page shows it: one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from designer.document.commands.settings import set_setting
from designer.document.document import Document
from designer.project.data_sets import BUILTIN_SETS, KERAS_SETS, NamedSet
from designer.project.settings import DataKind

NAMED: Final[Mapping[DataKind, Mapping[str, NamedSet]]] = {
    DataKind.BUILTIN: BUILTIN_SETS,
    DataKind.KERAS: KERAS_SETS,
}


@dataclass(frozen=True, slots=True)
class Source:
    """One card.

    Attributes:
        files: the filter of the file dialog; empty where no file is chosen.
    """

    kind: DataKind
    icon: str
    title: str
    text: str
    files: str = ""


SOURCES: Final = (
    Source(DataKind.BUILTIN, "database", "Built-in sets", "Digits, iris, wine …"),
    Source(DataKind.KERAS, "download", "keras.datasets", "MNIST, CIFAR-10 …"),
    Source(
        DataKind.CSV,
        "table",
        "CSV file",
        "Named columns",
        "Tables (*.csv *.tsv *.txt);;All files (*)",
    ),
    Source(DataKind.NUMPY, "grid-3x3", "NumPy file", ".npy or .npz arrays", "NumPy (*.npy *.npz)"),
    Source(DataKind.HDF5, "layers", "HDF5 file", "Arrays in .h5", "HDF5 (*.h5 *.hdf5)"),
    Source(DataKind.IMAGE_FOLDER, "image", "Folder of pictures", "A sub-folder a class"),
)


def choose(document: Document, kind: DataKind, *, name: str = "", path: str = "") -> None:
    """Make another source the project's data; what was set for the old one goes."""
    with document.edit("Choose data"):
        set_setting(document, "data.kind", kind)
        set_setting(document, "data.name", name)
        set_setting(document, "data.path", path)
        set_setting(document, "data.options", {})


def about(entry: NamedSet) -> str:
    """Return a set in one sentence with its size."""
    words = f"{entry.text} {entry.rows:,} rows."
    return f"{words} Downloads {entry.download:g} MB once." if entry.download else words
