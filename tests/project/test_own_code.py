"""What of a project needs trust."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import ParamType, Registry
from designer.graph.blocks import Block, Exposed
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.outside import is_outside
from designer.project.own_code import ItemKind, items_of, marks
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings, FitSettings


def project_with(kind="Dense", params=None, **fields):
    return Project(graph=Graph.of([Node("n1", kind, "node", params or {})], []), **fields)


def found(project, folder="/home/me"):
    return [(item.kind, item.content) for item in items_of(project, folder)]


WRAPPED = {"layer": {"class_name": "Lambda", "config": {"function": "lambda x: 1"}}}
CALLBACK = {"class_name": "LambdaCallback", "config": {"on_epoch_end": "lambda e, logs: 1"}}


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (project_with(), []),
        (project_with(module="x = 1"), [(ItemKind.MODULE, "x = 1")]),
        (project_with(packages=("keras_hub",)), [(ItemKind.PACKAGE, "keras_hub")]),
        (project_with("Lambda", {"function": "lambda x: x"}), []),
        (project_with("Lambda", {"function": "f()"}), [(ItemKind.FUNCTION, "f()")]),
        (project_with("TimeDistributed", WRAPPED), [(ItemKind.FUNCTION, "lambda x: 1")]),
        (project_with("TFSMLayer", {"filepath": "sm"}), [(ItemKind.MODEL, "sm")]),
        (
            project_with("StringLookup", {"vocabulary": "/etc/passwd"}),
            [(ItemKind.FILE, "/etc/passwd")],
        ),
        (project_with("StringLookup", {"vocabulary": "words.txt"}), []),
        (
            project_with(fit=FitSettings(callbacks=(CALLBACK,))),
            [(ItemKind.FUNCTION, "lambda e, logs: 1")],
        ),
        (
            project_with(data=DataSettings(kind=DataKind.CSV, path="/data/x.csv")),
            [(ItemKind.FILE, "/data/x.csv")],
        ),
        (project_with(data=DataSettings(kind=DataKind.CSV, path="x.csv")), []),
    ],
)
def test_all_that_runs_or_is_read_is_found(project, expected):
    assert found(project) == expected


HIDES_A_LAMBDA = Block(
    "b1",
    "Scale",
    Graph.of([Node("c1", "Lambda", "scale")], []),
    params=(Exposed("how", "default()", (("c1", "function"),)),),
)
AROUND = Block(
    "b2",
    "Around",
    Graph.of([Node("c2", "block:b1", "inner")], []),
    params=(Exposed("outer", None, (("c2", "how"),)),),
)
BLOCKS = {"b1": HIDES_A_LAMBDA, "b2": AROUND}


def test_code_that_an_instance_hands_to_a_layer_inside_is_found():
    project = project_with("block:b2", {"outer": "evil()"}, blocks=BLOCKS)
    assert found(project) == [(ItemKind.FUNCTION, "evil()"), (ItemKind.FUNCTION, "default()")]


def test_code_in_a_list_is_found():
    project = project_with("Lambda", {"function": ["evil()"]})
    assert found(project) == [(ItemKind.FUNCTION, "evil()")]


def test_every_argument_of_keras_that_is_code_is_found_under_every_name_of_its_class():
    catalog = load_catalog()
    for registry in Registry:
        for spec in catalog.objects(registry).values():
            for param in (p for p in spec.params if ParamType.CODE in p.types):
                for name in (spec.kind, *spec.names):
                    value = {"class_name": name, "config": {param.name: "evil()"}}
                    project = project_with("Output", {"metrics": [value]})
                    assert found(project) == [(ItemKind.FUNCTION, "evil()")], name


def test_every_path_of_keras_is_found():
    for registry in Registry:
        for spec in load_catalog().objects(registry).values():
            for param in (p for p in spec.params if ParamType.PATH in p.types):
                project = project_with(spec.kind, {param.name: "/etc/passwd"})
                assert [content for _, content in found(project)] == ["/etc/passwd"], spec.kind


def test_an_address_to_which_the_training_is_told_is_found():
    callback = {"class_name": "RemoteMonitor", "config": {"root": "https://example.org"}}
    project = project_with(fit=FitSettings(callbacks=(callback,)))
    assert found(project) == [(ItemKind.ADDRESS, "https://example.org")]


def test_a_path_of_weights_is_told_as_it_is_opened():
    node = Node("n1", "Dense", "node", weights="/home/me/a#/../../../etc/x#layer")
    project = Project(graph=Graph.of([node], []))
    assert found(project) == [(ItemKind.FILE, "/home/me/a#/../../../etc/x")]


def test_another_text_has_another_mark():
    one, other = project_with(module="x = 1"), project_with(module="x = 2")
    assert not marks(items_of(one)) & marks(items_of(other))


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("data/x.csv", False),
        ("/home/me/data/x.csv", False),
        ("/home/me/../you/x.csv", True),
        ("../x.csv", True),
        ("..\\x.csv", True),
        ("/etc/passwd", True),
        ("\\\\server\\share\\x.csv", True),
        ("\\/server/x.csv", True),
        ("/\\server/x.csv", True),
        ("a\0b", True),
        ("//server/share/x.csv", True),
        ("C:\\Users\\x.csv", True),
        ("/home/menace/x.csv", True),
    ],
)
def test_paths_that_lead_out_of_the_folder_are_told(path, outside):
    assert is_outside(path, "/home/me") is outside


def test_a_share_is_outside_even_of_a_project_without_a_file():
    assert is_outside("//server/x", "")
    assert not is_outside("/anywhere", "")
