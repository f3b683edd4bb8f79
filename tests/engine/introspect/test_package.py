"""The layers of an installed package stand in the catalogue, and work like Keras's own."""

import sys
from dataclasses import replace

import pytest

from designer.catalog.specs import Registry, Role
from designer.codegen.script import project_script
from designer.engine.check import check_project
from designer.engine.errors import UserError
from designer.engine.introspect.package import describe_package
from designer.engine.own.requests import own_code_of
from designer.project.files import project_to_dict
from designer.project.kinds import catalog_for
from designer.project.own_packages import package_objects
from designer.project.project import Project
from designer.protocol.requests import CheckProject

pytestmark = pytest.mark.engine

LAYERS = '''
import keras


class Doubling(keras.layers.Layer):
    """Doubles its input.

    Args:
        times: Integer, how often.
    """

    def __init__(self, times=1, hidden_dim=None, **kwargs):
        super().__init__(**kwargs)
        self.times = times

    def call(self, inputs):
        return inputs * 2**self.times


class _Private(keras.layers.Layer):
    pass
'''


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "tiny_layers"
    (home / "layers").mkdir(parents=True)
    (home / "__init__.py").write_text("from tiny_layers import layers\n")
    (home / "layers" / "__init__.py").write_text(LAYERS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "tiny_layers"
    for name in [name for name in sys.modules if name.startswith("tiny_layers")]:
        del sys.modules[name]


def test_its_public_layers_are_described(package):
    assert package_objects(package) == {}
    assert describe_package(package) == 1
    (spec,) = package_objects(package)[Registry.LAYER]
    assert (spec.kind, spec.title, spec.role, spec.summary) == (
        "tiny_layers.layers.Doubling",
        "Doubling",
        Role.CUSTOM,
        "Doubles its input.",
    )
    assert [(p.name, p.default) for p in spec.params] == [("times", 1), ("hidden_dim", None)]


def test_a_node_of_it_is_checked_where_it_is_trusted_and_imported_in_the_script(package, chain):
    describe_package(package)
    project = chain(
        ("x", "Input", {"shape": [3]}),
        ("twice", "tiny_layers.layers.Doubling", {"times": 2}),
        ("y", "Output", {}),
    ).project
    project = replace(project, packages=(package,))

    def checked(trusted):
        request = CheckProject("q", 1, project_to_dict(project), "", trusted)
        with own_code_of(request):
            return check_project(request)

    assert [p["code"] for p in checked(False).problems] == ["code-off"]
    assert checked(True).nodes["twice"]["outputs"]["output"]["shape"] == [None, 3]
    code = project_script(project)
    assert "import tiny_layers\n" in code
    assert 'twice = tiny_layers.layers.Doubling(times=2, name="twice")(x)' in code


def test_what_is_not_named_by_the_project_is_not_known(package):
    describe_package(package)
    assert catalog_for(Project()).layer("tiny_layers.layers.Doubling") is None


@pytest.mark.parametrize("name", ["no_such_package", "json", "../evil", "os.path"])
def test_what_is_no_package_with_layers_is_refused_in_words(name):
    with pytest.raises(UserError, match="package"):
        describe_package(name)
