"""A project from drawing to predictions by commands alone; `--json` is JSON alone."""

import json
import shutil

import numpy as np
import pytest

from tests.cli.shell import example, one_line, run_command, runs_of, start_command

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Return a project that was trained for three epochs, and what the command said."""
    project = example(tmp_path_factory.mktemp("trained"), "iris_mlp")
    return project, run_command("train", project, "--epochs", "3", "--json")


def test_training_prints_a_line_an_epoch_and_one_for_the_run(trained):
    project, done = trained
    assert (done.returncode, done.stderr) == (0, "")
    *epochs, last = (json.loads(line) for line in done.stdout.splitlines())
    assert [row["epoch"] for row in epochs] == [1, 2, 3]
    assert {*epochs[0]} == {"epoch", "loss", "accuracy", "val_loss", "val_accuracy"}
    (folder,) = runs_of(project)
    assert last["run"] == folder.name
    assert last["folder"] == str(folder)
    assert last["outcome"] == "completed"
    assert last["best"]["val_loss"] == {"value": epochs[2]["val_loss"], "epoch": 3}


def test_a_command_leaves_the_project_as_it_is(trained, tmp_path):
    project, _ = trained
    assert project.read_bytes() == example(tmp_path, "iris_mlp").read_bytes()


def test_evaluation_tells_metrics_and_classes(trained, say):
    project, _ = trained
    code, text, errors = say("evaluate", project, "--run", "last", "--json")
    assert (code, errors) == (0, "")
    told = json.loads(text)
    assert told["split"] == "test"
    assert {*told["metrics"]} == {"loss", "accuracy"}
    (output,) = told["outputs"].values()
    assert len(output["confusion"]) == len(output["labels"]) == 3
    assert sum(map(sum, output["confusion"])) == told["samples"] == 30


def test_rows_of_a_table_and_of_an_array_are_predicted_alike(trained, say, tmp_path):
    project, _ = trained
    table, array = tmp_path / "new.csv", tmp_path / "new.npy"
    rows = np.array([[5.1, 3.5, 1.4, 0.2], [6.7, 3.1, 5.6, 2.4]])
    np.save(array, rows)
    np.savetxt(table, rows, delimiter=",", header="a,b,c,d", comments="")
    code, text, errors = say("predict", project, array, "--run", "last", "--json")
    assert (code, errors) == (0, "")
    (predicted,) = json.loads(text)["outputs"].values()
    assert [len(row["probabilities"]) for row in predicted] == [3, 3]
    assert all(row["label"] in ("setosa", "versicolor", "virginica") for row in predicted)


def test_an_input_of_another_shape_is_told_in_one_line(trained, say, tmp_path):
    project, _ = trained
    np.save(tmp_path / "wrong.npy", np.zeros((2, 7)))
    code, text, errors = say("predict", project, tmp_path / "wrong.npy", "--run", "last")
    assert (code, text) == (2, "")
    assert "expected" in one_line(errors).lower()


def test_a_run_can_go_on_for_more_epochs(trained, say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    source = runs_of(trained[0])[0]
    target = project.with_suffix(".runs") / source.name
    target.parent.mkdir()
    shutil.copytree(source, target)
    code, text, errors = say("train", project, "--resume", "last", "--epochs", "4", "--json")
    assert (code, errors) == (0, "")
    assert [json.loads(line).get("epoch") for line in text.splitlines()] == [4, None]
    code, text, errors = say("train", project, "--resume", "last")
    assert (code, text) == (1, "")
    assert "This run has trained all its" in one_line(errors)


def test_a_checked_project_tells_shapes_and_costs(say, tmp_path):
    code, text, errors = say("check", example(tmp_path, "digits_cnn"), "--json")
    assert (code, errors) == (0, "")
    told = json.loads(text)
    assert told["problems"] == []
    assert told["totals"]["parameters"] == 38_314
    assert told["nodes"][2]["outputs"]["output"]["shape"] == [None, 8, 8, 32]
    memory = told["memory"]
    assert (memory["batch_size"], memory["weights"]) == (32, 4 * 38_314)
    assert (memory["optimizer_slots"], memory["optimizer"]) == (2.0, 8 * 38_314)
    needs = memory["precisions"]["float32"]
    assert needs["training"] > needs["inference"] > memory["weights"]


def test_a_checked_project_is_told_in_words_with_symbolic_shapes_and_memory(say, tmp_path):
    code, text, errors = say("check", example(tmp_path, "digits_cnn"))
    assert (code, errors) == (0, "")
    assert "conv_1         Conv2D        (B, 8, 8, 32)" in text
    line = next(line for line in text.splitlines() if line.startswith("memory"))
    assert line.startswith("memory, batch of 32: 2.0 MB to train, 0.9 MB to predict")


def test_a_package_is_exported_with_a_test_of_what_the_engine_found(say, tmp_path):
    out = tmp_path / "it"
    assert say("export", example(tmp_path, "iris_mlp"), "--to", "package", out)[0] == 0
    assert "count_params() == 140" in (out / "tests" / "test_model.py").read_text()


def test_a_notebook_needs_its_ending(say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    _, _, errors = say("export", project, "--to", "notebook", tmp_path / "it.txt")
    assert "Expected a name that ends in .ipynb" in errors
    assert say("export", project, "--to", "notebook", tmp_path / "it.ipynb")[0] == 0
    assert json.loads((tmp_path / "it.ipynb").read_text())["nbformat"] == 4


def test_a_model_without_a_run_is_exported_and_proved(say, tmp_path):
    out = tmp_path / "model.keras"
    code, text, errors = say(
        "export", example(tmp_path, "iris_mlp"), "--to", "keras", out, "--json"
    )
    assert (code, errors) == (0, "")
    told = json.loads(text)
    assert (told["format"], told["path"], told["difference"]) == ("keras", str(out), 0.0)
    assert out.stat().st_size == told["size"]


def test_a_layer_that_no_memory_holds_is_told_at_the_layer(say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    code, text, errors = say("train", project, "--set", "hidden.units=4000000000000")
    assert (code, text) == (1, "")
    assert "hidden cannot be built. There is not enough memory" in one_line(errors)


def test_a_loss_that_becomes_nan_is_null_in_json(say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    rate = "compile.optimizer.learning_rate=1e20"
    code, text, errors = say("train", project, "--set", rate, "--epochs", "1", "--json")
    first, last = (json.loads(line) for line in text.splitlines())
    assert (code, errors, first["loss"]) == (0, "", None)
    assert last["outcome"] == "completed"


def test_two_runs_side_by_side_do_not_meet(tmp_path):
    project = example(tmp_path, "iris_mlp", epochs=2)
    both = [start_command("train", project, "--json") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [errors for _, errors in told] == ["", ""]
    one, other = ([json.loads(line) for line in text.splitlines()] for text, _ in told)
    assert one[:2] == other[:2]
    assert {one[2]["run"], other[2]["run"]} == {folder.name for folder in runs_of(project)}
