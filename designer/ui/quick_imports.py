"""Quick imports: nobody reads the source of each module that is imported after Qt.

PySide6 does, to learn whether a module switches one of its `__feature__`s on. Nothing here does,
and it would cost a fifth of the time from the command to the window.
"""

import sys
from importlib import import_module

_READER = "shibokensupport.feature"
_QUESTION = "_mod_uses_pyside"


def quicken() -> None:
    """Let PySide6 take it as known that no module to come uses its features.

    Where another version asks in another way, all stays as it is.
    """
    import_module("PySide6.QtCore")  # brings the reader
    reader = sys.modules.get(_READER)
    if hasattr(reader, _QUESTION):
        # WORKAROUND: https://doc.qt.io/qtforpython-6/considerations.html
        setattr(reader, _QUESTION, _uses_none)


def _uses_none(module: object) -> bool:
    return False
