"""What fits together only when shapes, losses, activations and data are seen as one."""

from designer.engine.construct import Catalog
from designer.engine.infer import Inferred
from designer.graph.problems import Problem
from designer.project.project import Project


def advise(project: Project, catalog: Catalog, found: Inferred, folder: str = "") -> list[Problem]:
    """Return what Keras would accept, or complain of much later, but is hardly meant."""
    return []
