"""What goes wrong through no fault of ours, told to the user."""

from collections.abc import Iterable

from designer.graph.problems import Problem


class UserError(Exception):
    """Something that the user can mend, in one clear sentence.

    Attributes:
        problems: the same with node, field and remedies.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)
