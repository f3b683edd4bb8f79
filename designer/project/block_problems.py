"""What is wrong with the blocks of a project as a whole, known without Keras."""

from designer.graph.blocks import used_blocks
from designer.graph.hdf5 import hdf5_problem, may_not_fit
from designer.graph.problems import Problem, Severity
from designer.project.built import built
from designer.project.expansion import CannotExpand, expansion, holds_itself
from designer.project.places_in_blocks import placed
from designer.project.project import Project


def block_problems(project: Project) -> tuple[Problem, ...]:
    """Return which block holds itself; mostly ().

    Blocks that hold too much are told by the engine: to find that out takes long.
    """
    blocks = project.blocks
    for block in sorted(blocks.values(), key=lambda block: (block.name, block.id)):
        if block.id in used_blocks(block.graph, blocks):
            return (cannot_expand(holds_itself(block)),)
    return ()


def cannot_expand(error: CannotExpand) -> Problem:
    """Return what the user reads of blocks that cannot be put in their instances' places."""
    return Problem("cannot-expand", Severity.ERROR, "The blocks cannot be built", str(error))


def hdf5_problem_of(project: Project) -> Problem | None:
    """Return why the model of *project* cannot be kept as `.h5`; see `graph.hdf5`."""
    project = built(project)
    graphs = (project.graph, *(block.graph for block in project.blocks.values()))
    if not any(may_not_fit(graph) for graph in graphs):
        return None
    try:
        found = expansion(project.graph, project.blocks, models=True)
    except CannotExpand:
        return None
    problem = hdf5_problem(found.graph)
    if problem is None or not found.instances:
        return problem
    return placed([problem], found)[0]
