"""`keras-designer import`: any model becomes a project with its weights."""

import json
from pathlib import Path

import pytest

from designer.project.files import read_project

pytestmark = pytest.mark.engine

FIXTURES = Path(__file__).parents[1] / "fixtures" / "keras2"


def test_a_file_of_keras_2_becomes_a_project_that_checks(say, tmp_path) -> None:
    target = tmp_path / "net.kdesign"
    code, out, err = say("import", FIXTURES / "recurrent.h5", target, "--json")
    told = json.loads(out)["projects"][0]
    assert (code, err) == (0, "")
    assert told["path"] == str(target)
    assert told["weights"] == str(tmp_path / "net.weights.hdf5")
    assert Path(told["weights"]).is_file()
    assert read_project(target).project.weights == "net.weights.hdf5"
    code, out, _ = say("check", target, "--json")
    checked = json.loads(out)
    assert code == 0
    assert [node["kind"] for node in checked["nodes"]] == [
        "Input",
        "LSTM",
        "Bidirectional",
        "Dense",
        "Output",
    ]


def test_a_script_becomes_a_project_without_being_run(say, tmp_path) -> None:
    script = tmp_path / "net.py"
    script.write_text(
        "import keras\n"
        f"open({str(tmp_path / 'it_ran')!r}, 'w')\n"
        'x = keras.Input((4,), name="x")\n'
        'model = keras.Model(x, keras.layers.Dense(3, name="dense")(x), name="small")\n'
    )
    code, out, _ = say("import", script, tmp_path / "net.kdesign")
    assert (code, not (tmp_path / "it_ran").exists()) == (0, True)
    assert out.startswith(f"wrote {tmp_path / 'net.kdesign'} (3 nodes")
    names = [n.name for n in read_project(tmp_path / "net.kdesign").project.graph.nodes.values()]
    assert {"x", "dense"} < set(names)


def test_what_cannot_be_read_is_told_in_one_line(say, tmp_path) -> None:
    (tmp_path / "bad.keras").write_text("no model")
    code, out, err = say("import", tmp_path / "bad.keras", tmp_path / "bad.kdesign")
    assert (code, out) == (2, "")
    assert err.startswith("keras-designer: Expected a model of Keras in bad.keras")
    assert err.count("\n") == 1
    assert not (tmp_path / "bad.kdesign").exists()


def test_paths_that_are_not_there(say, tmp_path) -> None:
    code, _, err = say("import", tmp_path / "no.keras", tmp_path / "no.kdesign")
    assert (code, "found nothing there" in err) == (2, True)
    source = FIXTURES / "masked.h5"
    code, _, err = say("import", source, tmp_path / "no" / "such" / "x.kdesign")
    assert (code, "There is no folder" in err) == (2, True)
