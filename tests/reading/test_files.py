"""Scripts and notebooks as files."""

import json
from pathlib import Path

import pytest

from designer.reading.files import read_source_file

SCRIPT = (
    "import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)], name='m')\n"
)


def cell(kind: str, *lines: str) -> dict[str, object]:
    return {"cell_type": kind, "metadata": {}, "source": list(lines)}


def test_a_script_is_read(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(SCRIPT)
    assert [model.name for model in read_source_file(path).models] == ["m"]


def test_the_code_cells_of_a_notebook_are_read_as_one_script(tmp_path: Path) -> None:
    path = tmp_path / "model.ipynb"
    cells = [
        cell("markdown", "# A model\n", "import nothing"),
        cell("code", "%matplotlib inline\n", "!pip install keras\n", "import keras\n"),
        cell("code", "%%time\n", "import this is no Python"),
        cell("code", "if True:\n", "    %timeit x\n", "    width = 3\n"),
        cell("code", "i = keras.Input((width,))\n", "m = keras.Model(i, keras.layers.Dense(1)(i))"),
    ]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}))
    reading = read_source_file(path)
    assert reading.problems == ()
    assert reading.models[0].project.graph.inputs[0].params == {"shape": [3]}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("no.ipynb", b"x = 1", "found no JSON"),
        ("no.ipynb", b"[]", "found none"),
        ("no.ipynb", b"[" * 100_000, "cannot be read"),
        ("no.py", b"\xff\xfe\x00", "UTF-8"),
        ("no.py", b"x = 1\0", "Python"),
        ("no.py", b"print 'two'", "This is no Python"),
    ],
)
def test_what_is_no_python_is_said(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (found,) = read_source_file(path).problems
    assert words in found.words


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    (found,) = read_source_file(tmp_path / "gone.py").problems
    assert found.title == "gone.py cannot be read."
