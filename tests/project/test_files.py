import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.project.files import (
    BadProject,
    parse_project,
    project_to_text,
    read_project,
    write_project,
)
from designer.project.project import Project
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
ids = st.text("abcdef0123456789", min_size=1, max_size=6)
positions = st.tuples(st.integers(-999, 999).map(float), st.integers(-999, 999).map(float))


@st.composite
def remarks(draw) -> list[Remark]:
    kinds = st.sampled_from(RemarkKind)
    return [
        Remark(f"r{i}", draw(kinds), draw(st.text(max_size=8)), draw(positions), draw(positions))
        for i in range(draw(st.integers(0, 2)))
    ]


@st.composite
def projects(draw) -> Project:
    names = draw(st.lists(ids, unique=True, max_size=5))
    nodes = [
        Node(
            id,
            draw(st.sampled_from(["Input", "Dense", "SomethingNew"])),
            draw(st.text(min_size=1, max_size=8)),
            draw(st.dictionaries(st.text(min_size=1, max_size=6), json_values, max_size=3)),
            draw(positions),
            draw(st.none() | st.sampled_from(names)),
            draw(st.booleans()),
            bypassed=draw(st.booleans()),
            collapsed=draw(st.booleans()),
        )
        for id in names
    ]
    ends = st.sampled_from(names or ["x"])
    edges = [
        Edge(
            f"e{i}",
            Endpoint(draw(ends), "output"),
            Endpoint(draw(ends), "inputs"),
            draw(st.integers(0, 3)),
            tuple(draw(st.lists(positions, max_size=2))),
        )
        for i in range(draw(st.integers(0, 4)) if names else 0)
    ]
    return Project(
        draw(st.text(max_size=8)),
        Graph.of(nodes, edges, draw(remarks())),
        DataSettings(draw(st.sampled_from(DataKind)), name="x", validation=0.25),
        CompileSettings(draw(json_values)),
        FitSettings(
            draw(st.integers(1, 99)), callbacks=({"class_name": "EarlyStopping", "config": {}},)
        ),
    )


@given(projects())
def test_any_project_survives_save_and_load(project):
    assert parse_project(project_to_text(project)).project == project


@given(projects())
def test_the_text_is_a_fixed_point(project):
    text = project_to_text(project)
    assert project_to_text(parse_project(text).project) == text


def test_what_a_newer_version_knew_is_kept():
    text = json.dumps(
        {
            "format": "keras-designer",
            "version": 99,
            "name": "m",
            "nodes": [{"id": "a", "kind": "Dense", "name": "a", "glow": 3}],
            "fit": {"epochs": 2, "patience": "much"},
            "colours": ["red"],
        }
    )

    file = parse_project(text)

    assert file.newer
    again = json.loads(project_to_text(file.project))
    assert again["nodes"][0]["glow"] == 3
    assert again["fit"]["patience"] == "much"
    assert again["colours"] == ["red"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a complete project file"),
        ('{"format": "keras-designer", "version": 1, "nodes": [', "is not a complete project file"),
        ("[1, 2]", "is not a Keras Designer project"),
        ('{"format": "other"}', "is not a Keras Designer project"),
        ('{"format": "keras-designer", "version": "new"}', "expected a version number"),
        ('{"format": "keras-designer", "version": 1, "nodes": 3}', "'nodes' to be a list"),
        ('{"format": "keras-designer", "version": 1, "nodes": [7]}', "node 1 to be an object"),
        (
            '{"format": "keras-designer", "version": 1, "nodes": [{"id": "a", "kind": "D"}]}',
            "'name' of node 1",
        ),
        (
            '{"format": "keras-designer", "version": 1, "nodes": '
            '[{"id": "a", "kind": "D", "name": "x", "position": [1e999, 0]}]}',
            "two numbers",
        ),
        ('{"format": "keras-designer", "version": 1, "fit": {"epochs": "many"}}', "whole number"),
        ('{"format": "keras-designer", "version": 1, "data": {"kind": "magic"}}', "data kind"),
        ("[" * 100_000, "too deeply"),
    ],
)
def test_a_broken_file_gets_one_clear_message(text, words):
    with pytest.raises(BadProject, match=words) as caught:
        parse_project(text, "broken.kdesign")
    assert "broken.kdesign" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_bytes_gets_one_clear_message(tmp_path):
    path = tmp_path / "picture.kdesign"
    path.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(BadProject, match="expected UTF-8 text"):
        read_project(path)


def test_a_missing_file_gets_one_clear_message(tmp_path):
    with pytest.raises(BadProject, match="There is no file"):
        read_project(tmp_path / "none.kdesign")


def test_a_file_that_cannot_be_written_stands_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "model.kdesign"
    write_project(path, Project("first"))

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_project(path, Project("second"))

    assert read_project(path).project.name == "first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.kdesign"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these modes")
def test_a_new_file_has_the_usual_permissions(tmp_path):
    path = tmp_path / "model.kdesign"
    mask = os.umask(0o022)
    try:
        write_project(path, Project())
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_number_larger_than_any_float_is_refused_in_words():
    text = project_to_text(Project("m", Graph.of([Node("n1", "Dense", "dense")])))

    with pytest.raises(BadProject, match="position of node 1"):
        parse_project(text.replace('"position": [0, 0]', f'"position": [{"9" * 400}, 0]'))
    with pytest.raises(BadProject, match="'validation'"):
        parse_project(text.replace('"validation": 0.2', f'"validation": {"9" * 400}'))


def test_unknown_fields_of_a_wire_are_kept():
    ends = (Endpoint("n1", "output"), Endpoint("n2", "inputs"))
    text = project_to_text(Project("m", Graph.of([], [Edge("e1", *ends)])))
    newer = text.replace('"to": ["n2", "inputs"]', '"to": ["n2", "inputs"], "colour": "red"')
    assert newer != text

    assert project_to_text(parse_project(newer).project) == newer


def test_a_disk_without_modes_is_written_to(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr(os, "chmod", refuse)
    write_project(tmp_path / "m.kdesign", Project("m"))
    assert read_project(tmp_path / "m.kdesign").project == Project("m")


@pytest.mark.parametrize("kind", ['{"a": 1}', "[]", "7", '"cloud"'])
def test_an_impossible_kind_of_data_is_refused_in_words(kind):
    text = project_to_text(Project("m")).replace('"kind": "none"', f'"kind": {kind}')
    with pytest.raises(BadProject, match="Expected data kind to be one of"):
        parse_project(text)


@pytest.mark.parametrize(
    "part",
    [
        {"direction": []},
        {"structure": {}},
        {"data": {"kind": []}},
        {"remarks": [{"id": "r1", "kind": {}}]},
        {"blocks": [{"id": "b1", "name": "stem", "style": []}]},
    ],
)
def test_what_is_no_word_where_one_of_some_is_expected_is_told(part) -> None:
    file = {"format": "keras-designer", "version": 1, **part}
    with pytest.raises(BadProject, match="to be one of"):
        parse_project(json.dumps(file))


@pytest.mark.parametrize("far", [1e9, -1e300])
def test_places_that_no_canvas_reaches_are_told(far) -> None:
    node = {"id": "n1", "kind": "Dense", "name": "dense", "position": [0, far]}
    file = {"format": "keras-designer", "version": 1, "nodes": [node]}
    with pytest.raises(BadProject, match="position of node 1 to be at most 100,000,000 pixels"):
        parse_project(json.dumps(file))
