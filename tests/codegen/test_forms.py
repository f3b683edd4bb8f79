"""Code as a script, a notebook and a package: well-formed, in good style, with what it reads."""

import ast
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from designer import paths
from designer.codegen.code_form import CodeForm
from designer.codegen.notebook import project_notebook
from designer.codegen.package import ModelFacts, project_package
from designer.codegen.script import project_script
from designer.codegen.writing import Known, write_code
from designer.graph.blocks import Block, BlockStyle, Exposed
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import read_project
from designer.project.project import OutputStructure, Project
from designer.project.settings import DataKind, DataSettings
from tests.codegen.code_style import require_style
from tests.engine.block_bank import BANK, residual_net

EXAMPLES = sorted((paths.resources() / "examples").glob("*.kdesign"))
NAMES = {CodeForm.PYTHON: "{}.py", CodeForm.NOTEBOOK: "{}.ipynb", CodeForm.PACKAGE: "package_{}"}


def example(name: str) -> Project:
    return read_project(paths.resources() / "examples" / f"{name}.kdesign").project


def test_every_form_of_every_project_is_in_good_style(tmp_path: Path) -> None:
    projects = {path.stem: read_project(path).project for path in EXAMPLES}
    projects |= {make.__name__: make() for make in BANK}
    listed = replace(example("two_inputs_two_outputs"), structure=OutputStructure.LIST)
    for name, project in {**projects, "listed": listed}.items():
        for form in CodeForm:
            write_code(form, tmp_path / NAMES[form].format(name), project)
    require_style(tmp_path)


def test_a_notebook_has_a_heading_for_each_step_and_is_not_run_yet() -> None:
    notebook = json.loads(project_notebook(example("iris_mlp")))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert [cell["id"] for cell in cells] == [f"cell-{n}" for n in range(1, len(cells) + 1)]
    headings = [c["source"][0].strip() for c in cells if c["cell_type"] == "markdown"]
    assert headings == ["# iris_mlp", "## Data", "## Model", "## Training", "## Evaluation"]
    assert all(c["outputs"] == [] for c in cells if c["cell_type"] == "code")


def test_no_function_stands_twice_in_a_notebook() -> None:
    for path in EXAMPLES:
        cells = json.loads(project_notebook(read_project(path).project))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells)
        heads = [line for line in text.splitlines() if line.startswith("def ")]
        assert len(heads) == len(set(heads))


def test_a_package_has_its_parts(tmp_path: Path) -> None:
    files = write_code(CodeForm.PACKAGE, tmp_path / "iris", example("iris_mlp"))
    assert sorted(str(file.relative_to(tmp_path / "iris")) for file in files) == [
        "README.md",
        "iris_mlp/__init__.py",
        "iris_mlp/data.py",
        "iris_mlp/iris.npz",
        "iris_mlp/model.py",
        "iris_mlp/train.py",
        "pyproject.toml",
        "requirements.txt",
        "tests/test_model.py",
    ]


def test_the_test_of_a_package_holds_the_model_to_what_was_measured() -> None:
    facts = ModelFacts({"features": (None, 4)}, {"species": (None, 3)}, 140)
    project = example("iris_mlp")
    name = project.graph.outputs[0].name
    facts = replace(facts, outputs={name: (None, 3)})
    test = project_package(project, facts=facts)["tests/test_model.py"]
    assert "assert shapes == [(None, 4)]" in test
    assert "assert shapes == [(None, 3)]" in test
    assert "assert build_model().count_params() == 140" in test


def test_the_own_module_is_a_module_of_the_package() -> None:
    drawn = residual_net()
    text = '"""Mine."""\n\nimport keras\n\n\nclass Scale(keras.layers.Layer):\n    """Scales."""\n'
    node = replace(drawn.graph.nodes["stem"], kind="custom.Scale", params={})
    graph = replace(drawn.graph, nodes={**drawn.graph.nodes, "stem": node})
    files = project_package(replace(drawn, graph=graph, module=text))
    assert files["drawn/own.py"] == text
    assert "from drawn.own import Scale" in files["drawn/model.py"]
    assert "drawn/data.py" not in files  # no data is chosen


