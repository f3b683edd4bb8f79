import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json
from designer.codegen.script import project_script
from designer.codegen.writing import write_script
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.data_fields import Field, Role
from designer.project.files import read_project
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings, FitSettings
from tests.codegen.code_style import require_style

GOLDEN = Path(__file__).resolve().parent / "golden"
EXAMPLES = sorted((paths.resources() / "examples").glob("*.kdesign"))
LABEL = ("Output", {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]})
DIGITS = DataSettings(DataKind.BUILTIN, "digits")


def chain(*kinds: tuple[str, dict[str, Json]]) -> Graph:
    """Nodes under each other, each wired to the one above; named after kind and place."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for place, (kind, params) in enumerate(kinds):
        nodes.append(Node(f"n{place}", kind, f"{kind.lower()}_{place}", params, (0, 100 * place)))
        if place:
            spec = load_catalog().layer(kind)
            port = spec.inputs[0].name if spec and spec.inputs else "inputs"
            source = Endpoint(f"n{place - 1}", "output")
            edges.append(Edge(f"e{place}", source, Endpoint(f"n{place}", port)))
    return Graph.of(nodes, edges)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_script_of_an_example_is_the_one_that_was_read_and_approved(path: Path) -> None:
    """Where the change is meant: python tests/codegen/refresh_golden.py."""
    expected = (GOLDEN / f"{path.stem}.py").read_text(encoding="utf-8")
    assert project_script(read_project(path).project) == expected


def test_scripts_pass_ruff(tmp_path: Path) -> None:
    for path in EXAMPLES:
        project = read_project(path).project
        (tmp_path / f"{path.stem}.py").write_text(project_script(project))
    (tmp_path / "table.py").write_text(_table_script())
    pictures = DataSettings(DataKind.IMAGE_FOLDER, path="pictures")
    graph = chain(
        ("Input", {"shape": [64, 64, 3]}), ("Flatten", {}), ("Dense", {"units": 2}), LABEL
    )
    (tmp_path / "pictures.py").write_text(project_script(Project("p", graph, pictures)))
    mnist = DataSettings(DataKind.KERAS, "mnist")
    graph = chain(
        ("Input", {"shape": [28, 28, 1]}), ("Flatten", {}), ("Dense", {"units": 10}), LABEL
    )
    (tmp_path / "mnist.py").write_text(project_script(Project("m", graph, mnist)))
    (tmp_path / "callbacks.py").write_text(project_script(_with_callbacks()))
    (tmp_path / "empty.py").write_text(project_script(Project()))
    (tmp_path / "broken.py").write_text(project_script(_broken()))
    require_style(tmp_path)


def _table_script() -> str:
    words = ("low", "middle", "high")
    fields = [Field(f"a{number}", "float64", missing=1) for number in range(6)]
    fields += [
        Field("size", "string", (), Role.CLASS, words, numeric=False),
        Field("kind", "string", (), Role.CLASS, ("no", "yes"), numeric=False),
    ]
    columns = [field.name for field in fields[:-1]]
    graph = chain(
        ("Input", {"shape": [9], "columns": columns}),
        ("Dense", {"units": 1, "activation": "sigmoid"}),
        ("Output", {"columns": ["kind"], "loss": "binary_crossentropy"}),
    )
    data = DataSettings(DataKind.CSV, path="table.csv", options={"missing": "drop"})
    fit = FitSettings(class_weight="balanced")
    return project_script(Project("table", graph, data, fit=fit), fields=fields)


def test_a_table_with_words_and_missing_values_is_read_and_encoded() -> None:
    script = _table_script()
    assert "TODO" not in script
    assert 'DATA = HERE / "table.csv"' in script
    assert 'size_classes = np.unique(fields["size"])' in script
    assert 'complete = ~np.isnan(fields["a0"])' in script
    assert "class_weight=class_weight" in script


def _with_callbacks() -> Project:
    graph = chain(("Input", {"shape": [64]}), ("Dense", {"units": 10}), LABEL)
    callbacks = (
        {"class_name": "EarlyStopping", "config": {"patience": 3}},
        {"class_name": "ModelCheckpoint", "config": {"filepath": "kept.keras"}},
        {"class_name": "CSVLogger", "config": {"filename": "/etc/passwd"}},
        {
            "class_name": "LearningRateScheduler",
            "config": {
                "schedule": {
                    "class_name": "CosineDecay",
                    "config": {"initial_learning_rate": 0.01, "decay_steps": 10},
                }
            },
        },
    )
    return Project("m", graph, DIGITS, fit=FitSettings(callbacks=callbacks))


def test_callbacks_write_beside_the_script_only() -> None:
    script = project_script(_with_callbacks())
    assert 'keras.callbacks.ModelCheckpoint(filepath=str(HERE / "kept.keras"))' in script
    assert "# TODO the callback CSVLogger: it would write to /etc/passwd" in script
    assert "keras.optimizers.schedules.CosineDecay(" in script


def _broken() -> Project:
    graph = chain(
        ("Input", {"shape": [8]}),
        ("Dense", {"units": 4}),
        ("NoSuchLayer", {}),
        ("Dense", {"units": 1}),
        LABEL,
    )
    lonely = Node("x", "Conv2D", "conv_2", {"filters": 1, "kernel_size": 3})
    return Project("m", Graph({**graph.nodes, "x": lonely}, graph.edges), DIGITS)


def test_what_cannot_be_built_is_said_in_its_place() -> None:
    script = project_script(_broken())
    assert "# TODO conv_2: has no input" in script
    assert "# TODO nosuchlayer_2: the layer 'NoSuchLayer' is not known" in script
    assert "# TODO dense_3: its input nosuchlayer_2 is not built" in script
    assert '    layers.Dense(4, name="dense_1")(input_0)' in script


def test_a_circle_is_left_out() -> None:
    graph = chain(("Input", {"shape": [8]}), ("Dense", {"units": 4}), LABEL)
    a, b = Node("a", "Dense", "a", {"units": 1}), Node("b", "Dense", "b", {"units": 1})
    edges = [Edge("x", Endpoint("a", "output"), Endpoint("b", "inputs"))]
    edges.append(Edge("y", Endpoint("b", "output"), Endpoint("a", "inputs")))
    whole = Graph.of([*graph.nodes.values(), a, b], [*graph.edges.values(), *edges])
    script = project_script(Project("m", whole, DIGITS))
    ast.parse(script)
    assert "# TODO a: its input b is not built" in script
    assert 'dense_1 = layers.Dense(4, name="dense_1")(input_0)' in script


def test_a_shared_layer_is_made_once() -> None:
    script = (GOLDEN / "siamese_shared.py").read_text(encoding="utf-8")
    assert script.count("layers.Dense(32") == 1
    assert "encoder_right = encoder_layer(flatten_right)" in script


def test_a_project_cannot_smuggle_code_into_its_script() -> None:
    evil = '"""\nimport os; os.system("x")\n#\\'
    node = Node("n", "Dense", evil, {"units": 3, "activation": evil, "evil()": 1})
    graph = chain(("Input", {"shape": [8]}), ("Dense", {"units": 4}), LABEL)
    edge = Edge("x", Endpoint("n0", "output"), Endpoint("n", "inputs"))
    whole = Graph({**graph.nodes, "n": node}, {**graph.edges, "x": edge})
    optimizer = {"class_name": evil, "config": {evil: 1}}
    project = Project(evil, whole, DataSettings(DataKind.CSV, path=evil), notes=evil)
    project = replace(project, compile=replace(project.compile, optimizer=optimizer))
    tree = ast.parse(project_script(project))
    calls = {ast.unparse(part.func) for part in ast.walk(tree) if isinstance(part, ast.Call)}
    assert "os.system" not in calls
    assert "import os" not in {ast.unparse(part) for part in tree.body}


