"""What the reader says about a script: words for a person, at a line."""

from dataclasses import dataclass, field

from designer.graph.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a script, or to know about it.

    Attributes:
        line: from 1; 0 is the whole script.
        title: one short sentence.
        text: what was expected, what was found, what to do.
        severity: an error keeps a model from being drawn whole.
    """

    line: int
    title: str
    text: str = ""
    severity: Severity = Severity.ERROR

    @property
    def words(self) -> str:
        """Everything in one line."""
        return f"{self.title} {self.text}".strip()

    def problem(self) -> Problem:
        """Return it as a problem of a project."""
        where = f"Line {self.line}: " if self.line else ""
        return Problem("script", self.severity, where + self.title, self.text)


class Refused(Exception):
    """The script cannot be read any further, or not in this way."""

    def __init__(self, line: int, title: str, text: str = "") -> None:
        super().__init__(title)
        self.finding = Finding(line, title, text)


class NotAlike(Exception):
    """The uses of a function differ in more than values, so it is no block."""


@dataclass(slots=True)
class Findings:
    """Everything that was found, each once."""

    found: dict[tuple[int, str], Finding] = field(default_factory=dict)

    def add(
        self, line: int, title: str, text: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note one."""
        self.found.setdefault((line, title), Finding(line, title, text, severity))

    def warn(self, line: int, title: str, text: str = "") -> None:
        """Note one that keeps no model from being drawn."""
        self.add(line, title, text, Severity.WARNING)
