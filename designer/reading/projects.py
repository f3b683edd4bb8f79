"""A model that was read as a project by itself."""

import ast
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from designer.catalog.specs import Json
from designer.graph.blocks import Block, BlockId, used_blocks
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node, NodeId
from designer.project.project import OutputStructure, Project
from designer.project.settings import CompileSettings, FitSettings
from designer.reading.comments import Comments
from designer.reading.drawing import Drawing, draw_loose, draw_model
from designer.reading.machine import Machine
from designer.reading.module_text import module_text, own_names
from designer.reading.placing import lay_out, line_up
from designer.reading.training import TrainingReader
from designer.reading.values import Call, Model, tensors_in

BUILD = "build_model"
"""The function of our own scripts that makes the model."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A project that was read.

    Attributes:
        order: of its nodes in the script, by block.
        unnamed: the nodes whose names the script does not say.
        compiled: the script compiles the model.
        finished: there is a model, not only its layers.
    """

    project: Project
    order: Mapping[BlockId | None, Sequence[NodeId]]
    unnamed: Set[NodeId] = frozenset()
    compiled: bool = False
    finished: bool = True


def draw(
    machine: Machine, model: Model | None, comments: Comments, *, placed: bool = True
) -> Drawn:
    """Return the project of a model; of loose layers where *model* is None.

    Args:
        placed: lay it out; else its nodes stand in a line, in the order of the script.
    """
    findings = machine.findings
    drawing = Drawing(findings, comments)
    if model is None:
        graph = draw_loose(drawing, machine.trace.calls)
        inputs: Sequence[str] = ()
    else:
        machine.build(model)
        loose = _loose(machine, model)
        graph = draw_model(drawing, model, loose)
        inputs = [tensor.call.maker.name for tensor in model.inputs]
    graph = _placed(graph, drawing.order[None], inputs, placed)
    blocks = {
        block.id: replace(block, graph=_laid_out_block(block, drawing.order[block.id], placed))
        for block in drawing.blocks.values()
    }
    project = Project(
        name=model.name if model is not None else "model",
        graph=graph,
        blocks={id: blocks[id] for id in blocks if id in used_blocks(graph, blocks)},
        packages=tuple(sorted(machine.packages)),
        structure=_structure(model),
    )
    project = _with_module(machine, _trained(machine, model, project))
    return Drawn(
        project, drawing.order, drawing.unnamed, bool(model and model.compiled), model is not None
    )


def _with_module(machine: Machine, project: Project) -> Project:
    settings = [project.compile.optimizer, *project.fit.callbacks]
    wanted = own_names(project.graph, project.blocks, settings)
    return replace(project, module=module_text(machine.tree, machine.text, wanted))


def _loose(machine: Machine, model: Model) -> list[Call]:
    """Return what `build_model` of an exported script makes besides, wired to no output."""
    if model.function != BUILD or not tensors_in(model.outputs):
        return []
    home = tensors_in(model.outputs)[0].call.home
    return [call for call in machine.trace.calls if call.home is home]


def _structure(model: Model | None) -> OutputStructure:
    several = model is not None and isinstance(model.outputs, list | tuple)
    return OutputStructure.LIST if several else OutputStructure.DICT


def _placed(graph: Graph, order: Sequence[NodeId], inputs: Sequence[str], placed: bool) -> Graph:
    outputs = [graph.nodes[id].name for id in order if graph.nodes[id].kind == OUTPUT]
    if not placed:
        return line_up(graph, order, inputs)
    return with_ends(lay_out(graph, order), inputs, outputs)


def _laid_out_block(block: Block, order: Sequence[NodeId], placed: bool) -> Graph:
    inputs = [node.name for node in block.graph.inputs]
    outputs = [node.name for node in block.graph.outputs]
    if not placed:
        return line_up(block.graph, order, inputs)
    return with_ends(lay_out(block.graph, order), inputs, outputs)


def with_ends(graph: Graph, inputs: Sequence[str], outputs: Sequence[str]) -> Graph:
    """Return *graph* with its inputs and outputs in this order, by their names.

    Where they stand says it, or else their parameter `index`.
    """
    for kind, names in ((INPUT, inputs), (OUTPUT, outputs)):
        ends = graph.inputs if kind == INPUT else graph.outputs
        found = [node.name for node in ends if node.name in set(names)]
        if found == list(names) or len(names) < 2:
            continue
        places = {name: number for number, name in enumerate(names)}
        nodes: dict[NodeId, Node] = dict(graph.nodes)
        for node in ends:
            if node.name in places:
                index: Json = places[node.name]
                nodes[node.id] = node.with_param("index", index)
        graph = replace(graph, nodes=nodes)
    return graph


def _trained(machine: Machine, model: Model | None, project: Project) -> Project:
    reader = TrainingReader(machine.catalog, machine.findings)
    fit = _constants(machine, FitSettings())
    if model is None:
        return replace(project, fit=fit)
    graph = reader.on_outputs(model, project.graph, project.graph.outputs)
    return replace(
        project,
        graph=graph,
        compile=reader.compiled(model, CompileSettings()),
        fit=reader.fitted(model, machine.seed, fit),
    )


def _constants(machine: Machine, fit: FitSettings) -> FitSettings:
    """Return the settings that stand at the top of an exported script."""
    for constant, name in (("EPOCHS", "epochs"), ("BATCH_SIZE", "batch_size"), ("SEED", "seed")):
        value = machine.module.names.get(constant)
        if isinstance(value, int) and not isinstance(value, bool):
            fit = replace(fit, **{name: value})  # type: ignore[arg-type]  # whole numbers all
    return fit


def functions_without_needs(machine: Machine) -> list[str]:
    """Return the names of the script's functions that can be called with nothing."""
    found = []
    for node in machine.tree.body:
        if isinstance(node, ast.FunctionDef):
            wanted = node.args
            given = len(wanted.defaults)
            if len(wanted.posonlyargs) + len(wanted.args) == given and all(wanted.kw_defaults):
                found.append(node.name)
    return found
