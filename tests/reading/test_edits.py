"""An edited script as an edit of the drawing, and what is said where a drawing has no place."""

from dataclasses import replace

import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.graph.graph import Graph
from designer.project.files import read_project
from designer.project.project import Project
from designer.reading.edits import read_edit
from designer.reading.reading import Reading

CATALOG = load_catalog()
BEFORE = read_project(paths.resources() / "examples" / "two_inputs_two_outputs.kdesign").project
SCRIPT = project_script(BEFORE)


def edited(*changes: tuple[str, str]) -> Reading:
    text = SCRIPT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_edit(text, CATALOG, BEFORE, SCRIPT, project_script)


def after(*changes: tuple[str, str]) -> Project:
    reading = edited(*changes)
    assert reading.problems == ()
    return reading.models[0].project


def changed(project: Project) -> set[str]:
    """The names of the nodes that are not as they were."""
    now: Graph = project.graph
    before = BEFORE.graph
    ids = {id for id in {*now.nodes, *before.nodes} if now.nodes.get(id) != before.nodes.get(id)}
    return {(now.nodes.get(id) or before.nodes[id]).name for id in ids}


def test_the_script_as_it_is_changes_nothing() -> None:
    assert after() is BEFORE


def test_spaces_and_other_names_of_variables_change_nothing() -> None:
    project = after(("scale_image", "scaled"), ('name="scaled"', 'name="scale_image"'),
                    ("    code = layers", "\n    code = layers"))  # fmt: skip
    assert project == BEFORE


def test_a_value_changes_one_node() -> None:
    project = after(('layers.Dense(32, activation="relu", name="code")',
                     'layers.Dense(48, activation="relu", name="code")'))  # fmt: skip
    assert changed(project) == {"code"}
    assert project.graph.edges == BEFORE.graph.edges
    assert project.graph.by_name["code"].params == {"activation": "relu", "units": 48}


def test_a_renamed_layer_keeps_its_id_and_its_place() -> None:
    project = after(('name="code"', 'name="bottleneck"'))
    old, new = BEFORE.graph.by_name["code"], project.graph.by_name["bottleneck"]
    assert (new.id, new.position) == (old.id, old.position)
    assert changed(project) == {"bottleneck"}


def test_a_layer_of_another_kind_keeps_its_id() -> None:
    project = after(
        ('layers.Dense(64, name="drawn")', 'layers.EinsumDense("ab,bc->ac", 64, name="drawn")')
    )
    assert project.graph.by_name["drawn"].id == BEFORE.graph.by_name["drawn"].id
    assert project.graph.by_name["drawn"].kind == "EinsumDense"


def test_a_new_layer_stands_between_its_neighbours() -> None:
    project = after(
        (
            "    drawn = layers",
            '    more = layers.Dropout(0.3, name="more")(code)\n    drawn = layers',
        ),
        ('name="drawn")(code)', 'name="drawn")(more)'),
    )
    graph = project.graph
    more, above, below = (graph.by_name[name].position for name in ("more", "code", "drawn"))
    assert above[1] < more[1] < below[1]
    assert changed(project) <= {"more", "drawn", "redrawn"}


def test_a_deleted_layer_is_gone() -> None:
    project = after(
        ('    code = layers.Dense(32, activation="relu", name="code")(together)\n', ""),
        ("(code)", "(together)"),
    )
    assert "code" not in project.graph.by_name
    assert changed(project) == {"code"}


def test_epochs_rates_and_losses_are_settings() -> None:
    project = after(
        ("EPOCHS = 15", "EPOCHS = 25"), ("0.002", "0.01"), ('"redrawn": "mse"', '"redrawn": "mae"')
    )
    assert project.fit.epochs == 25
    assert project.compile.optimizer == {"class_name": "Adam", "config": {"learning_rate": 0.01}}
    assert project.graph.by_name["redrawn"].params["loss"] == "mae"
    assert changed(project) == {"redrawn"}


def test_what_follows_from_an_edit_elsewhere_in_the_script_is_no_edit_of_that_place() -> None:
    swapped = after(('outputs={"label": probabilities, "redrawn": drawn}',
                     'outputs={"redrawn": drawn, "label": probabilities}'))  # fmt: skip
    assert [node.name for node in swapped.graph.outputs] == ["redrawn", "label"]


def test_comments_stay_with_their_layers() -> None:
    project = after(
        ("    drawn = layers", "    # draws the digit\n    # again\n    drawn = layers"),
        ("    return keras.Model(", "    # all of it\n    return keras.Model("),
    )
    script = project_script(project)
    assert "    # draws the digit\n    # again\n    drawn = layers" in script
    assert "    # all of it\n    return keras.Model(" in script


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("seed=0,\n", "seed=3,\n", "seed=3", "Data workspace"),
        ("    model.summary()\n", "", "train(model", "project's settings"),
        ("    fields = read", "    # reads\n    fields = read", "# reads", "comment"),
        (
            "    steps = math.ceil",
            "    print(1)\n    steps = math.ceil",
            "print(1)",
            "Train workspace",
        ),
        ("SEED = 0\n", "SEED = 0\nimport this\nthis.d = 3\n", "this.d", "has no place for this"),
        ("Two Inputs see", "Three Inputs see", '"""two', "title and the notes"),
    ],
)
def test_what_a_drawing_cannot_hold_is_said_at_its_line(
    old: str, new: str, line: str, words: str
) -> None:
    reading = edited((old, new))
    text = SCRIPT.replace(old, new)
    assert reading.models == ()
    first = reading.errors[0]
    assert line in text.splitlines()[first.line - 1]
    assert words in first.words


def test_a_part_that_was_taken_out_is_asked_back() -> None:
    start, end = SCRIPT.index("def load_data"), SCRIPT.index("def build_model")
    reading = read_edit(SCRIPT[:start] + SCRIPT[end:], CATALOG, BEFORE, SCRIPT, project_script)
    assert "load_data cannot be taken out of the script." in reading.errors[0].words


def test_an_own_class_typed_into_the_script_goes_to_the_projects_module() -> None:
    own = (
        "class Doubled(layers.Layer):\n"
        '    """Twice."""\n\n'
        "    def call(self, inputs):\n"
        "        return inputs * 2.0  # twice\n\n\n"
        "def build_model"
    )
    project = after(
        ("def build_model", own),
        ('layers.Dense(64, name="drawn")', 'Doubled(name="drawn")'),
    )
    assert project.graph.by_name["drawn"].kind == "custom.Doubled"
    assert "return inputs * 2.0  # twice" in project.module


def test_bypassed_layers_stay_on_the_drawing_when_the_script_is_edited() -> None:
    graph = BEFORE.graph
    node = graph.by_name["code"]
    drawn = replace(
        BEFORE, graph=replace(graph, nodes={**graph.nodes, node.id: replace(node, bypassed=True)})
    )
    script = project_script(drawn)
    assert 'name="code"' not in script
    other = next(n for n in graph.nodes.values() if n.kind == "Dense" and n.id != node.id)
    text = script.replace(f'name="{other.name}"', 'name="another"')
    reading = read_edit(text, CATALOG, drawn, script, project_script)
    assert reading.problems == ()
    now = reading.models[0].project.graph
    assert now.nodes[node.id] == drawn.graph.nodes[node.id]
    assert now.edges == drawn.graph.edges
    assert now.by_name["another"].id == other.id
