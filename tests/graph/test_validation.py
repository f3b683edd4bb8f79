import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.values import check_value
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.validation import Validator, validate


def edge(source: str, target: str, port: str = "inputs", out: str = "output") -> Edge:
    return Edge(f"{source}{out}-{target}{port}", Endpoint(source, out), Endpoint(target, port))


INPUT = Node("in", "Input", "image", {"shape": [8]})
DENSE = Node("d", "Dense", "dense", {"units": 3})
OUTPUT = Node("out", "Output", "label", {"loss": "mse"})
GOOD = (INPUT, DENSE, OUTPUT)
WIRES = (edge("in", "d"), edge("d", "out"))


def problems(nodes, edges=()) -> tuple[Problem, ...]:
    catalog = load_catalog()
    return validate(
        Graph.of(nodes, edges), catalog, lambda param, value: check_value(param, value, catalog)
    )


def codes(nodes, edges=()) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.node) for problem in problems(nodes, edges)]


def test_a_sound_model_has_no_problem():
    assert problems(GOOD, WIRES) == ()


def test_an_empty_canvas_has_no_problem():
    assert problems(()) == ()


def test_missing_ends_come_with_remedies():
    found = {problem.code: problem for problem in problems([DENSE])}
    assert found["no-input"].remedies[0].arguments == {"node": "d", "port": "inputs"}
    assert found["no-output"].remedies[0].label == "Add an Output after dense"


def test_an_unwired_layer():
    assert ("missing-input", "d") in codes(GOOD, [edge("d", "out")])


def test_what_leads_to_no_output_is_told():
    stray = Node("s", "Dropout", "stray", {"rate": 0.5})
    assert codes([*GOOD, stray], [*WIRES, edge("d", "s")]) == [("unused", "s")]


def test_a_circle_from_a_file_is_told_with_its_way():
    a, b = Node("a", "Add", "a"), Node("b", "Dense", "b", {"units": 3})
    wires = [edge("in", "a"), edge("b", "a"), edge("a", "b"), edge("b", "out")]
    found = [p for p in problems([INPUT, a, b, OUTPUT], wires) if p.code == "cycle"]
    assert "a → b → a" in found[0].text or "b → a → b" in found[0].text


def test_two_layers_of_one_name():
    twin = Node("x", "Dense", "dense", {"units": 3})
    found = [p for p in problems([*GOOD, twin], WIRES) if p.code == "duplicate-name"]
    assert [p.remedies[0].arguments["name"] for p in found] == ["dense_1"]


def test_a_merge_with_one_input():
    add = Node("a", "Add", "add")
    found = problems([INPUT, add, OUTPUT], [edge("in", "a"), edge("a", "out")])
    assert [(p.code, p.title) for p in found] == [("missing-input", "1 of 2 inputs")]


def test_three_inputs_where_two_are_the_most():
    nodes = [
        INPUT,
        Node("s", "Subtract", "sub"),
        OUTPUT,
        DENSE,
        Node("e", "Dense", "e", {"units": 3}),
    ]
    wires = [
        edge("in", "d"),
        edge("in", "e"),
        edge("in", "s"),
        edge("d", "s"),
        edge("e", "s"),
        edge("s", "out"),
    ]
    assert ("too-many-inputs", "s") in codes(nodes, wires)


@pytest.mark.parametrize("units", [0, -3, "many", 2.5, None, True])
def test_a_value_that_is_not_possible(units):
    bad = Node("d", "Dense", "dense", {"units": units})
    found = problems([INPUT, bad, OUTPUT], WIRES)
    assert [(p.code, p.field) for p in found] == [("bad-value", "units")]


def test_a_required_value_that_is_missing():
    found = problems([INPUT, Node("d", "Dense", "dense"), OUTPUT], WIRES)
    assert [(p.code, p.field) for p in found] == [("missing-value", "units")]


def test_an_unknown_kind_is_kept_and_told():
    odd = Node("d", "HyperDense", "odd", {"units": 3})
    assert codes([INPUT, odd, OUTPUT], WIRES) == [("unknown-kind", "d")]


def test_a_wire_from_a_port_that_is_gone():
    lstm = Node("l", "LSTM", "lstm", {"units": 3})
    wires = [edge("in", "l", "sequences"), edge("l", "out", out="state_h")]
    found = [p for p in problems([INPUT, lstm, OUTPUT], wires) if p.code == "dangling-edge"]
    assert found[0].remedies[0].arguments == {"ids": ["lstate_h-outinputs"]}


def test_every_problem_has_words():
    for problem in problems([DENSE, Node("s", "Nope", "s/t")]):
        assert problem.title
        assert problem.severity in Severity
        assert problem.text


def connect_offers(nodes, edges=()) -> dict[str, str]:
    return {
        problem.node: problem.remedies[0].label
        for problem in problems(nodes, edges)
        if problem.code == "missing-input" and problem.remedies
    }


def test_a_loose_output_is_offered_to_an_unwired_layer_before_a_new_input():
    found = next(p for p in problems(GOOD, [edge("d", "out")]) if p.code == "missing-input")
    assert [remedy.label for remedy in found.remedies] == [
        "Wire image to it",
        "Add an Input before it",
    ]
    assert found.remedies[0].arguments == {
        "source": "in",
        "source_port": "output",
        "node": "d",
        "port": "inputs",
    }


def test_the_nearest_loose_output_above_is_offered():
    near = Node("near", "Dense", "near", {"units": 3}, (0.0, 100.0))
    late = Node("late", "Dense", "late", {"units": 3}, (0.0, 250.0))
    out = Node("out", "Output", "label", {"loss": "mse"}, (0.0, 200.0))
    nodes = (Node("in", "Input", "image", {"shape": [8]}), near, late, out)
    wires = [edge("in", "near"), edge("in", "late")]
    assert connect_offers(nodes, wires) == {"out": "Wire near to it"}


def test_no_wire_is_offered_that_would_close_a_circle():
    nodes = (DENSE, Node("d2", "Dense", "dense_1", {"units": 3}))
    assert connect_offers(nodes, [edge("d", "d2")]) == {"d": "Add an Input before it"}


def test_thousands_of_loose_layers_are_all_told():
    nodes = [Node(f"n{i}", "Dense", f"dense_{i}", {"units": 3}) for i in range(5000)]
    validator = Validator(load_catalog(), lambda param, value: None)
    graph = Graph.of(nodes)
    told = {problem.node for problem in validator.problems(graph)}
    assert told >= graph.nodes.keys()
