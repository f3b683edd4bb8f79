"""A model as a small picture: a coloured tile with an icon for each layer, and its wires."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Family
from designer.graph.blocks import block_of
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.ui import theme
from designer.ui.following import follow
from designer.ui.theme import icons
from designer.ui.welcome.tile_places import Tile, TilePlaces, place_tiles

_MARGIN = 12.0
_DOTS = 16
_ICON_FROM = 11.0


class ModelPicture(QWidget):
    """Shows a graph; empty paper until it is given one."""

    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._graph: Graph | None = None
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self, theme.changed, self._forget)

    @property
    def graph(self) -> Graph | None:
        """What is shown; None while it is not known."""
        return self._graph

    def show_graph(self, graph: Graph | None) -> None:
        """Show another graph."""
        self._graph = graph
        self._forget()

    def sizeHint(self) -> QSize:
        """Return the size of a picture on a card."""
        return QSize(220, 104)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture that was made for this size and theme."""
        dpr = self.devicePixelRatioF()
        wanted = self.size() * dpr
        if self._picture is None or self._picture.size() != wanted:
            self._picture = QPixmap(wanted)
            self._picture.setDevicePixelRatio(dpr)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            paint_model(painter, QRectF(self.rect()), self._graph, self._catalog, dpr)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _forget(self) -> None:
        self._picture = None
        self.update()


def paint_model(
    painter: QPainter, room: QRectF, graph: Graph | None, catalog: Catalog, dpr: float = 1.0
) -> None:
    """Paint *graph* on paper that fills *room*."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_paper(painter, room)
    if graph is None or not graph.nodes:
        return
    inner = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    places = place_tiles(graph, inner.width(), inner.height())
    painter.save()
    painter.translate(inner.topLeft())
    _paint_wires(painter, graph, places)
    for id, tile in places.tiles.items():
        _paint_tile(painter, graph.nodes[id], tile, places.side, catalog, dpr)
    painter.restore()


def _paint_paper(painter: QPainter, room: QRectF) -> None:
    colors = theme.current()
    path = QPainterPath()
    path.addRoundedRect(room, 6, 6)
    painter.fillPath(path, colors.canvas)
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(colors.dot, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for x in range(_DOTS // 2, int(room.width()), _DOTS):
        for y in range(_DOTS // 2, int(room.height()), _DOTS):
            painter.drawPoint(QPointF(room.left() + x, room.top() + y))
    painter.restore()


def _paint_wires(painter: QPainter, graph: Graph, places: TilePlaces) -> None:
    width = 1.6 if places.side >= _ICON_FROM else 1.0
    painter.setPen(QPen(theme.current().wire, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for _, edge in sorted(graph.edges.items()):
        source = places.tiles.get(edge.source.node)
        target = places.tiles.get(edge.target.node)
        if source is not None and target is not None:
            painter.drawPath(_wire(source, target, places.side / 2))


def _wire(source: Tile, target: Tile, half: float) -> QPainterPath:
    start, end = QPointF(source.x, source.y), QPointF(target.x, target.y)
    path = QPainterPath(start)
    if source.band != target.band:
        lift = (end.y() - start.y()) / 2
        path.cubicTo(start + QPointF(0, lift), end - QPointF(0, lift), end)
    elif target.rank - source.rank > 1 and source.y == target.y:
        over = QPointF(0, -3.2 * half)
        path.cubicTo(start + over, end + over, end)
    else:
        reach = QPointF((end.x() - start.x()) / 2, 0)
        path.cubicTo(start + reach, end - reach, end)
    return path


def _paint_tile(
    painter: QPainter, node: Node, tile: Tile, side: float, catalog: Catalog, dpr: float
) -> None:
    family, icon = _look(node, catalog)
    color = theme.family_color(family)
    rect = QRectF(tile.x - side / 2, tile.y - side / 2, side, side)
    radius = min(6.0, side * 0.24)
    painter.setPen(QPen(_mixed(color, 0.55), 1.0))
    painter.setBrush(_mixed(color, 0.16))
    painter.drawRoundedRect(rect, radius, radius)
    if side >= _ICON_FROM:
        size = round(side * 0.58)
        picture = icons.pixmap(icon, color, size, dpr)
        place = QRectF(tile.x - size / 2, tile.y - size / 2, size, size)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))


def _look(node: Node, catalog: Catalog) -> tuple[Family, str]:
    if block_of(node.kind) is not None:
        return Family.BLOCK, icons.FAMILY_ICONS[Family.BLOCK]
    spec = catalog.layer(node.kind)
    if spec is None:
        return Family.CUSTOM, icons.FAMILY_ICONS[Family.CUSTOM]
    icon = spec.icon if icons.exists(spec.icon) else icons.FAMILY_ICONS[spec.family]
    return spec.family, icon


def _mixed(color: QColor, share: float) -> QColor:
    """Return *color* on the node's ground; nothing shines through it."""
    ground = theme.current().node
    return QColor.fromRgbF(
        color.redF() * share + ground.redF() * (1 - share),
        color.greenF() * share + ground.greenF() * (1 - share),
        color.blueF() * share + ground.blueF() * (1 - share),
    )
