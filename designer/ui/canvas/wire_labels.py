"""What goes along wires, in small labels on them: shape, dtype, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from designer.graph.problems import Severity
from designer.graph.records import Direction, EdgeId, Point
from designer.graph.shapes import symbolic, symbolic_text
from designer.session.analysis import TensorSpec
from designer.ui.canvas.edges import LABEL_REACH
from designer.ui.canvas.items import EdgeItem
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import BOXES_BELOW
from designer.ui.canvas.style import faded
from designer.ui.canvas.wire_verbs import WIRE_SHAPES
from designer.ui.canvas.wires import Way
from designer.ui.canvas.words import cut
from designer.ui.following import follow

_HEIGHT = 16.0
_PADDING = 5.0
_ROUND = 4.0
_CLEAR = 2.0
_LIFT = 13.0
_PLACES = (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)
_USUAL = "float32"


@dataclass(frozen=True, slots=True)
class _Label:
    """A label where it was found a place.

    Attributes:
        way: the way of its wire then.
        told: what it is to say.
        text: what it says there is room for.
        area: where it is; None where there is no room.
    """

    way: Way
    told: tuple[str, ...]
    text: str
    area: QRectF | None


class WireLabels:
    """Paints a label on each wire in sight, or only on those that are pointed at or selected."""

    def __init__(self, scene: GraphScene) -> None:
        self._scene = scene
        self._labels: dict[EdgeId, _Label] = {}
        self._on_preference(WIRE_SHAPES)
        follow(scene, scene.session.preferences.changed, self._on_preference)
        follow(scene, scene.session.analysis.changed, self._on_analysis)
        follow(scene, scene.rebuilt, self._labels.clear)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the labels that reach into what is painted anew."""
        scene = self._scene
        if scene.zoom < BOXES_BELOW or not scene.edges:
            return
        painter.setFont(scene.look.mono_font)
        taken: list[QRectF] = []
        for item in self._shown(exposed):
            label = self._label(item, taken)
            if label is not None and label.area is not None:
                taken.append(label.area)
                self._paint(painter, item, label.text, label.area)

    def _shown(self, exposed: QRectF) -> Iterable[EdgeItem]:
        """Return the wires whose labels are to be seen, those pointed at or selected first."""
        scene = self._scene
        lit = [scene.edges[id] for id in sorted(scene.lit_edges()) if id in scene.edges]
        if not scene.wires.labelled:
            return lit
        room = exposed.adjusted(-LABEL_REACH, -_HEIGHT, LABEL_REACH, _HEIGHT)
        seen = {item.id: item for item in scene.items_in(room) if isinstance(item, EdgeItem)}
        first = {item.id for item in lit}
        others = (seen[id] for id in sorted(seen, key=self._rank) if id not in first)
        return [*lit, *(item for item in others if item.isVisible())]

    def _rank(self, edge: EdgeId) -> tuple[bool, EdgeId]:
        """Let labels that have a place keep it."""
        return (edge not in self._labels, edge)

    def _label(self, item: EdgeItem, taken: Sequence[QRectF]) -> _Label | None:
        told = self.texts(item)
        if not told:
            return None
        lit = item.state.selected or item.state.hovered
        known = self._labels.get(item.id)
        if known is not None and known.way is item.way and known.told == told:
            clear = known.area is not None and not any(map(known.area.intersects, taken))
            if clear or not (lit or known.area):
                return known
        label = self._placed(item, told, taken, lit)
        self._labels[item.id] = label
        return label

    def _placed(
        self, item: EdgeItem, told: tuple[str, ...], taken: Sequence[QRectF], lit: bool
    ) -> _Label:
        metrics = self._scene.look.mono_metrics
        for text in told:
            width = metrics.horizontalAdvance(text) + 2 * _PADDING
            for point in _along(item.way.points):
                area = _around(point, width, self._lift)
                if self._is_free(area, taken):
                    return _Label(item.way, told, text, area)
        if not lit:
            return _Label(item.way, told, told[-1], None)
        width = metrics.horizontalAdvance(told[-1]) + 2 * _PADDING
        area = _around(next(_along(item.way.points)), width, self._lift)
        return _Label(item.way, told, told[-1], area)

    @property
    def _lift(self) -> float:
        """How far above its wire a label stands: flat wires are not to be hidden by it."""
        return _LIFT if self._scene.direction is Direction.RIGHT else 0.0

    def _is_free(self, area: QRectF, taken: Sequence[QRectF]) -> bool:
        if any(map(area.intersects, taken)):
            return False
        box = (area.left() - _CLEAR, area.top(), area.right() + _CLEAR, area.bottom())
        return not self._scene.boxes.within(box)

    def texts(self, item: EdgeItem) -> tuple[str, ...]:
        """Return what a label says, and in fewer words; nothing where nothing is known."""
        session = self._scene.session
        report = session.analysis.report(item.edge.source.node)
        tensor = report.outputs.get(item.edge.source.port) if report else None
        if tensor is None:
            return ()
        long, short = _texts(tensor)
        if not item.state.broken:
            return (long, short)
        problems = session.analysis.problems_of(item.edge.target.node)
        errors = [each for each in problems if each.severity is Severity.ERROR]
        if not errors:
            return (long, short)
        metrics = self._scene.look.mono_metrics
        words = f"{long} · {errors[0].title}"
        return (cut(words, 2 * LABEL_REACH - 4 * _PADDING, metrics), long, short)

    def _paint(self, painter: QPainter, item: EdgeItem, text: str, area: QRectF) -> None:
        theme, state = self._scene.look.theme, item.state
        lit = state.selected or state.hovered
        ink: QColor = theme.muted
        if state.broken:
            ink = theme.error
        elif lit:
            ink = theme.accent if state.selected else theme.text
        painter.setPen(QPen(ink if lit or state.broken else faded(theme.wire, 0.6), 1.0))
        painter.setBrush(theme.canvas)
        painter.drawRoundedRect(area, _ROUND, _ROUND)
        painter.setPen(ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _on_preference(self, name: str) -> None:
        if name == WIRE_SHAPES:
            preferences = self._scene.session.preferences
            self._scene.wires.labelled = bool(preferences.get(WIRE_SHAPES, False))
            self._scene.update()

    def _on_analysis(self) -> None:
        if self._scene.wires.labelled or self._scene.lit_edges():
            self._scene.update()


def _texts(tensor: TensorSpec) -> tuple[str, str]:
    """Return a tensor in words: `(B, 8, 8, 32)`, and shorter `8×8×32`; an unusual dtype is said."""
    kind = "" if tensor.dtype == _USUAL else f" {tensor.dtype}"
    axes = symbolic(tensor.shape)
    return (f"{symbolic_text(tensor.shape)}{kind}", "×".join(axes[1:]) + kind or "·")


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Places along a line, the best for a label first."""
    lengths = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(points)]
    whole = sum(lengths) or 1.0
    for share in _PLACES:
        left = share * whole
        for (a, b), length in zip(pairwise(points), lengths, strict=True):
            if left <= length:
                part = left / length if length else 0.0
                yield (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
                break
            left -= length


def _around(point: Point, width: float, lift: float) -> QRectF:
    return QRectF(point[0] - width / 2, point[1] - _HEIGHT / 2 - lift, width, _HEIGHT)
