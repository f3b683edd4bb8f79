"""Following signals of the layers below for as long as a widget lives."""

from collections.abc import Callable
from typing import TypeVarTuple

from PySide6.QtCore import QObject

from designer.signal import Signal

Ts = TypeVarTuple("Ts")


def follow(owner: QObject, signal: Signal[*Ts], listener: Callable[[*Ts], object]) -> None:
    """Tell *listener* of *signal* until *owner* is destroyed."""
    end = signal.connect(listener)
    owner.destroyed.connect(lambda *_: end())
