"""How a data source says in one sentence what the user can mend."""

from collections.abc import Iterable

from designer.engine.errors import UserError
from designer.graph.problems import Problem, Remedy, Severity


def data_problem(
    code: str,
    title: str,
    text: str,
    *,
    field: str = "data.path",
    node: str | None = None,
    severity: Severity = Severity.ERROR,
    remedies: Iterable[Remedy] = (),
) -> Problem:
    """Return a problem with the data."""
    return Problem(code, severity, title, text, node, field, tuple(remedies))


def data_error(
    code: str, title: str, text: str, *, field: str = "data.path", remedies: Iterable[Remedy] = ()
) -> UserError:
    """Return an error with one problem; its message is the problem's text."""
    return UserError(text, [data_problem(code, title, text, field=field, remedies=remedies)])


def set_option(name: str, value: str, label: str) -> Remedy:
    """Return the click that sets an option of the data."""
    return Remedy("set_data_option", label, {"name": name, "value": value})


def failure(problems: Iterable[Problem]) -> UserError:
    """Return one error for several problems; its message is the first one's text."""
    found = tuple(problems)
    more = len(found) - 1
    suffix = f" ({more} more problem{'s' * (more > 1)})" if more else ""
    return UserError((found[0].text or found[0].title) + suffix, found)
