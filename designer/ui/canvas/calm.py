"""Problems that every layer has until it is wired: these wait until somebody asks."""

from collections.abc import Iterable

from designer.graph.problems import Problem, Severity

_UNFINISHED = frozenset({"missing-input", "unused"})
_ORDER = tuple(Severity)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return *problems*, those that matter most first."""
    return sorted(problems, key=lambda problem: _ORDER.index(problem.severity))


def pressing(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that are told without being asked for, the worst first."""
    return [problem for problem in worst_first(problems) if problem.code not in _UNFINISHED]


def severity_shown(problems: Iterable[Problem]) -> Severity | None:
    """Return what the badge says; of a layer that is only unfinished, a hint."""
    problems = list(problems)
    told = pressing(problems)
    if told:
        return told[0].severity
    return Severity.HINT if problems else None
