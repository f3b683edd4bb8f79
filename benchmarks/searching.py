"""How long a key takes in the fields in which one searches: CPU milliseconds, as JSON.

Run `python benchmarks/searching.py`. A key has to be answered within one frame of the screen.
"""

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

from designer.catalog.catalog import load_catalog
from designer.catalog.offering import Offering, Wanted
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.session.finding import find
from designer.session.finding_index import findables
from designer.session.outline import rows_of

NODES = 5000
FRAME = 16.7
TYPED = ("", "c", "conv2d 32 3x3 same", "droput 0.3", "conv 8 3 > maxpool > dense 10", "add @d")
SOUGHT = ("d", "dense_4", "units=64", "units>32 dense", "(None, 64)")
ROUNDS = 9


def chain() -> Project:
    """Return a long chain of layers."""
    nodes = [
        Node(f"n{i:05}", "Dense", f"dense_{i}", {"units": i % 128 + 1}, (0.0, 96.0 * i))
        for i in range(NODES)
    ]
    edges = [
        Edge(f"e{i:05}", Endpoint(f"n{i:05}", "output"), Endpoint(f"n{i + 1:05}", "inputs"))
        for i in range(NODES - 1)
    ]
    return Project(graph=Graph.of(nodes, edges))


def cpu(work: Callable[[], object]) -> dict[str, float]:
    """Return the CPU milliseconds of *work* the first time, and the median."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return {"first": round(times[0], 2), "median": round(statistics.median(times), 2)}


def main() -> None:
    """Measure and print."""
    catalog, project = load_catalog(), chain()
    offering = Offering(catalog, Wanted(True, 4, after="Conv2D"))
    among = findables(project, catalog, None, lambda _id: None, [])
    result = {
        "unit": "CPU ms",
        "limit": FRAME,
        "quick_add": {text: cpu(partial(offering.of, text)) for text in TYPED},
        "find_in_5000": {text: cpu(partial(find, text, among)) for text in SOUGHT},
        "outline_of_5000": cpu(lambda: rows_of(project, None, (), None)),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
