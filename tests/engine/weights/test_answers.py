"""What the window is told of first weights."""

import pytest

from designer.engine.build import build_model
from designer.engine.errors import UserError
from designer.engine.weights.answers import check_weights, list_weights
from designer.project.files import project_to_dict
from designer.protocol.requests import CheckWeights, ListWeights

pytestmark = pytest.mark.engine


@pytest.fixture
def project(chain):
    return chain(
        ("x", "Input", {"shape": [4]}), ("dense", "Dense", {"units": 3}), ("y", "Output", {})
    ).project


def told(project, folder):
    return check_weights(CheckWeights("1", 7, project_to_dict(project), str(folder)))


def test_nothing_is_said_where_nobody_asks(project, tmp_path):
    assert told(project, tmp_path).nodes == {}


@pytest.mark.parametrize(("units", "fresh"), [(3, ""), (5, "shape (4, 5) was (4, 3)")])
def test_each_layer_is_told_its_source_or_why_it_is_fresh(chain, project, tmp_path, units, fresh):
    build_model(project).save(tmp_path / "w.keras")
    edited = chain(
        ("x", "Input", {"shape": [4]}), ("dense", "Dense", {"units": units}), ("y", "Output", {})
    ).project
    data = {**project_to_dict(edited), "weights": "w.keras"}
    nodes = check_weights(CheckWeights("1", 7, data, str(tmp_path))).nodes
    assert nodes == {"dense": {"source": "" if fresh else "w.keras", "fresh": fresh}}


def test_the_layers_of_a_file_are_listed_with_their_shapes(project, tmp_path):
    build_model(project).save_weights(tmp_path / "w.weights.h5")
    listed = list_weights(ListWeights("1", "w.weights.h5", str(tmp_path)))
    assert listed.layers == {"dense": [[4, 3], [3]]}


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(UserError, match="found nothing"):
        list_weights(ListWeights("1", "gone.keras", str(tmp_path)))
