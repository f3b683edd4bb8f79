"""The look-ups of a graph, which go on from one edit to the next."""

from hypothesis import given
from hypothesis import strategies as st

from designer.document.document import Document
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.topology import below, would_cycle
from designer.project.project import Project

LOOK_UPS = ("_incoming", "_outgoing", "by_name", "twins", "twin_groups", "inputs", "outputs")
KINDS = ("Input", "Dense", "Dense", "Add", "Output")


def node(number: int, shift: float = 0.0, layer: str | None = None) -> Node:
    kind = KINDS[number % len(KINDS)]
    return Node(f"n{number}", kind, f"name_{number}", {}, (shift, 90.0 * number), layer=layer)


def edge(source: int, target: int, order: int = 0) -> Edge:
    ends = Endpoint(f"n{source}", "output"), Endpoint(f"n{target}", "inputs")
    return Edge(f"e{source}_{target}", *ends, order)


def known(graph: Graph) -> dict[str, object]:
    found = {name: getattr(graph, name) for name in LOOK_UPS}
    for name in ("_incoming", "_outgoing"):
        found[name] = {id: edges for id, edges in found[name].items() if edges}
    return found


NUMBERS = st.integers(0, 7)
STEPS = st.one_of(
    st.tuples(st.just("node"), NUMBERS, st.floats(0, 9), st.sampled_from([None, "n1", "n2"])),
    st.tuples(st.just("edge"), NUMBERS, NUMBERS, st.integers(0, 2)),
    st.tuples(st.just("gone"), st.sampled_from([f"n{i}" for i in range(8)])),
    st.tuples(st.just("gone"), st.sampled_from([f"e{i}_{j}" for i in range(8) for j in range(8)])),
)


def write(document: Document, step: tuple) -> None:
    graph = document.graph
    with document.edit("Step") as edit:
        match step:
            case ("node", number, shift, layer):
                edit.put(node(number, shift, layer))
            case ("edge", source, target, order):
                if f"n{source}" in graph.nodes and f"n{target}" in graph.nodes:
                    edit.put(edge(source, target, order))
            case ("gone", id):
                if id in graph.nodes or id in graph.edges:
                    edit.remove([id])


@given(st.lists(STEPS, max_size=25))
def test_look_ups_are_those_of_a_graph_made_anew_after_any_edits(steps):
    start = Graph.of([node(i) for i in range(5)], [edge(i, i + 1) for i in range(4)])
    document = Document(Project(graph=start))
    known(document.graph)
    for step in steps:
        write(document, step)
        graph = document.graph
        assert known(graph) == known(Graph(graph.nodes, graph.edges, graph.remarks))


@given(st.sets(st.tuples(NUMBERS, NUMBERS), max_size=14), NUMBERS, NUMBERS)
def test_an_edge_closes_a_circle_where_its_source_is_below_its_target(pairs, source, target):
    graph = Graph.of([node(i) for i in range(8)], [edge(*pair) for pair in sorted(pairs)])
    ends = f"n{source}", f"n{target}"
    assert would_cycle(graph, *ends) == (ends[0] in below(graph, [ends[1]]))


class Counted(dict):
    """A mapping that tells how often it was asked, and how often it was walked through."""

    asked = walked = 0

    def __iter__(self):
        self.walked += 1
        return super().__iter__()

    def values(self):
        self.walked += 1
        return super().values()

    def items(self):
        self.walked += 1
        return super().items()

    def get(self, key, default=None):
        self.asked += 1
        return super().get(key, default)


def chain(count: int) -> Graph:
    nodes = [Node(f"n{i}", "Dense", f"name_{i}", {}, (0.0, 90.0 * i)) for i in range(count)]
    return Graph.of(nodes, [edge(i, i + 1) for i in range(count - 1)])


def test_whether_a_wire_closes_a_circle_is_not_asked_of_the_whole_graph():
    graph = chain(2000)
    look_ups = graph.__dict__
    for name in ("_incoming", "_outgoing"):
        look_ups[name] = Counted(getattr(graph, name))
    assert not would_cycle(graph, "n3", "n1500")
    assert would_cycle(graph, "n1500", "n1490")
    counted = [look_ups[name] for name in ("_incoming", "_outgoing")]
    assert sum(each.walked for each in counted) == 0
    assert sum(each.asked for each in counted) < 40


def test_an_edit_of_one_wire_leaves_the_look_ups_of_all_others_as_they_are():
    document = Document(Project(graph=chain(2000)))
    before = document.graph
    before.incoming("n0"), before.outgoing("n0"), before.twins, before.by_name
    with document.edit("Connect") as edit:
        edit.put(edge(10, 20))
    after = document.graph
    untouched = [id for id in after.nodes if after.incoming(id) is before.incoming(id)]
    assert len(untouched) == 1999
    assert after.by_name is before.by_name
