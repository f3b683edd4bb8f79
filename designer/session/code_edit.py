"""The script of the open project, edited: what it means, and how it would be written then."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.catalog.catalog import Catalog
from designer.project.data_fields import Field
from designer.project.project import Project
from designer.reading.findings import Finding
from designer.session.session import Session


@dataclass(frozen=True, slots=True)
class CodeBase:
    """The drawing as it stands and its script: what an edited text is compared with.

    Attributes:
        project: the drawing.
        script: what it is written as.
        catalog: everything that can stand in it.
        fields: what its data holds.
        folder: what the paths of its data are relative to.
    """

    project: Project
    script: str
    catalog: Catalog
    fields: Sequence[Field] | None = None
    folder: str = ""

    def read(self, text: str) -> "CodeEdit":
        """Return what the edited *text* means. Values only: it may be asked in any thread."""
        # Imported when the first letter is typed, so that the window is there before it.
        from designer.reading.edits import read_edit

        reading = read_edit(text, self.catalog, self.project, self.script, self._write)
        if not reading.models:
            return CodeEdit(reading.problems, None, self.script)
        project = reading.models[0].project
        return CodeEdit(reading.problems, project, self._write(project))

    def _write(self, project: Project) -> str:
        from designer.codegen.script import project_script

        return project_script(project, fields=self.fields, data_folder=self.folder)


def code_base(session: Session, script: str) -> CodeBase:
    """Return what an edited text of the open project's script is compared with.

    Args:
        session: with the project.
        script: the project's script as it stands.
    """
    preview = session.data.preview
    fields = [Field.from_json(entry) for entry in preview.fields] if preview else None
    folder = str(session.path.parent) if session.path else ""
    return CodeBase(session.document.project, script, session.catalog.now, fields, folder)


@dataclass(frozen=True, slots=True)
class CodeEdit:
    """What an edited script means.

    Attributes:
        findings: what is to be said about its lines.
        project: the drawing that it describes; None where it cannot be read.
        script: how that drawing is written.
    """

    findings: tuple[Finding, ...]
    project: Project | None
    script: str
