"""The diagram as a file: SVG and PDF as vectors, PNG in pixels."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from designer.graph.records import Direction, Edge, NodeId, Point
from designer.session.session import Session
from designer.ui.canvas.edge_paint import EdgeState, paint_edge
from designer.ui.canvas.faces import Face, FaceMaker
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.node_paint import paint_node_as_vectors
from designer.ui.canvas.remarks.remark_picture import RemarkPicture
from designer.ui.canvas.routing import Router, Wish
from designer.ui.canvas.slots import slot_of_edge
from designer.ui.canvas.style import Style
from designer.ui.theme import fonts
from designer.ui.theme.tokens import DARK, LIGHT

_MARGIN = 32.0
_POINTS_PER_INCH = 72
_PIXELS_PER_INCH = 96
_LARGEST = 30_000
_PNG_SCALE = 2.0
_PNG_SIDE = 16_000


class NotAPicture(ValueError):
    """The diagram cannot be written as asked, in one clear sentence."""


def write_picture(
    session: Session,
    path: Path | str,
    scale: float | None = None,
    dark: bool = False,
    *,
    remarks: bool = True,
) -> None:
    """Write the whole diagram; the file's suffix says how: `.svg`, `.png` or `.pdf`.

    Needs an application (`QGuiApplication`), but no window.

    Args:
        scale: pixels of a PNG to one of the drawing; None for 2, or less for a huge drawing.
        remarks: whether frames and notes are drawn too.

    Raises:
        NotAPicture: if the suffix is another one, there is nothing to draw, or it is too large.
        OSError: if the file cannot be written.
    """
    path = Path(path)
    fonts.load()
    drawing = Drawing(session, Style(DARK if dark else LIGHT), remarks=remarks)
    if not drawing.faces and not drawing.remarks:
        raise NotAPicture("Expected a diagram to write, found an empty canvas. Add a layer first.")
    match path.suffix.lower():
        case ".svg":
            _write_svg(drawing, path, session.title)
        case ".png":
            _write_png(drawing, path, scale)
        case ".pdf":
            _write_pdf(drawing, path, session.title)
        case other:
            raise NotAPicture(f"Expected a file ending in .svg, .png or .pdf, found {other!r}.")


def write_picture_headless(
    session: Session, path: Path | str, scale: float | None = None, dark: bool = False
) -> None:
    """Write the diagram where there is no window and perhaps no screen.

    Raises:
        NotAPicture: as `write_picture`.
        OSError: if the file cannot be written.
    """
    application = QGuiApplication.instance() or QGuiApplication(
        ["keras-designer", "-platform", "offscreen"]
    )
    write_picture(session, path, scale, dark)
    del application


class Drawing:
    """Faces and ways of one graph, to be painted on anything."""

    def __init__(self, session: Session, style: Style, *, remarks: bool = True) -> None:
        self._style = style
        self._graph = session.document.graph
        self.remarks = RemarkPicture(self._graph.remarks.values() if remarks else (), style)
        maker = FaceMaker(session.catalog, style, session.document)
        analysis = session.analysis
        self.faces: Mapping[NodeId, Face] = {
            id: maker.face(self._graph, node, analysis.report(id), analysis.problems_of(id))
            for id, node in self._graph.nodes.items()
        }
        self._boxes = Boxes()
        for id, face in self.faces.items():
            self._boxes.put(id, *self._corner(id), face.width, face.height)
        self._direction = session.document.project.direction
        router = Router(self._boxes, self._direction)
        self._ways = dict(router.ways([self._wish(edge) for edge in self._edges()]))

    def rect(self) -> QRectF:
        """Return the box of everything with a margin."""
        result = self.remarks.rect()
        for id, face in self.faces.items():
            x, y = self._corner(id)
            result = result.united(QRectF(x, y, face.width, face.height))
        for edge in self._edges():
            result = result.united(self._ways[edge.id].path.boundingRect())
        return result.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def paint_on(self, device: QPaintDevice, scale: float) -> None:
        """Paint everything, *scale* units of the device to one pixel of the drawing.

        Raises:
            OSError: if the device cannot be painted on.
        """
        painter = QPainter()
        if not painter.begin(device):
            raise OSError("The picture cannot be written there.")
        painter.scale(scale, scale)
        painter.translate(-self.rect().topLeft())
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Paint everything where it is on the canvas."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._style.theme.canvas)
        self.remarks.paint_frames(painter)
        for edge in self._edges():
            paint_edge(painter, self._ways[edge.id].path, EdgeState(), self._style, thin=False)
        self.remarks.paint_notes(painter)
        for id, face in sorted(self.faces.items()):
            painter.save()
            painter.translate(QPointF(*self._corner(id)))
            paint_node_as_vectors(painter, face, self._style)
            painter.restore()

    def _corner(self, id: NodeId) -> Point:
        x, y = self._graph.nodes[id].position
        return (x + self.faces[id].left, y)

    def _edges(self) -> list[Edge]:
        return [
            edge
            for _, edge in sorted(self._graph.edges.items())
            if edge.source.node in self.faces and edge.target.node in self.faces
        ]

    def _wish(self, edge: Edge) -> Wish:
        start = self._point(edge, output=True)
        end = self._point(edge, output=False)
        return Wish(edge.id, edge.source, edge.target.node, start, end, edge.points)

    def _point(self, edge: Edge, *, output: bool) -> Point:
        end = edge.source if output else edge.target
        face = self.faces[end.node]
        x, y = self._corner(end.node)
        slots = face.outputs if output else face.inputs
        slot = slot_of_edge(slots, "" if output else edge.id, end.port)
        if slot is None and self._direction is Direction.RIGHT:
            return (x + (face.width if output else 0.0), y + face.height / 2)
        if slot is None:
            return (x + face.width / 2, y + (face.height if output else 0.0))
        return (x + slot.x, y + slot.y)


def _write_svg(drawing: Drawing, path: Path, title: str) -> None:
    rect = drawing.rect()
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setTitle(title)
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setSize(rect.size().toSize())
    generator.setViewBox(QRectF(0, 0, rect.width(), rect.height()))
    drawing.paint_on(generator, 1.0)


def _write_png(drawing: Drawing, path: Path, scale: float | None) -> None:
    rect = drawing.rect()
    if scale is None:
        scale = min(_PNG_SCALE, _PNG_SIDE / max(rect.width(), rect.height()))
    size = QSize(round(rect.width() * scale), round(rect.height() * scale))
    if max(size.width(), size.height()) > _LARGEST:
        raise NotAPicture(
            f"The picture would be {size.width()} × {size.height()} pixels. "
            "Choose a smaller scale, or write an SVG or a PDF."
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    drawing.paint_on(image, scale)
    if not image.save(str(path)):
        raise OSError(f"{path} cannot be written.")


def _write_pdf(drawing: Drawing, path: Path, title: str) -> None:
    rect = drawing.rect()
    points = _POINTS_PER_INCH / _PIXELS_PER_INCH
    page = QPageSize(QSizeF(rect.width() * points, rect.height() * points), QPageSize.Unit.Point)
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_PIXELS_PER_INCH)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    drawing.paint_on(writer, 1.0)
