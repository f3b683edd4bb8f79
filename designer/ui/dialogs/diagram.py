"""The drawing as a picture: SVG, PNG or PDF."""

from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

_PNG_SCALE: Final = 2.0
_PNG_MOST_PIXELS: Final = 16_000
_PDF_DPI: Final = 144


class Diagram(Protocol):
    """Something that can draw the graph."""

    def diagram_rect(self) -> QRectF:
        """Return what is drawn, in pixels at 100 %."""

    def paint_diagram(self, painter: QPainter) -> None:
        """Draw the graph with its top left corner at `diagram_rect().topLeft()`."""


def write_diagram(diagram: Diagram, path: Path) -> None:
    """Write the drawing in the format that the suffix of *path* names.

    Raises:
        OSError: if the file cannot be written.
    """
    write = {".svg": _write_svg, ".png": _write_png, ".pdf": _write_pdf}[path.suffix]
    write(diagram, path)
    if not path.is_file() or path.stat().st_size == 0:
        raise OSError(f"Expected to write {path}, found that the place cannot be written to.")


def _write_svg(diagram: Diagram, path: Path) -> None:
    rect = diagram.diagram_rect()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setFileName(str(path))
    generator.setSize(rect.size().toSize())
    generator.setViewBox(QRectF(0, 0, rect.width(), rect.height()))
    generator.setTitle(path.stem)
    painter = QPainter()
    if painter.begin(generator):
        painter.translate(-rect.topLeft())
        diagram.paint_diagram(painter)
        painter.end()


def _write_png(diagram: Diagram, path: Path) -> None:
    rect = diagram.diagram_rect()
    scale = min(_PNG_SCALE, _PNG_MOST_PIXELS / max(rect.width(), rect.height(), 1))
    extent = (rect.size() * scale).toSize().expandedTo(QSize(1, 1))
    image = QImage(extent, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(-rect.topLeft())
    diagram.paint_diagram(painter)
    painter.end()
    if not image.save(str(path)):
        raise OSError(f"Expected to write {path}, found that the place cannot be written to.")


def _write_pdf(diagram: Diagram, path: Path) -> None:
    rect = diagram.diagram_rect()
    writer = QPdfWriter(str(path))
    writer.setTitle(path.stem)
    writer.setPageSize(
        QPageSize(
            QSizeF(rect.width() * 0.75, rect.height() * 0.75),
            QPageSize.Unit.Point,
            path.stem,
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_PDF_DPI)
    painter = QPainter()
    if painter.begin(writer):
        factor = _PDF_DPI / 96
        painter.scale(factor, factor)
        painter.translate(-rect.topLeft())
        diagram.paint_diagram(painter)
        painter.end()
