"""Takes over what a saved model was compiled with: optimizer, losses and metrics."""

from designer.engine.importing.assemble import Assembly
from designer.engine.importing.records import ModelRecord
from designer.project.project import Project


def with_compiled(project: Project, model: ModelRecord, assembly: Assembly) -> Project:
    """Return *project* with the optimizer, losses and metrics of *model*."""
    return project
