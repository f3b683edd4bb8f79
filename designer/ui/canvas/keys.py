"""What the keys do while the canvas has the focus."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from designer.session.session import Session
from designer.ui.canvas.gestures.runner import GestureRunner
from designer.ui.canvas.keyboard_wiring import KeyboardWiring
from designer.ui.canvas.verbs import Verbs
from designer.ui.canvas.walk import first, neighbour

Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ARROWS: Mapping[int, tuple[int, int]] = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}


class Canvas(Protocol):
    """What keys ask of the view besides the verbs."""

    session: Session
    runner: GestureRunner
    verbs: Verbs

    def quick_add(self, text: str = "") -> None:
        """Open the quick-add list."""

    def rename_selected(self) -> None:
        """Rename in place."""

    def inspect_selected(self) -> None:
        """Ask for the inspector."""

    def zoom_in(self) -> None:
        """Come nearer."""

    def zoom_out(self) -> None:
        """Go further away."""

    def zoom_reset(self) -> None:
        """Show one to one."""


class Keys:
    """Turns keys into verbs.

    Attributes:
        hand: Space is held, so that the pointer moves the paper.
    """

    def __init__(self, canvas: Canvas, wiring: KeyboardWiring) -> None:
        self.hand = False
        self._hand_used = False
        self._canvas = canvas
        self._wiring = wiring
        verbs = canvas.verbs
        self._table: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Key.Key_Delete, _NONE): verbs.delete_selection,
            (Key.Key_Backspace, _NONE): verbs.delete_selection,
            (Key.Key_Delete, _CONTROL): verbs.dissolve_selection,
            (Key.Key_Backspace, _CONTROL): verbs.dissolve_selection,
            (Key.Key_C, _CONTROL): verbs.copy,
            (Key.Key_X, _CONTROL): verbs.cut,
            (Key.Key_V, _CONTROL): verbs.paste,
            (Key.Key_D, _CONTROL): verbs.duplicate,
            (Key.Key_A, _CONTROL): verbs.select_all,
            (Key.Key_L, _CONTROL): verbs.tidy,
            (Key.Key_Home, _NONE): verbs.fit,
            (Key.Key_Home, _SHIFT): verbs.fit_selection,
            (Key.Key_F, _SHIFT): verbs.fit_selection,
            (Key.Key_C, _SHIFT): self._start_wiring,
            (Key.Key_0, _CONTROL): canvas.zoom_reset,
            (Key.Key_Plus, _CONTROL): canvas.zoom_in,
            (Key.Key_Equal, _CONTROL): canvas.zoom_in,
            (Key.Key_Minus, _CONTROL): canvas.zoom_out,
            (Key.Key_F2, _NONE): canvas.rename_selected,
            (Key.Key_Return, _NONE): canvas.inspect_selected,
            (Key.Key_Enter, _NONE): canvas.inspect_selected,
            (Key.Key_Tab, _NONE): canvas.quick_add,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks; tell whether it meant something."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Key.Key_Escape:
            return self._escape()
        if self._wiring.active:
            return self._wire(key)
        if key == Key.Key_Space and modifiers == _NONE:
            return self._space(event)
        if key in _ARROWS and modifiers in (_NONE, _SHIFT, _ALT, _ALT | _SHIFT):
            self._arrow(*_ARROWS[key], modifiers)
            return True
        action = self._table.get((key, modifiers))
        if action is not None:
            action()
            return True
        return self._letter(event, modifiers)

    def release(self, event: QKeyEvent) -> bool:
        """Let a key go; Space that was only tapped opens the quick-add list."""
        if event.key() != Key.Key_Space or event.isAutoRepeat() or not self.hand:
            return False
        tapped = not self._hand_used
        self.let_go()
        if tapped:
            self._canvas.quick_add()
        return True

    def used_hand(self) -> None:
        """Remember that the paper was moved, so that letting Space go does nothing."""
        self._hand_used = True

    def let_go(self) -> None:
        """Forget that Space is held."""
        self.hand = False
        self._hand_used = False

    def _space(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self.hand, self._hand_used = True, False
        return True

    def _escape(self) -> bool:
        if not (self._wiring.cancel() or self._canvas.runner.cancel()):
            self._canvas.session.selection.clear()
        return True

    def _arrow(self, dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & _ALT:
            self._canvas.verbs.nudge(dx, dy, bool(modifiers & _SHIFT))
        else:
            self._walk(dx, dy, bool(modifiers & _SHIFT))

    def _walk(self, dx: int, dy: int, add: bool) -> None:
        session = self._canvas.session
        chosen = session.selection.nodes
        graph = session.document.graph
        found = neighbour(graph, chosen[-1], dx, dy) if chosen else first(graph)
        if found is not None:
            session.selection.set({*session.selection.ids, found} if add else {found})
            self._canvas.verbs.show(found)

    def _start_wiring(self) -> None:
        self._wiring.start()

    def _wire(self, key: int) -> bool:
        if key in _ARROWS:
            self._wiring.step(sum(_ARROWS[key]))
        elif key == Key.Key_Tab:
            self._wiring.step(1)
        elif key in (Key.Key_Return, Key.Key_Enter):
            self._wiring.take()
        return True

    def _letter(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        text = event.text()
        if modifiers not in (_NONE, _SHIFT) or not (text.isalnum() and text.isascii()):
            return False
        self._canvas.quick_add(text)
        return True
