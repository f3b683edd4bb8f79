"""The rules of the house, checked by a machine."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "designer").rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run_python(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_imports_go_downwards_only():
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_window_never_imports_keras():
    code = (
        "import sys, designer.ui.app, designer.ui.main_window\n"
        "print([m for m in ('keras', 'tensorflow') if m in sys.modules])"
    )
    assert run_python(code) == "[]"


def test_the_session_imports_neither_qt_nor_keras():
    code = (
        "import sys, designer.session.session, designer.codegen.script, designer.reading.edits\n"
        "print([m for m in ('PySide6', 'pyqtgraph', 'keras', 'tensorflow') if m in sys.modules])"
    )
    assert run_python(code) == "[]"


@pytest.mark.engine
def test_the_engine_never_imports_qt():
    code = (
        "import sys, designer.engine.server, designer.engine.training.train\n"
        "print([m for m in ('PySide6', 'pyqtgraph') if m in sys.modules])"
    )
    assert run_python(code) == "[]"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_says_what_it_is_for_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{relative(path)} does not say what it is for"
    assert text.count("\n") <= LONGEST_MODULE, f"{relative(path)}: two rooms in one?"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{relative(path)}:{node.lineno} {node.name} is long"


def test_no_rule_is_broken_for_types():
    marked = [relative(path) for path in MODULES if "TYPE_CHECKING" in path.read_text("utf-8")]
    assert marked == []


def test_every_package_states_its_rule():
    packages = [path for path in (ROOT / "designer").iterdir() if (path / "__init__.py").is_file()]
    assert [path.name for path in packages if not (path / "README.md").is_file()] == []


def test_the_tests_mirror_the_packages():
    packages = {p.name for p in (ROOT / "designer").iterdir() if (p / "__init__.py").is_file()}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert packages <= folders
