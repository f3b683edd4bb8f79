"""What must not be imported before the window is there."""

import subprocess
import sys

SLOW = (
    "numpy",
    "networkx",
    "pyqtgraph",
    "importlib.metadata",
    "designer.codegen.script",
    "designer.reading.reading",
    "designer.ui.actions.command_palette",
    "designer.ui.diagram.diagram_dialog",
    "designer.ui.shortcuts.shortcut_sheet",
)


def run_python(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    return result.stdout.strip()


def test_the_window_does_not_wait_for_what_is_not_on_its_first_screen():
    code = (
        "import sys, designer.cli.main, designer.ui.app, designer.ui.main_window\n"
        f"print([name for name in {SLOW!r} if name in sys.modules])"
    )
    assert run_python(code) == "[]"


def test_a_check_of_a_sound_drawing_does_not_wait_for_networkx():
    code = (
        "import sys\n"
        "from designer.graph.graph import Graph\n"
        "from designer.graph.records import Edge, Endpoint, Node\n"
        "from designer.graph.topology import find_cycle\n"
        "nodes = [Node('a', 'Dense', 'a', (0, 0)), Node('b', 'Dense', 'b', (0, 0))]\n"
        "edge = Edge('e', Endpoint('a', 'output'), Endpoint('b', 'inputs'))\n"
        "print(find_cycle(Graph.of(nodes, [edge])), 'networkx' in sys.modules)"
    )
    assert run_python(code) == "() False"


def test_qt_does_not_read_the_source_of_our_modules():
    code = (
        "import sys, designer.ui\n"
        "reader = sys.modules['shibokensupport.feature']\n"
        "print(reader._mod_uses_pyside(sys), reader._mod_uses_pyside.__module__)"
    )
    assert run_python(code) == "False designer.ui.quick_imports"
