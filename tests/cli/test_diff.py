"""`keras-designer diff` says what changed, and ends with 0 wherever it could compare."""

import json

from designer.project.files import read_project, write_project
from tests.cli.shell import example, one_line


def changed(folder):
    """Return an example and a copy with another width, another rate and other epochs."""
    before = example(folder, "digits_mlp")
    data = json.loads(before.read_text(encoding="utf-8"))
    for node in data["nodes"]:
        if node["kind"] == "Dropout":
            node["params"]["rate"] = 0.4
    data["fit"]["epochs"] = 99
    after = folder / "after.kdesign"
    after.write_text(json.dumps(data), encoding="utf-8")
    return before, after


def test_what_changed_is_printed_by_node_and_field(say, tmp_path):
    before, after = changed(tmp_path)
    code, text, errors = say("diff", before, after)
    assert (code, errors) == (0, "")
    assert text.splitlines() == [
        f"{before} → {after}",
        "",
        "layers: 1 changed",
        "  ~ dropout (Dropout)",
        "      rate: 0.2 → 0.4",
        "",
        "settings",
        "  fit.epochs: 20 → 99",
    ]


def test_equal_projects_have_no_differences(say, tmp_path):
    path = example(tmp_path, "digits_mlp")
    assert say("diff", path, path) == (0, f"{path} → {path}\nNo differences.\n", "")


def test_a_run_folder_stands_for_the_project_it_trained(say, tmp_path):
    before, after = changed(tmp_path)
    run = tmp_path / "digits_mlp.runs" / "2026-01-01_00-00-00"
    run.mkdir(parents=True)
    write_project(run / "project.kdesign", read_project(after).project)
    code, text, errors = say("diff", before, run, "--json")
    assert (code, errors) == (0, "")
    report = json.loads(text)
    assert [change["name"] for change in report["changed"]] == ["dropout"]
    assert report["settings"] == [{"field": "fit.epochs", "before": 20, "after": 99}]


def test_a_folder_that_is_no_run_is_refused_in_one_line(say, tmp_path):
    code, text, errors = say("diff", example(tmp_path, "digits_mlp"), tmp_path)
    assert (code, text) == (2, "")
    assert "Expected a project or the folder of a run" in one_line(errors)


def test_the_lines_of_the_projects_own_module_are_compared(say, tmp_path):
    before, after = (tmp_path / "a.kdesign", tmp_path / "b.kdesign")
    data = json.loads(example(tmp_path, "digits_mlp").read_text(encoding="utf-8"))
    before.write_text(json.dumps({**data, "module": "a = 1\nb = 2\n"}), encoding="utf-8")
    after.write_text(json.dumps({**data, "module": "a = 1\nb = 3\n"}), encoding="utf-8")
    _, text, _ = say("diff", before, after)
    assert text.splitlines()[3:] == [
        "  module",
        "      @@ -1,2 +1,2 @@",
        "       a = 1",
        "      -b = 2",
        "      +b = 3",
    ]
