"""Addresses of the web: nothing else is ever opened from words that may be a stranger's."""

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_OPENS: Final = ("http", "https")


def allowed(address: str) -> str:
    """Return *address* where it leads to the web; else nothing."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return address if url.isValid() and url.scheme().lower() in _OPENS and url.host() else ""


def open_address(address: str) -> bool:
    """Open an address of the web in the browser; tell whether it is one."""
    return bool(allowed(address)) and QDesktopServices.openUrl(QUrl(address))
