"""What of a project needs trust."""

import pytest

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
