"""Layers of installed packages come into the project, and go."""

import pytest

from designer.protocol.events import PackageDescribed, RequestFailed
from designer.protocol.requests import DescribePackage
from designer.session.installed_packages import installed_packages


@pytest.fixture
def session(stage):
    return stage.ready().session


def test_a_package_is_described_before_it_is_in_the_project(session, stage):
    told = []
    session.packages.add("tiny", told.append, told.append)
    (request,) = stage.engine.asked(DescribePackage)
    assert session.document.project.packages == ()
    stage.engine.say(PackageDescribed(request.id, "tiny", 3))
    assert (told, session.packages.used) == ([3], ("tiny",))
    assert session.trusted
    session.history.undo()
    assert session.packages.used == ()


def test_a_package_that_cannot_be_imported_is_told_and_left_out(session, stage):
    told = []
    session.packages.add("tiny", told.append, told.append)
    (request,) = stage.engine.asked(DescribePackage)
    stage.engine.say(RequestFailed(request.id, "It cannot be imported."))
    assert (told, session.packages.used) == (["It cannot be imported."], ())


def test_only_packages_that_build_on_keras_are_offered():
    names = {package.name for package in installed_packages()}
    assert not names & {"numpy", "keras", "tensorflow", "designer", "pytest"}
