"""Blocks as functions: names, parameters, and whatever can be drawn."""

import ast
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.codegen.script import project_script
from designer.graph.blocks import Block, BlockStyle, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from tests.engine.block_bank import DENSE, frozen, nested, residual_net, siamese
from tests.engine.blocks import block, exposed, graph, instance, node, project


def drawn_with(held: Block, **params) -> Project:
    return project(
        graph(
            [node("x", "Input", shape=[4]), instance("it", held.id, **params), node("y", "Output")],
            "x > it.x",
            "it.y > y",
        ),
        held,
    )


def one_layer(name: str, kind: str, *params: Exposed, **values) -> Block:
    ends = [node("x", "Input"), node("layer", kind, **values), node("y", "Output")]
    return block(name, graph(ends, "x > layer > y"), *params)


def test_a_function_is_not_called_as_a_variable() -> None:
    held = one_layer("it", "Dense", units=2)
    script = project_script(drawn_with(held))
    assert 'def it_block(x, name="it"):' in script
    assert 'it = it_block(x, name="it")' in script


def test_a_function_is_not_called_as_another_of_the_script() -> None:
    for name in ("load_data", "call", "name", "trainable", "keras"):
        script = project_script(drawn_with(one_layer(name, "Dense", units=2)))
        assert f"def {name}_2(x," in script


def test_what_functions_must_not_share_is_given_by_every_instance() -> None:
    he = {"class_name": "HeNormal", "config": {}}
    held = one_layer(
        "it_too",
        "Dense",
        exposed("start", he, "layer.kernel_initializer"),
        exposed("units", None, "layer.units"),
        exposed("bias", True, "layer.use_bias"),
    )
    script = project_script(drawn_with(held, units=3))
    assert 'def it_too(x, start, units, bias=True, name="it_too"):' in script
    assert "start=keras.initializers.HeNormal()," in script
    assert "units=3," in script
    tree = ast.parse(script)
    body = next(f for f in tree.body if isinstance(f, ast.FunctionDef) and f.name == "it_too")
    assert "kernel_initializer=start" in ast.unparse(body)


def test_parameters_called_as_words_of_python_are_renamed() -> None:
    held = one_layer("it_too", "Dense", exposed("lambda", 3, "layer.units"))
    script = project_script(drawn_with(held, **{"lambda": 4}))
    assert 'def it_too(x, lambda_2=3, name="it_too"):' in script
    assert 'it_too(x, lambda_2=4, name="it")' in script


def test_only_functions_that_must_be_told_are_told_what_is_frozen() -> None:
    assert "trainable" not in project_script(residual_net())
    script = project_script(frozen())
    assert 'outer(stem, trainable=False, name="kept")' in script
    assert 'trained = outer(kept, name="trained")' in script


def test_a_count_that_may_be_one_names_layers_as_the_engine_does() -> None:
    once = nested()
    first = once.graph.nodes["first"].with_param("depth", 1)
    held = Graph({**once.graph.nodes, "first": first}, once.graph.edges)
    script = project_script(replace(once, graph=held))
    assert 'f"{name}_deep_{i + 1}" if depth > 1 else f"{name}_deep"' in script


def test_a_block_without_output_and_one_that_is_gone_are_said() -> None:
    empty = block("it_too", graph([node("x", "Input"), node("loose", "Dense", units=1)]))
    script = project_script(drawn_with(empty))
    assert "# TODO it: the block it_too has no output" in script
    assert "# TODO loose: has no input" in script
    gone = project_script(replace(drawn_with(DENSE), blocks={}))
    assert "# TODO it: its block is not there, or holds itself" in gone


def test_an_instance_that_is_not_wired_is_said() -> None:
    script = project_script(project(graph([instance("it", "dense")]), DENSE))
    assert "# TODO it: has no x" in script


def test_names_with_braces_and_quotes_stay_what_they_are() -> None:
    held = siamese()
    odd = replace(DENSE.graph.nodes["hidden"], name="{x}\"'")
    nodes = {**DENSE.graph.nodes, "hidden": odd}
    blocks = {"dense": replace(DENSE, graph=replace(DENSE.graph, nodes=nodes))}
    tree = ast.parse(project_script(replace(held, blocks=blocks)))
    (call,) = [
        part
        for part in ast.walk(tree)
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "layers.Dense"
        and any(k.arg == "activation" for k in part.keywords)
    ]  # fmt: skip
    code = ast.unparse(next(k.value for k in call.keywords if k.arg == "name"))
    assert eval(code, {"name": "left"}) == "left_{x}\"'"


_KINDS = ("Dense", "Add", "Input", "Output", "LSTM", *(block_kind(f"b{n}") for n in range(4)))
_VALUES = st.none() | st.integers(-1, 5) | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
_PARAMS = st.dictionaries(st.sampled_from(["units", "repeat", "p", "shape", "name"]), _VALUES)


@st.composite
def _inner(draw: st.DrawFn, prefix: str) -> Graph:
    count = draw(st.integers(0, 6))
    ids = [f"{prefix}{number}" for number in range(count)]
    nodes = [
        Node(
            id,
            draw(st.sampled_from(_KINDS)),
            draw(st.text(min_size=1, max_size=4)),
            draw(_PARAMS),
            layer=draw(st.none() | st.none() | st.sampled_from(ids)),
            trainable=draw(st.booleans()),
        )
        for id in ids
    ]
    edges = []
    for number in range(draw(st.integers(0, 9)) if count else 0):
        source, target = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        port = draw(st.sampled_from(["inputs", "output", *(n.name for n in nodes)]))
        start = Endpoint(source.id, draw(st.sampled_from(["output", port])))
        edges.append(Edge(f"{prefix}e{number}", start, Endpoint(target.id, port)))
    return Graph.of(nodes, edges)


@st.composite
def _projects(draw: st.DrawFn) -> Project:
    blocks = []
    for number in range(draw(st.integers(1, 4))):
        held = draw(_inner(f"b{number}n"))
        targets = st.tuples(st.sampled_from([*held.nodes, "gone"]), st.sampled_from(["units", "p"]))
        params = draw(st.lists(
            st.builds(Exposed, st.sampled_from(["p", "units", "class"]), _VALUES,
                      st.lists(targets, max_size=2).map(tuple)),
            max_size=3, unique_by=lambda exposed: exposed.name,
        ))  # fmt: skip
        style = draw(st.sampled_from(BlockStyle))
        name = draw(st.text(min_size=1, max_size=5))
        blocks.append(Block(f"b{number}", name, held, tuple(params), style, draw(st.text())))
    return Project("m", draw(_inner("n")), blocks={held.id: held for held in blocks})


@given(_projects())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_drawn_with_blocks_gives_a_script_that_compiles(drawn: Project) -> None:
    compile(project_script(drawn), "script.py", "exec")


def test_operations_in_blocks_do_not_take_the_names_of_layers_outside() -> None:
    held = block(
        "it_too",
        graph([node("x", "Input"), node("twice", "ops.add"), node("y", "Output")],
              "x > twice.x1", "x > twice.x2", "twice > y"),
    )  # fmt: skip
    drawn = project(
        graph(
            [node("x", "Input", shape=[4]), instance("it", "it_too"), node("add", "Dense", units=1),
             node("y", "Output")],
            "x > it.x", "it.y > add > y",
        ),
        held,
    )  # fmt: skip
    assert 'name_operation(x + x, f"{name}_twice")' in project_script(drawn)
