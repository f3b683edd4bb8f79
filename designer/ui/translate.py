"""Every string that a person reads goes through here."""

from PySide6.QtCore import QCoreApplication


def tr(text: str, **values: object) -> str:
    """Return *text* in the user's language, with `{name}` replaced by *values*."""
    translated = QCoreApplication.translate("designer", text)
    return translated.format(**values) if values else translated
