"""What is wrong with the command line or the project is said in one line, without an engine."""

import json

import pytest

from designer import __version__
from designer.__main__ import main
from tests.cli.shell import example, one_line


def changed(folder, change, name="iris_mlp"):
    path = example(folder, name)
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_version_is_told(say):
    assert say("--version") == (0, f"keras-designer {__version__}\n", "")


def test_help_names_every_command(say):
    code, text, errors = say("--help")
    assert (code, errors) == (0, "")
    for name in ("check", "train", "evaluate", "predict", "export", "diff", "layers", "doctor"):
        assert f"    {name}" in text


def test_the_catalogue_is_one_json_object(say):
    code, text, errors = say("layers", "--json")
    assert (code, errors) == (0, "")
    assert len(json.loads(text)["layer"]) > 100


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense", "x"], "expected a project file or one of check, train"),
        (["--nonsense"], "expected a project file or one of check, train"),
        (["check"], "The following arguments are required: PROJECT"),
        (["train", "p", "--epochs", "many"], "Argument --epochs: invalid int value: 'many'"),
        (["train", "p", "--epochs", "0"], "--epochs expects 1 or more, found 0"),
        (["train", "p", "--resume", "last", "--set", "a.b=1"], "--set cannot change it"),
        (["evaluate", "p"], "The following arguments are required: --run"),
        (["evaluate", "p", "--run", "last", "--split", "all"], "invalid choice: 'all'"),
        (["export", "p", "--to", "exe", "out"], "invalid choice: 'exe'"),
        (["export", "p", "--to", "keras", "/no/such/folder/x.keras"], "There is no folder"),
        (["predict", "p", "/no/such/file.csv", "--run", "last"], "There is no file or folder"),
        (["check", "/no/such/file.kdesign"], "There is no file /no/such/file.kdesign"),
    ],
)
def test_wrong_usage_is_told_in_one_line(say, words, told):
    code, text, errors = say(*words)
    assert (code, text) == (2, "")
    assert told in one_line(errors)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not a complete project file"),
        (b'{"format": "keras-designer", "ver', "is not a complete project file"),
        (b"[1, 2]", "is not a Keras Designer project"),
        (bytes(range(256)), "expected UTF-8 text"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "keras-designer", "version": "x"}', "expected a version number"),
        (b'{"format": "keras-designer", "version": 1, "nodes": {}}', "Expected 'nodes' to be a"),
        (b'{"format": "keras-designer", "version": 1, "fit": []}', "to be an object"),
        (b'{"format": "keras-designer", "version": 1, "notes": "\\ud800"}', "Unicode text"),
        (b'{"format": "keras-designer", "version": 1, "data": {"kind": "x"}}', "data kind"),
    ],
)
@pytest.mark.parametrize("command", ["check", "train"])
def test_a_file_that_is_no_project_is_told_in_one_line(say, tmp_path, command, content, told):
    path = tmp_path / "p.kdesign"
    path.write_bytes(content)
    code, text, errors = say(command, path)
    assert (code, text) == (2, "")
    assert told in one_line(errors)
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.kdesign"]


def units(value):
    return lambda data: data["nodes"][2]["params"].update(units=value)


def named(name):
    return lambda data: data["nodes"][2].update(name=name)


def fitted(**changes):
    return lambda data: data["fit"].update(changes)


