"""Any drawing, finished or not, is the same after its script was read again."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Json
from designer.codegen.script import project_script
from designer.graph.blocks import Block, BlockStyle, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.reading.reading import read_code

CATALOG = load_catalog()
DIGITS = DataSettings(DataKind.BUILTIN, "digits")
_PARAMS: dict[str, dict[str, Json]] = {
    "Dense": {"units": 8, "activation": "relu"},
    "Conv2D": {"filters": 4, "kernel_size": [3, 3], "padding": "same"},
    "Dropout": {"rate": 0.5},
    "LSTM": {"units": 3, "return_state": True},
    "Input": {"shape": [8], "columns": ["pixels"]},
    "Output": {"loss": "mse", "metrics": ["mae"]},
    "Add": {},
    "Flatten": {},
    "ops.add": {"x2": 1.5},
    "ops.get_item": {"key": "[:, 0]"},
    "NoSuchLayer": {"a": 1},
    "block:b1": {"units": 5},
    "block:b2": {"repeat": 3},
}
_NAMES = st.sampled_from(["a", "b_1", "my layer", "conv", "dense_2", "x", "Ünit", "out", "layers"])


@st.composite
def graphs(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(_PARAMS)) -> Graph:
    count = draw(st.integers(0, 9))
    nodes: list[Node] = []
    for number in range(count):
        kind = draw(st.sampled_from(kinds))
        params = {k: v for k, v in _PARAMS[kind].items() if draw(st.booleans())}
        twins = [n.id for n in nodes if n.kind == kind and n.layer is None]
        layer = draw(st.sampled_from([None, *twins])) if kind in ("Dense", "block:b1") else None
        params = {} if layer else params
        name = f"{draw(_NAMES)}_{number}"
        place = (float(draw(st.integers(0, 4)) * 100), float(number * 100))
        frozen = kind == "Dense" and not layer and draw(st.booleans())
        nodes.append(Node(f"n{number}", kind, name, params, place, layer, not frozen))
    edges = []
    for number in range(draw(st.integers(0, 12)) if count else 0):
        source, target = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        if source < target or draw(st.integers(0, 9)) == 0:
            spec = CATALOG.layer(nodes[target].kind)
            port = spec.inputs[0].name if spec and spec.inputs else "inputs"
            start, end = Endpoint(f"n{source}", "output"), Endpoint(f"n{target}", port)
            edges.append(Edge(f"e{number}", start, end, number))
    return Graph.of(nodes, edges)


def inner(prefix: str, style: BlockStyle) -> Block:
    """A block with one exposed parameter and a layer that is called twice."""
    nodes = [
        Node(f"{prefix}1", "Input", "inputs"),
        Node(f"{prefix}2", "Dense", "dense", {"units": 8}, (0.0, 100.0)),
        Node(f"{prefix}3", "Dense", "again", {}, (0.0, 200.0), f"{prefix}2"),
        Node(f"{prefix}4", "ops.add", "sum", {}, (0.0, 300.0)),
        Node(f"{prefix}5", "Output", "output", {}, (0.0, 400.0)),
    ]
    ends = [("1", "output", "2", "inputs"), ("2", "output", "3", "inputs"),
            ("2", "output", "4", "x1"), ("3", "output", "4", "x2"),
            ("4", "output", "5", "inputs")]  # fmt: skip
    edges = [
        Edge(f"{prefix}e{n}", Endpoint(prefix + a, p), Endpoint(prefix + b, q))
        for n, (a, p, b, q) in enumerate(ends)
    ]
    exposed = (Exposed("units", 8, ((f"{prefix}2", "units"),)),)
    return Block("", "", Graph.of(nodes, edges), exposed, style)


BLOCKS = {
    "b1": replace(inner("p", BlockStyle.FUNCTION), id="b1", name="Residual part"),
    "b2": replace(inner("q", BlockStyle.MODEL), id="b2", name="tower"),
}


def check(project: Project) -> None:
    script = project_script(project)
    reading = read_code(script + "\n", CATALOG, project, script)
    assert [found.words for found in reading.errors] == []
    again = reading.models[0].project
    assert again == project
    assert project_script(again) == script


@given(graphs())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_drawing_is_the_same_after_its_script_was_read_again(graph: Graph) -> None:
    check(Project("My model, 2", graph, DIGITS, blocks=BLOCKS))


@given(graphs(("Dense", "Conv2D", "Dropout", "Add", "Output")), st.sampled_from(["b1", "b2"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_drawing_around_a_block_is_the_same(graph: Graph, block: str) -> None:
    nodes = [
        Node("i", "Input", "entry", {"shape": [8]}),
        Node("b", block_kind(block), "stage", {"units": 4, "repeat": 2}, (0.0, 50.0)),
        Node("t", block_kind(block), "stage_again", {}, (0.0, 70.0), "b"),
        Node("o", "Output", "label", {"loss": "mse"}, (0.0, 90.0)),
    ]
    ends = [("i", "b", "inputs"), ("b", "t", "inputs"), ("t", "o", "inputs")]
    edges = [
        Edge(f"w{n}", Endpoint(a, "output"), Endpoint(b, port))
        for n, (a, b, port) in enumerate(ends)
    ]
    whole = Graph.of([*graph.nodes.values(), *nodes], [*graph.edges.values(), *edges])
    check(Project("m", whole, DIGITS, blocks=BLOCKS))
