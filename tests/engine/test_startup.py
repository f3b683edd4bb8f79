"""What an engine process prepares before Keras is imported."""

import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.engine


def run(code):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        input="a request\n",
    )


def test_nothing_that_prints_reaches_the_protocol():
    result = run(
        """
        import os, subprocess, sys
        from designer.engine.startup import claim_pipes
        requests, answers = claim_pipes()
        print("printed")
        os.write(1, b"written\\n")
        subprocess.run([sys.executable, "-c", "import sys; print('child', sys.stdin.read())"])
        answers.write(requests.readline())
        """
    )
    assert result.stdout == "a request\n"
    assert result.stderr.split() == ["printed", "written", "child"] or set(
        result.stderr.split()
    ) == {"printed", "written", "child"}


def test_keras_comes_without_what_it_does_not_need():
    result = run(
        """
        import sys
        from designer.engine.startup import prepare_process
        prepare_process()
        import keras
        print([name for name in ("sklearn", "pandas") if sys.modules.get(name) is not None])
        print(keras.backend.backend())
        """
    )
    assert result.stdout.split("\n")[:2] == ["[]", "tensorflow"], result.stderr


def test_a_model_of_two_thousand_layers_in_a_row_is_built():
    result = run(
        """
        import threading
        from designer.engine.startup import prepare_process
        prepare_process()
        from designer.engine.build import build_model
        from designer.graph.graph import Graph
        from designer.graph.records import Edge, Endpoint, Node
        from designer.project.project import Project

        kinds = ["Input", *["Identity"] * 2000, "Output"]
        nodes = [
            Node(f"{n:04}", kind, f"n{n}", {"shape": [3]} if n == 0 else {}, (0.0, n))
            for n, kind in enumerate(kinds)
        ]
        edges = [
            Edge(f"{n:04}", Endpoint(f"{n:04}", "output"), Endpoint(f"{n + 1:04}", "inputs"))
            for n in range(2001)
        ]

        def build():
            print(len(build_model(Project(graph=Graph.of(nodes, edges))).layers))

        thread = threading.Thread(target=build)
        thread.start()
        thread.join()
        """
    )
    assert result.stdout == "2001\n", result.stderr[-2000:]
