"""A kind of layer on its way from the palette to the canvas by drag and drop."""

from PySide6.QtCore import QMimeData

KIND_MIME = "application/x-keras-designer-kind"
DEFINITION_MIME = "application/x-keras-designer-block"


def kind_mime(kind: str, definition: str = "") -> QMimeData:
    """Return what is dragged for *kind*.

    Args:
        definition: of a block, as text, so that it can be dropped into another project.
    """
    data = QMimeData()
    data.setData(KIND_MIME, kind.encode())
    if definition:
        data.setData(DEFINITION_MIME, definition.encode())
    data.setText(kind)
    return data


def definition_in(data: QMimeData) -> str:
    """Return the definition of the block that is dragged; empty where there is none."""
    return bytes(data.data(DEFINITION_MIME).data()).decode(errors="replace")


def kind_in(data: QMimeData) -> str | None:
    """Return the kind that is dragged, or None where it is something else."""
    if not data.hasFormat(KIND_MIME):
        return None
    return bytes(data.data(KIND_MIME).data()).decode()
