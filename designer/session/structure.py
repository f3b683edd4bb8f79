"""What is wrong with a project's structure, in the model and inside its blocks."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from designer.catalog.catalog import Catalog
from designer.catalog.values import check_value
from designer.graph.blocks import Block, BlockId, used_blocks
from designer.graph.problems import Problem
from designer.graph.records import INPUT
from designer.graph.validation import Validator
from designer.project.block_problems import block_problems
from designer.project.built import built
from designer.project.project import Project

_OF_MODELS = {"no-input", "no-output"}


class Structure:
    """Finds structural problems everywhere, and looks again only where something changed."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._root = self._validator()
        self._inner: dict[BlockId, tuple[Block, object, Validator, tuple[Problem, ...]]] = {}

    def problems(self, project: Project) -> tuple[Problem, ...]:
        """Return every structural problem: the model's, then those of the blocks that it uses."""
        project = built(project)
        return (
            *self._root.problems(project.graph),
            *block_problems(project),
            *self._of_blocks(project),
        )

    def _of_blocks(self, project: Project) -> Iterator[Problem]:
        used = used_blocks(project.graph, project.blocks) & project.blocks.keys()
        for id in self._inner.keys() - used:
            del self._inner[id]
        for id in sorted(used, key=lambda one: (project.blocks[one].name, one)):
            yield from self._of_block(project, project.blocks[id])

    def _of_block(self, project: Project, block: Block) -> tuple[Problem, ...]:
        known = self._inner.get(block.id)
        inside = used_blocks(block.graph, project.blocks)
        around = {id: project.blocks[id] for id in inside if id in project.blocks}
        if known is not None and known[0] is block and known[1] == around:
            return known[3]
        validator = known[2] if known is not None else self._validator()
        found = tuple(
            replace(problem, scope=block.id)
            for problem in validator.problems(block.graph)
            if not _is_as_it_should_be(block, problem)
        )
        self._inner[block.id] = (block, around, validator, found)
        return found

    def _validator(self) -> Validator:
        return Validator(self._catalog, partial(check_value, catalog=self._catalog))


def _is_as_it_should_be(block: Block, problem: Problem) -> bool:
    """Whether a block may be so though a model may not.

    Its Inputs have no shape of their own, and what is exposed is given by the instances.
    """
    if problem.code in _OF_MODELS:
        return True
    node = block.graph.nodes.get(problem.node or "")
    if node is None or problem.code != "missing-value":
        return False
    given = {target for exposed in block.params for target in exposed.targets}
    return node.kind == INPUT or (node.id, problem.field) in given
