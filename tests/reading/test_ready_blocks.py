"""The ready-made blocks, as functions and as models, once and in chains, go to code and back."""

from dataclasses import replace

import pytest

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.codegen.script import project_script
from designer.graph.blocks import BlockStyle, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.definitions import Definition
from designer.project.project import Project
from designer.reading.reading import read_code
from designer.session.library import read_definition

CATALOG = load_catalog()
READY = sorted((paths.resources() / "blocks").glob("*.json"))


def around(definition: Definition, style: BlockStyle, repeat: int, again: bool) -> Project:
    """A project with an instance of a block, repeated, and maybe called again."""
    block = replace(definition.block, style=style)
    ports = [node.name for node in block.graph.inputs]
    results = [node.name for node in block.graph.outputs]
    nodes = [
        Node(f"i{n}", "Input", f"input_{port}", {"shape": [8, 8, 16]}, (300.0 * n, 0.0))
        for n, port in enumerate(ports)
    ]
    params = {"repeat": repeat} if repeat > 1 else {}
    nodes.append(Node("b", block_kind(block.id), "stage", params, (0.0, 100.0)))
    if again:
        nodes.append(Node("t", block_kind(block.id), "stage_again", {}, (0.0, 200.0), "b"))
    nodes += [
        Node(f"o{n}", "Output", result, {}, (300.0 * n, 300.0)) for n, result in enumerate(results)
    ]
    last = "t" if again else "b"
    edges = [
        Edge(f"e{n}", Endpoint(f"i{n}", "output"), Endpoint("b", port))
        for n, port in enumerate(ports)
    ]
    if again:
        for n, port in enumerate(ports):
            source = Endpoint("b", results[n]) if n < len(results) else Endpoint(f"i{n}", "output")
            edges.append(Edge(f"t{n}", source, Endpoint("t", port)))
    edges += [
        Edge(f"r{n}", Endpoint(last, result), Endpoint(f"o{n}", "inputs"))
        for n, result in enumerate(results)
    ]
    blocks = {**definition.blocks, block.id: block}
    return Project("around", Graph.of(nodes, edges), blocks=blocks)


@pytest.mark.parametrize("again", [False, True], ids=["once", "again"])
@pytest.mark.parametrize("repeat", [1, 3])
@pytest.mark.parametrize("style", list(BlockStyle))
@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_a_ready_made_block_goes_to_code_and_back(path, style, repeat, again) -> None:
    project = around(read_definition(path), style, repeat, again)
    script = project_script(project)
    reading = read_code(script, CATALOG, project, script)
    assert [found.words for found in reading.problems] == []
    assert reading.models[0].project == project
    alone = read_code(script, CATALOG)
    assert project_script(alone.models[0].project) == script
