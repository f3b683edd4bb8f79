"""How long the window waits for shapes: the engine's answer to `CheckProject`, as JSON.

Times are in milliseconds, the best and the median of several rounds, over real pipes: from the
request's first byte to the answer's last, encoding and decoding on both sides included.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from typing import Any

from designer.graph.blocks import Block, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.protocol.codec import decode, encode
from designer.protocol.requests import CheckProject


def chain(length: int) -> Project:
    """Return a model of *length* layers: pictures, convolutions, norms and their residual sums."""
    nodes = [Node("n00000", "Input", "image", {"shape": [32, 32, 16]})]
    edges: list[Edge] = []

    def add(kind: str, *sources: str, **params: Any) -> str:
        node = f"n{len(nodes):05}"
        nodes.append(Node(node, kind, f"{kind.lower()}_{len(nodes)}", params, (0.0, len(nodes))))
        for order, source in enumerate(sources):
            start, end = Endpoint(source, "output"), Endpoint(node, "inputs")
            edges.append(Edge(f"e{len(edges):05}", start, end, order))
        return node

    last = "n00000"
    while len(nodes) < length:
        conv = add("Conv2D", last, filters=16 + len(nodes) % 3, kernel_size=3, padding="same")
        norm = add("BatchNormalization", conv)
        act = add("Activation", norm, activation="relu")
        back = add("Conv2D", act, filters=16, kernel_size=1)
        last = add("Add", back, last)
    flat = add("GlobalAveragePooling2D", last)
    add("Output", add("Dense", flat, units=10))
    return Project("deep", Graph.of(nodes, edges))


def with_blocks(project: Project, chained: int) -> Project:
    """Return the same layers, drawn as a block of five that is repeated in *chained* instances."""
    around = project.graph.nodes
    first = [id for id in sorted(around) if around[id].kind not in ("Input", "Output")][:5]
    conv, norm, act, back, total = (around[id] for id in first)
    fixed = replace(conv, params={**conv.params, "filters": 16})
    inner = [fixed, norm, act, back, total]
    ends = [Node("x", "Input", "x", position=(0.0, -1.0)), Node("y", "Output", "y")]
    wires = [("x", conv.id, 0), (conv.id, norm.id, 0), (norm.id, act.id, 0), (act.id, back.id, 0),
             (back.id, total.id, 0), ("x", total.id, 1), (total.id, "y", 0)]  # fmt: skip
    edges = [
        Edge(f"i{number}", Endpoint(source, "output"), Endpoint(target, "inputs"), order)
        for number, (source, target, order) in enumerate(wires)
    ]
    block = Block("b1", "residual", Graph.of([*ends, *inner], edges))
    count = (len(around) - 3) // 5
    rows = [Node("image", "Input", "image", {"shape": [32, 32, 16]})]
    wired: list[Edge] = []
    before = Endpoint("image", "output")
    for number in range(chained):
        times = count // chained + (number < count % chained)
        rows.append(Node(f"s{number:04}", block_kind("b1"), f"stage{number}", {"repeat": times}))
        wired.append(Edge(f"w{number:04}", before, Endpoint(rows[-1].id, "x")))
        before = Endpoint(rows[-1].id, "y")
    rows.append(Node("out", "Output", "out"))
    wired.append(Edge("last", before, Endpoint("out", "inputs")))
    return Project("deep", Graph.of(rows, wired), blocks={"b1": block})


def with_inner_param(project: Project, value: int) -> Project:
    """Return *project* with one parameter changed inside its block, and so in every instance."""
    block = project.blocks["b1"]
    node = next(n for n in block.graph.nodes.values() if n.kind == "Conv2D")
    nodes = {**block.graph.nodes, node.id: node.with_param("filters", value)}
    changed = replace(block, graph=Graph(nodes, block.graph.edges))
    return replace(project, blocks={"b1": changed})


def with_param(project: Project, node: str, name: str, value: Any) -> Project:
    """Return *project* with one parameter changed."""
    graph = project.graph
    nodes = {**graph.nodes, node: graph.nodes[node].with_param(name, value)}
    return replace(project, graph=Graph(nodes, graph.edges))


class Engine:
    """An engine process with empty caches."""

    def __init__(self, folder: str) -> None:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder,
                       "TF_CPP_MIN_LOG_LEVEL": "3"}  # fmt: skip
        begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "designer.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._read()
        self.start = (time.perf_counter() - begun) * 1000

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return decode(self._process.stdout.readline())

    def check(self, project: Project) -> float:
        """Return the milliseconds of one whole round."""
        assert self._process.stdin is not None
        begun = time.perf_counter()
        self._process.stdin.write(encode(CheckProject("x", 1, project_to_dict(project))))
        self._process.stdin.flush()
        answer = self._read()
        taken = (time.perf_counter() - begun) * 1000
        if len(answer.nodes) < len(project.graph.nodes):
            raise SystemExit(f"Expected every node inferred, found {answer.problems[:3]}")
        return taken

    def close(self) -> None:
        """End the process as the window does."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)


def figures(times: list[float]) -> dict[str, float]:
    """Return the best and the median."""
    return {"best": round(min(times), 1), "median": round(statistics.median(times), 1)}


def measure(layers: int, rounds: int) -> dict[str, Any]:
    """Return all figures for a model of *layers* layers."""
    project = chain(layers)
    middle = f"n{layers // 2 // 5 * 5 + 1:05}"
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(folder)
        cold = engine.check(project)
        warm = [engine.check(project) for _ in range(rounds)]
        local = [
            engine.check(with_param(project, middle, "filters", 100 + number))
            for number in range(rounds)
        ]
        whole = [
            engine.check(with_param(project, "n00000", "shape", [40 + number, 32, 16]))
            for number in range(rounds)
        ]
        blocks = with_blocks(project, 20)
        engine.check(blocks)
        in_blocks = [
            engine.check(with_param(blocks, "s0010", "repeat", 11 + number % 2))
            for number in range(rounds)
        ]
        inside = [engine.check(with_inner_param(blocks, 20 + n)) for n in range(rounds)]
        engine.close()
        again = Engine(folder)
        from_disk = again.check(project)
        again.close()
    return {
        "layers": len(project.graph.nodes),
        "engine_start_ms": round(engine.start, 1),
        "cold_ms": round(cold, 1),
        "warm_unchanged_ms": figures(warm),
        "warm_edit_in_the_middle_ms": figures(local),
        "warm_edit_that_changes_every_shape_ms": figures(whole),
        "warm_edit_of_an_instance_ms": figures(in_blocks),
        "warm_edit_in_a_block_ms": figures(inside),
        "first_check_of_a_new_process_from_disk_ms": round(from_disk, 1),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.layers, arguments.rounds), indent=2))


if __name__ == "__main__":
    main()
