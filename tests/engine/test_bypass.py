"""Models are built past bypassed layers, in the engine as in the code."""

from dataclasses import replace

import numpy as np
import pytest

from designer.codegen.script import project_script
from designer.engine.build import build_model
from designer.engine.check import check
from designer.engine.memo import Memo
from designer.graph.graph import Graph

pytestmark = pytest.mark.engine


@pytest.fixture
def projects(chain):
    """One project with a bypassed dropout and a bypassed dense, and one drawn without them."""
    layers = (
        ("x", "Input", {"shape": [4]}),
        ("first", "Dense", {"units": 3}),
        ("drop", "Dropout", {"rate": 0.5}),
        ("wide", "Dense", {"units": 50}),
        ("last", "Dense", {"units": 2}),
        ("y", "Output", {}),
    )
    without = chain(*(layer for layer in layers if layer[0] not in ("drop", "wide"))).project
    full = chain(*layers).project
    nodes = {
        id: replace(node, bypassed=id in ("drop", "wide")) for id, node in full.graph.nodes.items()
    }
    return replace(full, graph=Graph(nodes, full.graph.edges)), without


def test_a_bypassed_layer_changes_nothing_that_the_model_answers(projects):
    bypassed, without = map(build_model, projects)
    assert [layer.name for layer in bypassed.layers] == [layer.name for layer in without.layers]
    rows = np.ones((5, 4), "float32")
    np.testing.assert_array_equal(bypassed(rows, training=True), without(rows, training=True))


def test_the_code_of_a_model_with_bypassed_layers_is_that_without_them(projects):
    bypassed, without = projects
    assert project_script(bypassed) == project_script(without)


def test_bypassed_layers_have_no_parameters_and_no_problems(projects, catalog):
    bypassed, without = projects
    found, expected = (check(project, catalog, Memo()) for project in (bypassed, without))
    assert found[0].keys() == expected[0].keys()
    assert found[1:] == expected[1:]
