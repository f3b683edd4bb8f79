"""A kind of layer on its way from the palette to the canvas by drag and drop."""

from PySide6.QtCore import QMimeData

KIND_MIME = "application/x-keras-designer-kind"


def kind_mime(kind: str) -> QMimeData:
    """Return what is dragged for *kind*."""
    data = QMimeData()
    data.setData(KIND_MIME, kind.encode())
    data.setText(kind)
    return data


def kind_in(data: QMimeData) -> str | None:
    """Return the kind that is dragged, or None where it is something else."""
    if not data.hasFormat(KIND_MIME):
        return None
    return bytes(data.data(KIND_MIME).data()).decode()
