"""Whether things move on the screen: as the user wants it, and as the system says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from designer.session.preferences import Preferences

PREFERENCE = "reduced_motion"


def stands_still(preferences: Preferences) -> bool:
    """Whether everything is to be in its new place at once; what the user has chosen counts."""
    chosen = preferences.get(PREFERENCE)
    return chosen if isinstance(chosen, bool) else _system_wants_rest()


def _system_wants_rest() -> bool:
    """Whether the system asks for less motion; only newer versions of Qt tell."""
    hints = QGuiApplication.styleHints().accessibility()
    asked = getattr(hints, "motionPreference", None)
    reduced = getattr(getattr(Qt, "MotionPreference", None), "ReducedMotion", None)
    return asked is not None and reduced is not None and asked() == reduced
