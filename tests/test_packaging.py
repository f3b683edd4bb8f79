"""The wheel holds all that the program needs, and runs from a folder of its own."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LOOK = """
import json
from designer import paths
from designer.codegen.script import project_script
from designer.project.files import read_project
folder = paths.resources()
print(json.dumps({
    "resources": str(folder),
    "found": {name: len(list((folder / name).rglob("*.*")))
              for name in ("catalog", "help", "icons", "fonts", "examples", "data", "themes")},
    "script": project_script(read_project(folder / "examples" / "digits_cnn.kdesign").project),
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    options = ["--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    done = subprocess.run(
        [*command, *options, str(ROOT)], capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a folder that holds the program, and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def run(installed, tmp_path):
    def start(*arguments, **changes):
        environment = {**os.environ, "PYTHONPATH": str(installed), **changes}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={name: value for name, value in environment.items() if value is not None},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return start


def test_the_wheel_has_every_module_and_resource(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "designer").rglob("*.py")}
    resources = {
        f"designer/{path.relative_to(ROOT)}"
        for name in ("catalog", "help", "icons", "fonts", "examples", "data", "themes")
        for path in (ROOT / "resources" / name).rglob("*")
        if path.is_file() and not {"__pycache__"} & set(path.parts) and ".runs" not in str(path)
    }
    assert {name.replace(os.sep, "/") for name in modules | resources} - packed == set()


def test_the_wheel_holds_nothing_of_the_machine(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    strays = ("__pycache__", ".pyc", ".runs/", "tests/", ".git")
    assert [name for name in names if any(stray in name for stray in strays)] == []


def test_an_installed_program_finds_its_resources_and_recipes(run, installed):
    done = run("-c", LOOK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["resources"]) == installed / "designer" / "resources"
    assert all(told["found"].values()), told["found"]
    assert "def split_rows(" in told["script"]


def test_an_installed_command_lists_the_layers(run):
    done = run("-m", "designer", "layers", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    kinds = {spec["kind"] for spec in json.loads(done.stdout)["layer"]}
    assert {"Dense", "Conv2D", "LSTM"} <= kinds


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_the_window_says_so_in_one_line(run):
    hidden = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    done = run("-m", "designer", **hidden)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("keras-designer: expected a display")
    assert done.stderr.count("\n") == 1


def test_a_broken_installation_of_qt_is_told_in_one_line(run, tmp_path):
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1: none')")
    done = run("-m", "designer", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 2
    assert "libEGL.so.1: none" in done.stderr
    assert done.stderr.count("\n") == 1
