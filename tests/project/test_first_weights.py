"""What a project names for first weights."""

import pytest

from designer.graph.blocks import Block
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.first_weights import asks_for_weights, files_named, with_file
from designer.project.project import Project


def project(*nodes, weights="", inside=()):
    blocks = {"b": Block("b", "block", Graph.of(inside))}
    return Project("drawn", Graph.of(nodes), weights=weights, blocks=blocks)


@pytest.mark.parametrize(
    ("given", "asks", "named"),
    [
        (project(Node("a", "Dense", "a")), False, set()),
        (project(weights="drawn.runs/one"), True, {"drawn.runs/one"}),
        (project(Node("a", "Dense", "a", weights="fresh")), True, set()),
        (project(inside=[Node("a", "Dense", "a", weights="f.keras#a/b")]), True, {"f.keras"}),
        (project(Node("a", "applications.VGG16", "a")), True, set()),
        (project(Node("a", "applications.VGG16", "a", {"weights": None})), False, set()),
        (project(Node("a", "applications.VGG16", "a", {"weights": "v.h5"})), True, {"v.h5"}),
    ],
)
def test_every_place_that_can_name_weights_is_asked(given, asks, named):
    assert (asks_for_weights(given), files_named(given)) == (asks, named)


def test_a_file_that_has_moved_is_named_anew():
    assert with_file("old.keras#dense", "old.keras", "new.keras") == "new.keras#dense"
    assert with_file("old.hdf5", "old.hdf5", "/x/old.hdf5") == "/x/old.hdf5"
    assert with_file("fresh", "old.keras", "new.keras") == "fresh"
    assert with_file("", "", "new.keras") == ""