def test_a_package_is_written_again_but_never_over_other_things(tmp_path: Path) -> None:
    folder = tmp_path / "iris"
    write_code(CodeForm.PACKAGE, folder, example("iris_mlp"))
    write_code(CodeForm.PACKAGE, folder, example("iris_mlp"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "README.md").write_text("mine")
    with pytest.raises(FileExistsError, match="Choose another name"):
        write_code(CodeForm.PACKAGE, other, example("iris_mlp"))
    assert (other / "README.md").read_text() == "mine"


@pytest.mark.parametrize("form", CodeForm)
def test_weights_of_a_run_are_loaded_instead_of_training(form: CodeForm, tmp_path: Path) -> None:
    (tmp_path / "model.keras").write_bytes(b"weights")
    target = tmp_path / NAMES[form].format("iris")
    known = Known(weights=tmp_path / "model.keras")
    files = write_code(form, target, example("iris_mlp"), known)
    stem = target.stem
    weights = next(file for file in files if file.name == f"{stem}_trained.keras")
    assert weights.read_bytes() == b"weights"
    text = "".join(f.read_text() for f in files if f.suffix in (".py", ".ipynb"))
    assert text.count("load_weights(") == 1
    assert "train(model, training, validation)\n" not in text


def test_a_model_that_gives_a_list_is_trained_by_name() -> None:
    script = project_script(
        replace(example("two_inputs_two_outputs"), structure=OutputStructure.LIST)
    )
    assert "outputs=[probabilities, drawn]," in script
    assert 'outputs={"label": model.outputs[0], "redrawn": model.outputs[1]},' in script
    assert "train(named, training, validation)" in script
    assert "named.evaluate(*test" in script


def test_packages_of_common_names_are_called_otherwise() -> None:
    assert "json_model/model.py" in project_package(replace(example("iris_mlp"), name="json"))


HOSTILE = 'x"""\'\'\'"\n\r\x0c\u2028\\{EVIL()}\n    EVIL()\nEVIL(); #'


def hostile_project(style: BlockStyle) -> Project:
    """Return a project in which everything that has a name, a text or a path is an attempt."""
    inner = Graph.of(
        [
            Node("i1", "Input", HOSTILE + "in"),
            Node("c1", "Dense", HOSTILE, {"activation": HOSTILE}, extra={"comment": HOSTILE}),
            Node("o1", "Output", HOSTILE + "out"),
        ],
        [
            Edge("f1", Endpoint("i1", "output"), Endpoint("c1", "inputs")),
            Edge("f2", Endpoint("c1", "output"), Endpoint("o1", "inputs")),
        ],
    )
    exposed = Exposed(HOSTILE, HOSTILE, (("c1", "units"),), help=HOSTILE)
    block = Block("b1", HOSTILE, inner, params=(exposed,), style=style, notes=HOSTILE)
    metric = {"class_name": "MeanMetricWrapper", "config": {"fn": HOSTILE, "name": HOSTILE}}
    root = Graph.of(
        [
            Node("n1", "Input", HOSTILE, {"shape": [3], "dtype": HOSTILE}),
            Node("n2", "block:b1", HOSTILE + "i", {HOSTILE: HOSTILE, "repeat": 3}),
            Node("n3", "block:b1", HOSTILE + "twin", layer="n2"),
            Node("n4", "ops.get_item", HOSTILE + "item", {"key": "[EVIL()]"}),
            Node("n5", "Lambda", HOSTILE + "code", {"function": "x); EVIL(\n"}),
            Node("n6", "EVIL(); x.y", "EVIL(); x."),
            Node("n7", "Output", HOSTILE + "o", {"loss": HOSTILE, "metrics": [metric]}),
        ],
        [
            Edge("e1", Endpoint("n1", "output"), Endpoint("n2", HOSTILE + "in")),
            Edge("e2", Endpoint("n2", HOSTILE + "out"), Endpoint("n3", HOSTILE + "in")),
            Edge("e3", Endpoint("n3", HOSTILE + "out"), Endpoint("n4", "x")),
            Edge("e4", Endpoint("n3", HOSTILE + "out"), Endpoint("n5", "inputs")),
            Edge("e5", Endpoint("n3", HOSTILE + "out"), Endpoint("n6", "inputs")),
            Edge("e6", Endpoint("n3", HOSTILE + "out"), Endpoint("n7", "inputs")),
        ],
    )
    return Project(
        HOSTILE,
        root,
        notes=HOSTILE,
        blocks={"b1": block},
        packages=("EVIL(); x", "a\nEVIL()"),
        weights=HOSTILE,
        data=DataSettings(kind=DataKind.CSV, path=HOSTILE),
    )


@pytest.mark.parametrize("style", list(BlockStyle))
def test_nothing_that_a_stranger_wrote_into_a_project_becomes_a_statement(
    style: BlockStyle,
) -> None:
    project = hostile_project(style)
    package = project_package(project)
    notebook = json.loads(project_notebook(project))["cells"]
    cells = ["".join(cell["source"]) for cell in notebook if cell["cell_type"] == "code"]
    texts = [text for name, text in package.items() if name.endswith(".py")]
    for text in (project_script(project), *texts, *cells):
        called = [n.func for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call)]
        assert "EVIL" not in [getattr(function, "id", "") for function in called]
    tomllib.loads(package["pyproject.toml"])
    assert "EVIL" not in package["requirements.txt"]
