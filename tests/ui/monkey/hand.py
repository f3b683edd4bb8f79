"""A hand at the window: it presses, drags, turns and types where one can, as Qt would tell it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
NO_BUTTON = Qt.MouseButton.NoButton
NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Hand:
    """Places are points of *widget*; what lies there on top gets the events, and keeps them."""

    def __init__(self, widget):
        self._widget = widget
        self._held = None
        self._keys = NONE

    def press(self, at, button=LEFT, keys=NONE):
        self._target, self._held, self._keys, self._at = self._on_top(at), button, keys, at
        self._mouse(QEvent.Type.MouseMove, NO_BUTTON, NO_BUTTON)
        self._mouse(QEvent.Type.MouseButtonPress, button, button)

    def drag(self, to, steps=3):
        start = self._at
        for step in range(1, steps + 1):
            self._at = start + (to - start) * step / steps
            self._mouse(QEvent.Type.MouseMove, NO_BUTTON, self._held)

    def release(self):
        self._mouse(QEvent.Type.MouseButtonRelease, self._held, NO_BUTTON)
        self._held = None

    def click(self, at, button=LEFT, keys=NONE):
        self.press(at, button, keys)
        self.release()

    def double_click(self, at, keys=NONE):
        self.click(at, keys=keys)
        self._target = self._on_top(at)
        self._mouse(QEvent.Type.MouseButtonDblClick, LEFT, LEFT)
        self._mouse(QEvent.Type.MouseButtonRelease, LEFT, NO_BUTTON)

    def hover(self, at):
        self._target, self._at, self._keys = self._on_top(at), at, NONE
        self._mouse(QEvent.Type.MouseMove, NO_BUTTON, NO_BUTTON)

    def ask_for_menu(self, at):
        target = self._on_top(at)
        if target is None:
            return
        place, everywhere = target.mapFromGlobal(self._there(at)), self._there(at)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(target, QContextMenuEvent(reason, place, everywhere, NONE))

    def wheel(self, at, angle, keys=NONE, pixels=None):
        target = self._on_top(at)
        if target is None:
            return
        place = QPointF(target.mapFromGlobal(self._there(at)))
        event = QWheelEvent(
            place,
            QPointF(self._there(at)),
            pixels or QPoint(),
            QPoint(0, angle),
            NO_BUTTON,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)

    def pinch(self, at, value):
        place = QPointF(at)
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            place,
            place,
            QPointF(self._there(at)),
            value,
            QPointF(),
        )
        QApplication.sendEvent(self._widget.viewport(), event)

    def key(self, key, keys=NONE):
        QTest.keyClick(self.focused(), key, keys)
        QApplication.sendPostedEvents()

    def hold(self, key):
        QTest.keyPress(self.focused(), key)

    def let_go(self, key):
        QTest.keyRelease(self.focused(), key)

    def type(self, text):
        for letter in text:
            QTest.keyClicks(self.focused(), letter)

    def focused(self):
        return QApplication.focusWidget() or self._widget

    def _on_top(self, at):
        return self._widget.childAt(at) or self._widget.viewport()

    def _there(self, at):
        return self._widget.mapToGlobal(at)

    def _mouse(self, kind, button, buttons):
        there = self._there(self._at)
        place = QPointF(self._target.mapFromGlobal(there))
        event = QMouseEvent(kind, place, QPointF(there), button, buttons, self._keys)
        QApplication.sendEvent(self._target, event)
