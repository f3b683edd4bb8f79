"""Where the view looks: zoom to a point, pan, fit, and come smoothly to a node."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, QVariantAnimation
from PySide6.QtWidgets import QGraphicsView, QWidget

from designer.signal import Signal
from designer.ui.canvas.flight import Flight, Look
from designer.ui.canvas.sizes import MAXIMUM_SCALE, MINIMUM_SCALE
from designer.ui.theme import Sizes

_STEP = 1.2
_FIT_MARGIN = 48.0
_FIT_LARGEST = 1.0
_READABLE = 0.7
_COVER_GAP = 12.0
_MOST_COVERED = 180.0


class Camera:
    """Moves a view over its scene.

    Attributes:
        scale: pixels of the view to one of the drawing.
        covers: widgets that lie on the lower edge of the view and hide what is under them.
        hides: whether something of the drawing lies under a place of the view.
        still: whether things are to move at once.
        moved: told after zoom or place have changed.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self.moved: Signal[()] = Signal()
        self.scale = 1.0
        self.covers: tuple[QWidget, ...] = ()
        self.hides: Callable[[QRect], bool] = lambda place: False
        self.still: Callable[[], bool] = lambda: False
        self._view = view
        self._animation = QVariantAnimation(view)
        self._animation.setDuration(Sizes.DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_step)
        self._flight = Flight(view, self._fly)

    def zoom_at(self, point: QPoint, factor: float) -> None:
        """Zoom by *factor*; what is under *point* (of the view) stays there."""
        scale = max(MINIMUM_SCALE, min(MAXIMUM_SCALE, self.scale * factor))
        if abs(scale - 1.0) < 0.02:
            scale = 1.0
        anchor = self._view.mapToScene(point)
        self._set_scale(scale)
        now = self._view.mapFromScene(anchor)
        self.pan(point.x() - now.x(), point.y() - now.y())

    def zoom_in(self) -> None:
        """Come nearer by one step."""
        self.zoom_at(self._view.viewport().rect().center(), _STEP)

    def zoom_out(self) -> None:
        """Go further away by one step."""
        self.zoom_at(self._view.viewport().rect().center(), 1 / _STEP)

    def zoom_reset(self) -> None:
        """Show one to one."""
        self.zoom_at(self._view.viewport().rect().center(), 1.0 / self.scale)

    def pan(self, dx: float, dy: float) -> None:
        """Move the paper by pixels of the view."""
        for bar, delta in (
            (self._view.horizontalScrollBar(), dx),
            (self._view.verticalScrollBar(), dy),
        ):
            bar.setValue(bar.value() - round(delta))
        self.moved.emit()

    def fit(self, rect: QRectF, largest: float = _FIT_LARGEST) -> None:
        """Show all of *rect*, no larger than *largest*, and nothing of it under what covers."""
        if rect.isEmpty():
            self._set_scale(1.0)
            self.centre(QPointF(0.0, 0.0))
            return
        self._fit_above(rect, largest, _FIT_MARGIN)
        tops = [widget.geometry().top() for widget in self._covering()]
        if tops:
            below = self._view.viewport().height() - min(tops)
            self._fit_above(rect, largest, min(below + _COVER_GAP, _MOST_COVERED))

    def _fit_above(self, rect: QRectF, largest: float, below: float) -> None:
        """Show all of *rect* but for a strip of *below* pixels at the lower edge."""
        size = self._view.viewport().size()
        wide = max(1.0, size.width() - 2 * _FIT_MARGIN) / rect.width()
        high = max(1.0, size.height() - _FIT_MARGIN - below) / rect.height()
        scale = max(MINIMUM_SCALE, min(largest, wide, high))
        self._set_scale(scale)
        self.centre(rect.center() + QPointF(0.0, (below - _FIT_MARGIN) / 2 / scale))

    def _covering(self) -> list[QWidget]:
        """Return the widgets that hide something of the drawing now."""
        shown = (widget for widget in self.covers if widget.isVisible())
        return [widget for widget in shown if self.hides(widget.geometry())]

    def go_to(self, rect: QRectF, largest: float = _FIT_LARGEST) -> None:
        """Show all of *rect*, no larger than *largest*, on a way that the eye can follow."""
        begin = Look(self.scale, self.middle())
        self.fit(rect, largest)
        if not (self.still() or rect.isEmpty()):
            self._flight.start(begin, Look(self.scale, self.middle()))

    def fit_readable(self, rect: QRectF, beginning: QRectF) -> None:
        """Show all of *rect* where its words can be read then, else its upper part.

        Args:
            beginning: what has to be seen of it, the inputs.
        """
        self.fit(rect)
        if rect.isEmpty() or self.scale >= _READABLE:
            return
        self._set_scale(_READABLE)
        room = self.visible()
        if rect.height() <= room.height() and rect.width() <= room.width():
            self.fit(rect)
            return
        x = rect.center().x() if rect.width() <= room.width() else beginning.center().x()
        tall = rect.height() > room.height() - 2 * _FIT_MARGIN / _READABLE
        top = rect.top() - _FIT_MARGIN / _READABLE + room.height() / 2
        self.centre(QPointF(x, top if tall else rect.center().y()))

    def look(self, scale: float, point: QPointF) -> None:
        """Show *point* of the drawing in the middle, at *scale*."""
        self._set_scale(max(MINIMUM_SCALE, min(MAXIMUM_SCALE, scale)))
        self.centre(point)

    def centre(self, point: QPointF) -> None:
        """Bring *point* of the drawing to the middle."""
        self._stop()
        self._view.centerOn(point)
        self.moved.emit()

    def centre_smoothly(self, point: QPointF) -> None:
        """Glide until *point* of the drawing is in the middle."""
        self._animation.stop()
        self._animation.setStartValue(self.middle())
        self._animation.setEndValue(point)
        self._animation.start()

    def middle(self) -> QPointF:
        """Return the point of the drawing in the middle of the view."""
        return self._view.mapToScene(self._view.viewport().rect().center())

    def visible(self) -> QRectF:
        """Return the part of the drawing that is seen."""
        rect = self._view.viewport().rect()
        return QRectF(
            self._view.mapToScene(rect.topLeft()), self._view.mapToScene(rect.bottomRight())
        )

    def ensure_visible(self, rect: QRectF) -> None:
        """Move the paper just so far that *rect* is seen, and nothing covers it."""
        self._flight.stop()
        if not self.visible().contains(rect):
            self._view.ensureVisible(rect, 40, 40)
            self.moved.emit()
        for widget in self.covers:
            place = self._view.mapFromScene(rect).boundingRect()
            if widget.isVisible() and widget.geometry().intersects(place):
                self.pan(0, widget.geometry().top() - place.bottom() - 1)

    def _stop(self) -> None:
        self._animation.stop()
        self._flight.stop()

    def _fly(self, look: Look) -> None:
        self._put_scale(look.scale)
        self._view.centerOn(look.middle)
        self.moved.emit()

    def _set_scale(self, scale: float) -> None:
        self._stop()
        self._put_scale(scale)
        self.moved.emit()

    def _put_scale(self, scale: float) -> None:
        self.scale = scale
        self._view.resetTransform()
        self._view.scale(scale, scale)

    def _on_step(self, point: QPointF) -> None:
        self._view.centerOn(point)
        self.moved.emit()