def calling(name):
    code = {"class_name": "__lambda__", "config": {"code": "4wEAAAA="}}
    node = {"kind": name, "params": {"function": code}}
    return lambda data: data["nodes"][2].update(node)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (units(-3), "hidden: units is not possible. Expected a whole number of 1 or more"),
        (units("many"), "hidden: units is not possible"),
        (named("a/b"), "This name cannot be used"),
        (named("日本"), "TensorFlow takes no others"),
        (named("\x1b[2J"), "This name cannot be used"),
        (fitted(batch_size=0), "batch size is not possible"),
        (fitted(callbacks=["os.system"]), "callbacks is not possible"),
        (lambda data: data["compile"].update(optimizer="Foo"), "found Foo"),
        (lambda data: data["nodes"][2].update(kind="Nonsense"), "Nonsense is not known here"),
        (calling("Lambda"), "Expected Python code, found __lambda__"),
    ],
)
def test_a_project_with_errors_is_not_trained(say, tmp_path, change, told):
    code, text, errors = say("train", changed(tmp_path, change))
    assert (code, text) == (1, "")
    assert told in one_line(errors)
    assert "\x1b" not in errors
    assert not (tmp_path / "iris_mlp.runs").exists()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("nonsense", "--set expects PATH=VALUE"),
        ("fit.nonsense=1", "There is no setting fit.nonsense"),
        ("fit.batch_size=many", "Expected a whole number"),
        ("fit.batch_size=-4", "Expected a whole number of 1 or more"),
        ("fit.shuffle=1", "--set fit.shuffle"),
        ("data.test=much", "Expected something like 0.2, found 'much'"),
        ("compile.optimizer=Foo", "Expected an optimizer"),
        ("compile.optimizer.nonsense=1", "Adam has no argument nonsense"),
        ("nobody.units=3", "there is no layer called 'nobody'"),
        ("hidden.nonsense=3", "Dense has no argument 'nonsense'"),
        ("hidden.units=-3", "Expected a whole number of 1 or more"),
    ],
)
def test_a_setting_that_is_not_possible_is_refused(say, tmp_path, setting, told):
    code, text, errors = say("train", example(tmp_path, "iris_mlp"), "--set", setting)
    assert (code, text) == (2, "")
    assert told in one_line(errors)


def test_a_run_that_is_not_there_is_told_with_those_that_are(say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    for words in (("train", project, "--resume", "x"), ("evaluate", project, "--run", "last")):
        code, _, errors = say(*words)
        assert code == 2
        assert "It has no runs yet" in one_line(errors)


def test_an_interrupt_is_no_error_at_any_moment(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("designer.cli.main.main", interrupted)
    assert main() == 130
    assert capsys.readouterr().err == "keras-designer: interrupted\n"


def test_a_fault_of_the_program_is_one_line_unless_it_is_debugged(monkeypatch, say):
    def faulty():
        raise TypeError("of ours")

    monkeypatch.setattr("designer.cli.layers.load_catalog", faulty)
    code, text, errors = say("layers")
    assert (code, text) == (3, "")
    assert one_line(errors).startswith("The program has a fault: TypeError: of ours.")
    with pytest.raises(TypeError):
        say("layers", "--debug")


def test_a_model_file_has_the_ending_that_keras_reads(say, tmp_path):
    project = example(tmp_path, "iris_mlp")
    code, text, errors = say("export", project, "--to", "keras", tmp_path / "model.txt")
    assert (code, text) == (2, "")
    assert "Expected a name that ends in .keras, found model.txt" in one_line(errors)


def test_a_project_of_a_newer_program_is_read_with_a_warning(say, tmp_path):
    project = changed(tmp_path, lambda data: data.update(version=999))
    code, _, errors = say("train", project, "--resume", "last")
    assert code == 2
    assert errors.startswith("keras-designer: iris_mlp.kdesign was written by a newer")


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((["gone", "output"], ["n03", "inputs"]), "hidden has a wire from a layer that is gone"),
        ((["n03", "output"], ["gone", "inputs"]), "hidden has a wire to a layer that is gone"),
        ((["n03", "output"], ["n03", "inputs"]), "The wires form a circle"),
    ],
)
def test_a_wire_that_cannot_be_is_told(say, tmp_path, ends, told):
    wire = {"id": "odd", "from": ends[0], "to": ends[1]}
    code, _, errors = say("train", changed(tmp_path, lambda data: data["edges"].append(wire)))
    assert code == 1
    assert told in one_line(errors)


def test_a_model_in_place_of_a_project_is_to_be_imported_first(say, tmp_path):
    path = tmp_path / "tickets.keras"
    path.write_bytes(b"PK\x03\x04")
    assert say("check", str(path)) == (
        2,
        "",
        "keras-designer: tickets.keras is a model, and a project is expected. Make one of it "
        f"first: keras-designer import {path} tickets.kdesign\n",
    )
