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


def test_what_a_script_imports_from_files_beside_it_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "parts.py").write_text(
        "from keras import layers\nWIDTH = 3\ndef head(x):\n    return layers.Dense(WIDTH)(x)\n"
        "if __name__ == '__main__':\n    raise SystemExit\n"
    )
    (tmp_path / "net.py").write_text(
        "import keras\nfrom .parts import head as top\ndef build(size):\n"
        "    inputs = keras.Input((size,))\n    return keras.Model(inputs, top(inputs), name='n')\n"
    )
    path = tmp_path / "train.py"
    path.write_text("from net import build\nmodel = build(5)\n")
    reading = read_source_file(path)
    assert (reading.problems, [model.line for model in reading.models]) == ((), [7])
    kinds = {n.kind: n.params for n in reading.models[0].project.graph.nodes.values()}
    assert (kinds["Input"], kinds["Dense"]) == ({"shape": [5]}, {"units": 3})


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "outer.py").write_text(SCRIPT)
    (tmp_path / "inner").mkdir()
    path = tmp_path / "inner" / "train.py"
    (tmp_path / "inner" / "linked.py").symlink_to(tmp_path / "outer.py")
    path.write_text("from linked import m\nfrom ..outer import m\n")
    assert read_source_file(path).models == ()
