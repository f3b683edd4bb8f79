import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.values import check_value
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.validation import validate


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
