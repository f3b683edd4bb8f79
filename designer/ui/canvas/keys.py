"""What the keys do while the canvas has the focus."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from designer.graph.graph import Graph
from designer.graph.records import NodeId
from designer.session.preferences import Preferences
from designer.session.session import Session
from designer.session.shortcuts import PREFERENCE, keys_of
from designer.ui.canvas.gestures.runner import GestureRunner
from designer.ui.canvas.key_table import KEYS, KeyRow
from designer.ui.canvas.key_table import Canvas as KeyCanvas
from designer.ui.canvas.keyboard_wiring import KeyboardWiring
from designer.ui.canvas.walk import first, neighbour

_Combination: TypeAlias = tuple[int, Qt.KeyboardModifier]
Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ARROWS: Mapping[int, tuple[int, int]] = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}


class Canvas(KeyCanvas, Protocol):
    """What is asked besides what the table of keys asks."""

    session: Session
    runner: GestureRunner


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
        self._chosen: object = None
        self._table = _table(canvas.session.preferences)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks; tell whether it meant something."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Key.Key_Escape:
            return self._escape()
        if self._wiring.active:
            return self._wire(key)
        if self._canvas.session.document.editing:
            return True  # what is dragged has to be let go first
        if key == Key.Key_Space and modifiers == _NONE:
            return self._space(event)
        if key in _ARROWS and modifiers in (_NONE, _SHIFT, _ALT, _ALT | _SHIFT):
            self._arrow(*_ARROWS[key], modifiers)
            return True
        row = self._rows().get((key, modifiers))
        if row is not None:
            self._canvas.runner.cancel()
            row.does(self._canvas)
            return True
        return self._letter(event, modifiers)

    def _rows(self) -> Mapping[_Combination, KeyRow]:
        """Return what keys do, as the user has chosen them."""
        chosen = self._canvas.session.preferences.get(PREFERENCE)
        if chosen is not self._chosen:
            self._chosen = chosen
            self._table = _table(self._canvas.session.preferences)
        return self._table

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

    def drop_gestures(self) -> None:
        """Take back what is under way: another graph is drawn now."""
        self._wiring.cancel()
        self._canvas.runner.cancel()

    def let_go(self) -> None:
        """Forget that Space is held."""
        self.hand = False
        self._hand_used = False

    def _space(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self.hand, self._hand_used = True, False
        return True

    def _escape(self) -> bool:
        session = self._canvas.session
        if not (
            self._wiring.cancel() or self._canvas.runner.cancel() or session.comparison.leave()
        ):
            if session.selection.ids:
                session.selection.clear()
            else:
                self._canvas.verbs.blocks.leave()
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
        found = self._next(graph, chosen[-1:], dx, dy)
        if found is not None:
            session.selection.set({*session.selection.ids, found} if add else {found})
            self._canvas.verbs.show(found)

    def _next(self, graph: Graph, last: Sequence[NodeId], dx: int, dy: int) -> NodeId | None:
        direction = self._canvas.session.document.project.direction
        return neighbour(graph, last[0], dx, dy, direction) if last else first(graph, direction)

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


def _table(preferences: Preferences) -> Mapping[_Combination, KeyRow]:
    return {
        _combination(key): row for row in KEYS for key in keys_of(preferences, row.id, row.keys)
    }


def _combination(key: str) -> _Combination:
    sequence = QKeySequence(key)
    if sequence.isEmpty():
        return (0, _NONE)
    combination = sequence[0]  # type: ignore[index]  # missing in the stubs
    return (combination.key(), combination.keyboardModifiers())