def test_data_elsewhere_is_named_by_its_full_path() -> None:
    graph = chain(("Input", {"shape": [1]}), ("Dense", {"units": 1}), ("Output", {"loss": "mse"}))
    data = DataSettings(DataKind.CSV, path="sub/a.csv")
    fields = [Field("x", "float64"), Field("y", "float64")]
    project = Project("m", graph, data)
    near = project_script(project, fields=fields, data_folder="/p", script_folder="/p")
    far = project_script(project, fields=fields, data_folder="/p", script_folder="/q")
    assert 'DATA = HERE / "sub/a.csv"' in near
    assert 'DATA = Path("/p/sub/a.csv")' in far


def test_the_built_in_data_is_put_beside_the_script(tmp_path: Path) -> None:
    project = read_project(EXAMPLES[0]).project
    files = write_script(tmp_path / "model.py", project)
    assert sorted(path.name for path in files) == sorted(path.name for path in tmp_path.iterdir())
    assert files[1].read_bytes() == (paths.resources() / "data" / files[1].name).read_bytes()


def test_a_very_deep_model_gets_a_higher_recursion_limit() -> None:
    kinds = [("Dense", {"units": 8})] * 1000
    project = Project("m", chain(("Input", {"shape": [8]}), *kinds, LABEL), DIGITS)
    assert "sys.setrecursionlimit(" in project_script(project)


