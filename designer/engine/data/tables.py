"""The data of a project as a table: the right source is chosen, the last tables are remembered."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from pathlib import Path
from threading import Lock

from designer.catalog.specs import Json
from designer.engine.data.builtin_source import read_builtin_table
from designer.engine.data.complaints import data_error
from designer.engine.data.csv_source import read_csv_table
from designer.engine.data.hdf5_source import read_hdf5_table
from designer.engine.data.image_source import read_image_table
from designer.engine.data.keras_source import read_keras_table
from designer.engine.data.numpy_source import read_numpy_table
from designer.engine.data.options import checked_options
from designer.engine.data.places import data_path, stamp
from designer.engine.data.table import Table
from designer.engine.errors import UserError
from designer.project.settings import DataKind, DataSettings

_KEPT = 2  # tables; the one in use and the one before
_tables: OrderedDict[Hashable, Table] = OrderedDict()
_lock = Lock()


def read_table(settings: DataSettings, folder: Path | str = "") -> Table:
    """Return the data that *settings* name.

    Args:
        settings: of the project.
        folder: what a relative path is relative to.

    Raises:
        UserError: if it cannot be read: what was expected, what was found, what to do.
    """
    options = checked_options(settings)
    place = None if settings.kind in _NAMED else data_path(settings, folder)
    try:
        key = (settings.kind, settings.name, place, repr(options), place and stamp(place))
        with _lock:
            if key in _tables:
                _tables.move_to_end(key)
                return _tables[key]
        table = _read(settings, place or Path(), options)
    except OSError as error:
        raise data_error(
            "data-unreadable",
            "The data cannot be read",
            f"Expected to read {place or settings.name}, found: {error.strerror or error}. Check "
            "that the file may be read, or choose another.",
        ) from error
    except MemoryError as error:
        raise data_error(
            "data-memory",
            "The data does not fit into memory",
            f"{place or settings.name}: expected data that fits into this machine's memory. Use "
            "fewer rows.",
        ) from error
    _remember(key, table)
    return table


_NAMED = (DataKind.NONE, DataKind.BUILTIN, DataKind.KERAS)


def _read(settings: DataSettings, path: Path, options: Mapping[str, Json]) -> Table:
    match settings.kind:
        case DataKind.NONE:
            raise no_data()
        case DataKind.BUILTIN:
            return read_builtin_table(settings.name)
        case DataKind.KERAS:
            return read_keras_table(settings.name, options)
        case DataKind.CSV:
            return read_csv_table(path, options)
        case DataKind.NUMPY:
            return read_numpy_table(path)
        case DataKind.HDF5:
            return read_hdf5_table(path)
        case DataKind.IMAGE_FOLDER:
            return read_image_table(path, options)


def no_data() -> UserError:
    """Return the error for a project without data."""
    return data_error(
        "no-data",
        "No data is chosen",
        "Expected a data set, found none chosen. Choose a built-in set, a file or a folder.",
        field="data.kind",
    )


def _remember(key: Hashable, table: Table) -> None:
    with _lock:
        _tables[key] = table
        while len(_tables) > _KEPT:
            _tables.popitem(last=False)
