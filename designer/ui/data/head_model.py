"""HeadModel: the first rows of the data as a table; pictures as thumbnails."""

from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap

from designer.project.data_fields import Field, Role
from designer.protocol.events import DataPreviewed
from designer.ui.figures import plain, shape

Index = QModelIndex | QPersistentModelIndex
THUMBNAIL: Final = 40
_NUMBERS: Final = 6


class HeadModel(QAbstractTableModel):
    """One column for each field."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[Field, ...] = ()
        self._head: dict[str, list[Any]] = {}

    def show(self, preview: DataPreviewed | None) -> None:
        """Show the rows of *preview*."""
        self.beginResetModel()
        self.fields = tuple(Field.from_json(data) for data in preview.fields) if preview else ()
        self._head = dict(preview.head) if preview else {}
        self.endResetModel()

    @property
    def has_pictures(self) -> bool:
        """Whether a column shows pictures."""
        return any(field.role is Role.IMAGE for field in self.fields)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows are known."""
        if parent is not None and parent.isValid():
            return 0
        return max((len(rows) for rows in self._head.values()), default=0)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many fields there are."""
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        field = self.fields[index.column()]
        rows = self._head.get(field.name, [])
        value = rows[index.row()] if index.row() < len(rows) else None
        if field.role is Role.IMAGE and isinstance(value, str):
            return self._picture(value, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_words(value)
            case Qt.ItemDataRole.ToolTipRole:
                return str(value)
            case Qt.ItemDataRole.TextAlignmentRole if isinstance(value, int | float):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a field's name and type, or a row's number."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            kind = field.dtype if not field.shape else f"{field.dtype} {shape(field.shape)}"
            return f"{field.name}\n{kind}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            figures = isinstance(next(iter(self._head.get(field.name, ())), None), int | float)
            side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _picture(self, path: str, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return thumbnail(path)
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(THUMBNAIL + 8, THUMBNAIL + 8)
            case _:
                return None


@lru_cache(maxsize=400)
def thumbnail(path: str) -> QPixmap:
    """Return a picture file as a small picture; small ones keep sharp pixels."""
    picture = QPixmap(path)
    if picture.isNull():
        return picture
    small = max(picture.width(), picture.height()) < THUMBNAIL
    mode = Qt.TransformationMode.FastTransformation
    if not small:
        mode = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(THUMBNAIL, THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, mode)


def cell_words(value: Any) -> str:
    """Return the value of a cell in few words."""
    match value:
        case None:
            return "–"
        case float():
            return plain(value)
        case list():
            flat = [cell_words(entry) for entry in value[:_NUMBERS]]
            more = ", …" if len(value) > _NUMBERS else ""
            return f"[{', '.join(flat)}{more}]"
        case _:
            return str(value)
