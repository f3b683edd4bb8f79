"""How a project was looked at outlives the program."""

import json

import pytest

from designer.session.views import ProjectView, Views

VIEW = ProjectView(
    looks={"": (0.8, 10.0, -20.0), "b1": (1.0, 0.0, 0.0)},
    scope="b1",
    path=("n4",),
    workspace="data",
    tab="code",
    panels="AAAA",
)


def test_a_view_comes_back_as_it_was(tmp_path):
    Views(tmp_path).put(tmp_path / "a.kdesign", VIEW)
    assert Views(tmp_path).get(tmp_path / "a.kdesign") == VIEW
    assert Views(tmp_path).get(tmp_path / "b.kdesign") is None


def test_no_more_than_two_hundred_projects_are_remembered(tmp_path):
    now = iter(range(1000))
    views = Views(tmp_path, now=lambda: next(now))
    for number in range(205):
        views.put(tmp_path / f"{number}.kdesign", ProjectView())
    assert len(json.loads((tmp_path / "views.json").read_text())) == 200
    assert views.get(tmp_path / "4.kdesign") is None
    assert views.get(tmp_path / "5.kdesign") == ProjectView()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"PATH": 3}',
        '{"PATH": {"looks": {"": [1, 2]}, "path": 3, "tab": 4}}',
        f'{{"PATH": {{"looks": {{"": [1{"0" * 400}, 2, 3]}}, "time": 1{"0" * 400}}}}}',
        '{"PATH": {"panels": "\\ud800"}}',
    ],
)
def test_a_broken_file_is_passed_over(tmp_path, text):
    path = tmp_path / "a.kdesign"
    (tmp_path / "views.json").write_text(text.replace("PATH", str(path.resolve())))
    assert Views(tmp_path).get(path) in (None, ProjectView())
    Views(tmp_path).put(path, VIEW)
    assert Views(tmp_path).get(path) == VIEW


def test_scales_that_are_none_are_left_out(tmp_path):
    path = tmp_path / "a.kdesign"
    entry = {"looks": {"": [0, 1, 2], "b1": [1, 2, None], "b2": [1, 2, 3]}}
    (tmp_path / "views.json").write_text(json.dumps({str(path.resolve()): entry}))
    assert Views(tmp_path).get(path) == ProjectView(looks={"b2": (1.0, 2.0, 3.0)})
