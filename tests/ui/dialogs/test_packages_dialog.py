"""Layers of an installed package are added with one click."""

import pytest

from designer.protocol.events import PackageDescribed
from designer.protocol.requests import DescribePackage
from designer.session.installed_packages import InstalledPackage
from designer.ui.dialogs.packages_dialog import PackagesDialog


@pytest.fixture
def dialog(session, engines, qtbot):
    session.engine.start()
    engines.links[0].get_ready()
    found = (InstalledPackage("tiny", "tiny-layers", "1.0", "Small ones."),)
    dialog = PackagesDialog(None, session, found)
    qtbot.addWidget(dialog)
    return dialog


def test_a_package_is_added_and_taken_out_again(dialog, session, engines):
    button = dialog.buttons["tiny"]
    button.click()
    assert not button.isEnabled()
    request = engines.links[0].last(DescribePackage)
    engines.links[0].say(PackageDescribed(request.id, "tiny", 2))
    assert dialog.told.text() == "2 layers of tiny stand in the palette now."
    assert session.packages.used == ("tiny",)
    assert button.text() == "Remove"
    button.click()
    assert session.packages.used == ()


def test_without_any_package_it_says_how_to_get_one(session, qtbot):
    dialog = PackagesDialog(None, session, ())
    qtbot.addWidget(dialog)
    assert dialog.buttons == {}
