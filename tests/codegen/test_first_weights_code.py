"""What a script begins with, where the project names a file or a run."""

from dataclasses import replace

import pytest

from designer.codegen.notebook import project_notebook
from designer.codegen.package import project_package
from designer.codegen.script import project_script
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.first_weights import without_files
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings


@pytest.fixture
def project():
    nodes = [
        Node("i", "Input", "features", {"shape": [4]}, (0, 0)),
        Node("n", "Normalization", "scale", {}, (0, 1)),
        Node("d", "Dense", "dense", {"units": 3}, (0, 2)),
        Node("o", "Output", "target", {"loss": "sparse_categorical_crossentropy"}, (0, 3)),
    ]
    ends = [("i", "n"), ("n", "d"), ("d", "o")]
    edges = [Edge(f"{s}{t}", Endpoint(s, "output"), Endpoint(t, "inputs")) for s, t in ends]
    data = DataSettings(DataKind.BUILTIN, "iris")
    return Project("my iris", Graph.of(nodes, edges), data, weights="my iris.runs/one")


def test_weights_are_loaded_after_layers_were_adapted_and_before_training(project):
    lines = [line.strip() for line in project_script(project).splitlines()]
    adapted = lines.index('adapt_layers(model, ["scale"], x)')
    assert lines[adapted + 1] == 'model.load_weights(HERE / "my_iris_first.weights.h5")'
    assert lines[adapted + 2].startswith("model.compile(")


def test_without_a_file_nothing_is_loaded(project):
    assert "load_weights" not in project_script(without_files(project))


def test_a_model_without_data_gets_its_weights_in_the_script_and_reads_no_data(project):
    script = project_script(replace(project, data=DataSettings()))
    assert "load_data" not in script
    assert script.endswith(
        'if __name__ == "__main__":\n'
        "    model = build_model()\n"
        "    model.summary()\n"
        '    model.load_weights(HERE / "my_iris_first.weights.h5")\n'
        '    model.save(HERE / "my_iris.keras")\n'
    )


def test_a_notebook_and_a_package_without_data_get_them_too(project):
    given = replace(project, data=DataSettings())
    loading = 'model.load_weights(HERE / \\"my_iris_first.weights.h5\\")'
    assert loading in project_notebook(given)
    files = project_package(given)
    assert loading.replace("\\", "") in files["my_iris/train.py"]
    assert "my_iris/data.py" not in files
