"""What is wrong with the blocks of a project as a whole, known without Keras."""

from designer.graph.problems import Problem, Severity
from designer.project.expansion import CannotExpand, expansion
from designer.project.project import Project


def block_problems(project: Project) -> tuple[Problem, ...]:
    """Return why the blocks of *project* cannot be put in their instances' places; mostly ()."""
    if not project.blocks:
        return ()
    for graph in (project.graph, *(block.graph for block in project.blocks.values())):
        try:
            expansion(graph, project.blocks, models=True)
        except CannotExpand as error:
            return (cannot_expand(error),)
    return ()


def cannot_expand(error: CannotExpand) -> Problem:
    """Return what the user reads of blocks that cannot be put in their instances' places."""
    return Problem("cannot-expand", Severity.ERROR, "The blocks cannot be built", str(error))
