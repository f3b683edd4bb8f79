"""A change on the canvas changes only the lines that it must."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.graph.blocks import block_kind
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node
from designer.project.files import read_project
from designer.project.project import Project
from tests.engine.block_bank import BANK

PROJECTS = {
    **{
        path.stem: read_project(path).project
        for path in sorted((paths.resources() / "examples").glob("*.kdesign"))
    },
    **{make.__name__: make() for make in BANK},
}
BLOCKS = {block_kind(id) for project in PROJECTS.values() for id in project.blocks}
each = pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS.keys())


def statements(project: Project) -> list[str]:
    """Every statement of the functions that build the model, in order."""
    tree = ast.parse(project_script(project))
    functions = [part for part in tree.body if isinstance(part, ast.FunctionDef)]
    last = next(n for n, part in enumerate(functions) if part.name == "build_model")
    return [text for part in functions[1 : last + 1] for text in _in(part)]


def _in(function: ast.FunctionDef) -> Iterator[str]:
    yield ast.unparse(function.args)
    for statement in function.body:
        if isinstance(statement, ast.FunctionDef):
            yield from _in(statement)
        else:
            yield ast.unparse(statement)


def gone_and_new(before: list[str], after: list[str]) -> tuple[int, int]:
    return (
        (Counter(before) - Counter(after)).total(),
        (Counter(after) - Counter(before)).total(),
    )


def put(project: Project, *records: Node | Edge) -> Project:
    nodes = {**project.graph.nodes, **{r.id: r for r in records if isinstance(r, Node)}}
    edges = {**project.graph.edges, **{r.id: r for r in records if isinstance(r, Edge)}}
    return replace(project, graph=Graph(nodes, edges))


def layers(project: Project) -> list[Node]:
    return [n for n in project.graph.nodes.values() if load_catalog().layer(n.kind) is not None
            and n.kind not in (INPUT, OUTPUT) and n.layer is None]  # fmt: skip


@each
def test_a_parameter_changes_one_statement(project: Project) -> None:
    before = statements(project)
    for node in layers(project):
        after = statements(put(project, replace(node, trainable=False)))
        assert gone_and_new(before, after) == (1, 1)
        assert len(after) == len(before)


@each
def test_a_layer_put_into_a_wire_changes_what_takes_it(project: Project) -> None:
    before = statements(project)
    for edge in project.graph.edges.values():
        new = Node("new", "Identity", "brand_new", {}, (-500.0, 900.0))
        first = Edge("first", edge.source, Endpoint("new", "inputs"))
        second = replace(edge, source=Endpoint("new", "output"))
        after = statements(put(project, new, first, second))
        gone, came = gone_and_new(before, after)
        # A model is made for a tensor, and then called on it.
        assert gone <= (2 if project.graph.nodes[edge.target.node].kind in BLOCKS else 1)
        assert came == gone + 1
        kept = Counter(before) & Counter(after)
        assert [s for s in before if s in kept] == [s for s in after if s in kept]


@each
def test_moving_layers_changes_nothing(project: Project) -> None:
    moved = {
        node.id: replace(node, position=(-node.position[1], -node.position[0]))
        for node in layers(project)
    }
    assert project_script(put(project, *moved.values())) == project_script(project)


@each
def test_an_unwired_layer_comes_last(project: Project) -> None:
    before = statements(project)
    loose = Node("loose", "Dense", "loose", {"units": 1}, (-9.0, -9.0))
    assert statements(put(project, loose)) == before


def test_a_comment_stands_above_its_statement() -> None:
    project = PROJECTS["iris_mlp"]
    node = project.graph.by_name["hidden"]
    said = replace(node, extra={"comment": "Wide enough.\nSeen by eye."})
    lines = project_script(put(project, said)).splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("    hidden = "))
    assert lines[place - 2 : place] == ["    # Wide enough.", "    # Seen by eye."]
    del lines[place - 2 : place]
    assert lines == project_script(project).splitlines()


def test_an_instance_passes_only_what_differs() -> None:
    project = PROJECTS["residual_net"]
    node = project.graph.by_name["stage2"]
    same = put(project, node.with_param("filters", 8))
    assert 'stage2 = residual(wider, name="stage2")' in project_script(same)
    once = put(project, project.graph.by_name["stage1"].without_param("repeat"))
    assert 'stage1 = residual(stem, name="stage1")' in project_script(once)
    assert "range(" not in project_script(once).partition("def build_model")[2].partition("def")[0]
