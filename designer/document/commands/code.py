"""The verb for a script that was edited: the drawing follows it."""

from designer.document.document import Document
from designer.project.project import Project


def take_code(document: Document, project: Project) -> None:
    """Let the drawing become *project*, which was read from its edited script.

    Only records that differ are written, as one edit.
    """
    with document.edit("Edit code") as edit:
        edit.become(project)
