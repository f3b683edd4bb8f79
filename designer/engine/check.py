"""Answers `CheckProject`: what Keras says of every node, and what is to be mended."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import keras

from designer import __version__, paths
from designer.engine.advice import advise
from designer.engine.block_figures import block_figures
from designer.engine.construct import Catalog
from designer.engine.explain import explain
from designer.engine.infer import Inferred, Superseded, infer
from designer.engine.memo import Answer, Memo, fingerprint
from designer.engine.memory.estimate import estimate
from designer.engine.own.problems import own_problems
from designer.graph.graph import Graph
from designer.graph.problems import Problem
from designer.graph.records import OUTPUT, NodeId
from designer.graph.topology import Circle
from designer.project.block_problems import cannot_expand
from designer.project.build_plan import flat_order
from designer.project.built import built
from designer.project.expansion import CannotExpand
from designer.project.files import project_from_dict
from designer.project.kinds import catalog_for
from designer.project.memory_need import MemoryFigures
from designer.project.places_in_blocks import placed
from designer.project.project import Project
from designer.protocol.events import ProjectChecked
from designer.protocol.requests import CheckProject

_TOTALS = ("parameters", "trainable", "multiply_adds", "activation_bytes")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a project: figures by node, totals, problems, memory."""

    nodes: dict[NodeId, dict[str, Any]]
    totals: dict[str, int | None]
    problems: list[Problem]
    memory: MemoryFigures = field(default_factory=MemoryFigures)


@cache
def shared_memo() -> Memo:
    """Return the memory of this process, filled with what earlier processes learned."""
    here = Path(__file__).parent
    rooms = ("applications", "build", "calls", "construct", "costs", "failure_text", "infer",
             "ranks", "operations", "operation_costs")  # fmt: skip
    files = [here / f"{name}.py" for name in rooms]
    files += (here / "memory").glob("*.py")
    files += (paths.resources() / "catalog").glob("*.json")
    name = fingerprint(f"{__version__} {keras.__version__}", files)
    return Memo(paths.cache_dir() / f"inference-{name}.json")


def check_project(
    request: CheckProject, superseded: Callable[[], bool] = lambda: False
) -> ProjectChecked | None:
    """Return what Keras says of a project; None where a newer revision waits already.

    Raises:
        BadProject: if the request's project is none.
    """
    begun = time.perf_counter()
    project = project_from_dict(request.project)
    catalog = catalog_for(project)
    try:
        found = check_all(project, catalog, shared_memo(), request.folder, superseded)
    except Superseded:
        return None
    return ProjectChecked(
        request.id,
        request.revision,
        found.nodes,
        found.totals,
        [problem.to_json() for problem in (*found.problems, *own_problems())],
        round(time.perf_counter() - begun, 4),
        found.memory.to_json(),
    )


def check(
    project: Project,
    catalog: Catalog,
    memo: Memo,
    folder: str = "",
    superseded: Callable[[], bool] = lambda: False,
) -> tuple[dict[NodeId, dict[str, Any]], dict[str, int | None], list[Problem]]:
    """Return figures by node, totals and problems of *project*.

    Raises:
        Superseded: if the answer is not wanted any more.
    """
    found = check_all(project, catalog, memo, folder, superseded)
    return found.nodes, found.totals, found.problems


def check_all(
    project: Project,
    catalog: Catalog,
    memo: Memo,
    folder: str = "",
    superseded: Callable[[], bool] = lambda: False,
) -> Checked:
    """Return all that is known of *project*.

    Raises:
        Superseded: if the answer is not wanted any more.
    """
    project = built(project)
    try:
        expansion, order = flat_order(project.graph, project.blocks)
    except Circle:
        return Checked({}, dict.fromkeys(_TOTALS, 0), [])  # the circle is reported by the window
    except CannotExpand as error:
        return Checked({}, dict.fromkeys(_TOTALS, 0), [cannot_expand(error)])
    graph = expansion.graph
    flat = project if graph is project.graph else replace(project, graph=graph, blocks={})
    found = infer(order, graph, catalog, memo, superseded)
    nodes = {id: _figures(a) for id, a in found.answers.items() if a.failure is None}
    problems = _refused(graph, catalog, found)
    problems += advise(flat, catalog, found, folder)
    totals = _totals(graph, nodes)
    memory = estimate(graph, found, project.compile.optimizer, catalog)
    if not expansion.instances:
        return Checked(nodes, totals, problems, memory)
    figures = block_figures(expansion, nodes, found.tensors)
    return Checked({**nodes, **figures}, totals, placed(problems, expansion), memory)


def _figures(answer: Answer) -> dict[str, Any]:
    sizes = [*(spec.bytes for spec in answer.outputs.values()), answer.inside]
    known = [size for size in sizes if size is not None]
    return {
        "outputs": {port: spec.to_json() for port, spec in answer.outputs.items()},
        "parameters": answer.parameters,
        "trainable": answer.trainable,
        "multiply_adds": answer.multiply_adds,
        "activation_bytes": sum(known) if len(known) == len(sizes) else None,
    }


def _totals(graph: Graph, nodes: dict[NodeId, dict[str, Any]]) -> dict[str, int | None]:
    """Add up; an Output only names a tensor that was counted already."""
    layers = [entry for id, entry in nodes.items() if graph.nodes[id].kind != OUTPUT]
    totals: dict[str, int | None] = {}
    for name in _TOTALS:
        values = [entry[name] for entry in layers]
        totals[name] = None if None in values else sum(values)
    return totals


def _refused(graph: Graph, catalog: Catalog, found: Inferred) -> list[Problem]:
    return [
        explain(
            graph,
            graph.nodes[id],
            answer.failure,
            found.given.get(id),
            catalog.layer(graph.owner(graph.nodes[id]).kind),
        )
        for id, answer in found.answers.items()
        if answer.failure is not None
    ]