_KINDS = ("Dense", "Conv2D", "Flatten", "Add", "LSTM", "Dropout", "Attention", "Input", "Output")
_PARAMS = st.dictionaries(
    st.sampled_from(["units", "shape", "filters", "rate", "activation", "loss", "columns"]),
    st.none() | st.integers(0, 9) | st.text(max_size=5) | st.lists(st.integers(0, 9), max_size=3),
    max_size=3,
)


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(0, 8))
    names = draw(st.lists(st.text(min_size=1, max_size=6), min_size=count, max_size=count))
    nodes = [
        Node(f"n{i}", draw(st.sampled_from(_KINDS)), names[i], draw(_PARAMS), (float(i), 0.0))
        for i in range(count)
    ]
    edges = []
    for number in range(draw(st.integers(0, 12)) if count else 0):
        source, target = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        spec = load_catalog().layer(target.kind)
        port = spec.inputs[0].name if spec and spec.inputs else "inputs"
        edges.append(Edge(f"e{number}", Endpoint(source.id, "output"), Endpoint(target.id, port)))
    return Graph.of(nodes, edges)


@given(_graphs())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_drawing_gives_a_script_that_compiles(graph: Graph) -> None:
    compile(project_script(Project("m", graph, DIGITS)), "script.py", "exec")


def _on_numbers(missing: str, *more: Node) -> str:
    graph = chain(
        ("Input", {"shape": [2], "columns": ["a", "b"]}),
        ("Dense", {"units": 1}),
        ("Output", {"columns": ["c"], "loss": "mse"}),
    )
    graph = Graph.of([*graph.nodes.values(), *more], graph.edges.values())
    fields = [Field("a", "float64", missing=3), Field("b", "float64"), Field("c", "float64")]
    data = DataSettings(DataKind.CSV, path="table.csv", options={"missing": missing})
    return project_script(Project("table", graph, data), fields=fields)


def test_values_that_lack_stop_the_script_as_they_stop_the_program() -> None:
    script = _on_numbers("error")
    assert "# TODO the data: 3 values are missing in 'a'" in script
    assert "def train(" not in script
    assert "TODO" not in _on_numbers("mean")
    assert "TODO" not in _on_numbers("drop")


def test_a_model_with_an_input_that_nothing_feeds_is_not_trained() -> None:
    script = _on_numbers("drop", Node("x", "Input", "other", {"shape": [7]}, (500.0, 0.0)))
    assert "# TODO other:" in script
    assert "def train(" not in script


def test_pictures_of_two_classes_are_compared_with_zeros_and_ones() -> None:
    graph = chain(
        ("Input", {"shape": [64, 64, 3]}),
        ("Flatten", {}),
        ("Dense", {"units": 1, "activation": "sigmoid"}),
        ("Output", {"loss": "binary_crossentropy"}),
    )
    project = Project("p", graph, DataSettings(DataKind.IMAGE_FOLDER, path="pictures"))
    image = Field("image", "float32", (64, 64, 3), Role.IMAGE)
    label = Field("label", "int64", (), Role.CLASS, ("cat", "dog"))

    assert "one_hot" not in project_script(project, fields=[image, label])
    unseen = project_script(project)
    assert "# TODO the data: it has not been read" in unseen
    assert "one_hot" not in unseen


@pytest.mark.parametrize("name", ["../out.csv", "a/../../out.csv", "C:\\out.csv", "/out.csv"])
def test_a_callback_that_would_write_elsewhere_is_left_out(name: str) -> None:
    project = replace(
        _with_callbacks(),
        fit=FitSettings(callbacks=({"class_name": "CSVLogger", "config": {"filename": name}},)),
    )
    script = project_script(project)
    assert "keras.callbacks" not in script
    assert "# TODO the callback CSVLogger" in script


def test_a_set_with_test_rows_of_its_own_gives_away_no_others() -> None:
    graph = chain(
        ("Input", {"shape": [28, 28, 1]}), ("Flatten", {}), ("Dense", {"units": 10}), LABEL
    )
    data = DataSettings(DataKind.KERAS, "mnist", test=0.3)
    assert "test=0.0" in project_script(Project("m", graph, data))
