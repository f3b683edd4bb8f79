"""What leads to the web, and what is never opened."""

import pytest
from PySide6.QtGui import QDesktopServices

from designer.ui.web import allowed, open_address


@pytest.mark.parametrize(
    "address", ["", "http:", "https://", "ftp://a.b", "file:///x", "data:text/html,x", "//a.b"]
)
def test_other_addresses_lead_nowhere(address):
    assert allowed(address) == ""


def test_only_an_address_of_the_web_is_opened(monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url.toString()))
    assert [open_address(a) for a in ("file:///etc/passwd", "https://keras.io")] == [False, True]
    assert opened == ["https://keras.io"]
