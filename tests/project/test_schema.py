import json

import jsonschema
import pytest
from hypothesis import given

from designer.paths import resources
from designer.project.files import BadProject, parse_project, project_to_dict
from designer.project.migrations import FORMAT_VERSION
from tests.project.test_files import projects

SCHEMA = json.loads(
    (resources() / "schema" / f"kdesign-{FORMAT_VERSION}.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EXAMPLES = sorted((resources() / "examples").glob("*.kdesign"))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_follow_the_schema(path):
    VALIDATOR.validate(json.loads(path.read_text("utf-8")))


@given(projects())
def test_whatever_is_saved_follows_the_schema(project):
    VALIDATOR.validate(json.loads(json.dumps(project_to_dict(project))))


@pytest.mark.parametrize(
    "change",
    [
        {"nodes": 3},
        {"nodes": [{"id": "a", "kind": "Dense"}]},
        {"nodes": [{"id": "a", "kind": "Dense", "name": "a", "position": [1]}]},
        {"edges": [{"id": "e", "from": ["a"], "to": ["b", "inputs"]}]},
        {"data": {"kind": "magic"}},
        {"fit": {"epochs": "many"}},
    ],
)
def test_the_schema_and_the_reader_refuse_the_same(change):
    data = {"format": "keras-designer", "version": 1, **change}
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(BadProject):
        parse_project(json.dumps(data))
