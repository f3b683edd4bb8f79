"""The JSON Schema of project files says what the program writes and reads."""

import json
from dataclasses import fields, replace

import jsonschema
import pytest

from designer.graph.blocks import Block
from designer.graph.graph import Graph
from designer.graph.records import Direction, Edge, Endpoint, Node
from designer.graph.remarks import Remark, RemarkKind
from designer.paths import resources
from designer.project.files import project_to_dict
from designer.project.migrations import FORMAT_VERSION
from designer.project.project import OutputStructure, Project
from designer.project.records_plain import graph_to_dict
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings

SCHEMA = json.loads((resources() / "kdesign.schema.json").read_text(encoding="utf-8"))
EXAMPLES = sorted((resources() / "examples").glob("*.kdesign"))


def complaints(data) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_is_one_and_is_of_this_version() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert f"version {FORMAT_VERSION}" in SCHEMA["description"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_keep_to_it(path) -> None:
    assert complaints(json.loads(path.read_text(encoding="utf-8"))) == []


def test_it_names_every_field_that_is_written() -> None:
    whole = Project(
        blocks={"b1": Block("b1", "block")},
        module="x = 1",
        packages=("keras_hub",),
        weights="first.h5",
        structure=OutputStructure.LIST,
        graph=Graph.of((), (), [Remark("r1", RemarkKind.NOTE)]),
        direction=Direction.RIGHT,
    )
    assert SCHEMA["properties"].keys() == project_to_dict(whole).keys()
    sections = {"data": DataSettings, "compile": CompileSettings, "fit": FitSettings}
    for name, kind in sections.items():
        known = {entry.name for entry in fields(kind)} - {"extra"}
        assert SCHEMA["$defs"][name]["properties"].keys() == known
    assert SCHEMA["$defs"]["data"]["properties"]["kind"]["enum"] == [str(k) for k in DataKind]


def test_it_names_every_field_of_the_drawing() -> None:
    node = Node("n1", "Dense", "d", {"units": 1}, layer="n2", trainable=False, weights="fresh")
    node = replace(node, bypassed=True, collapsed=True)
    edge = Edge("e1", Endpoint("n1", "a"), Endpoint("n2", "b"), 1, ((1.0, 2.0),))
    remark = Remark("r1", RemarkKind.FRAME, "Encoder", colour="core")
    written = graph_to_dict(Graph.of([node], [edge], [remark]))
    for part, name in (("nodes", "node"), ("edges", "edge"), ("remarks", "remark")):
        assert SCHEMA["$defs"][name]["properties"].keys() == written[part][0].keys()
    assert complaints({"format": "keras-designer", "version": FORMAT_VERSION, **written}) == []


def test_a_wire_to_no_port_does_not_keep_to_it() -> None:
    data = project_to_dict(Project())
    data["edges"] = [{"id": "e1", "from": ["n1"], "to": ["n2", "inputs"]}]
    assert complaints(data) == ["['n1'] is too short"]
