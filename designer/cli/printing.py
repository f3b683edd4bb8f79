"""Words, tables and JSON on standard output."""

import json
import math
from collections.abc import Sequence
from typing import Any

from designer.graph.problems import Problem, Severity
from designer.project.places_in_blocks import name_of
from designer.project.project import Project


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print JSON and flush, so that a reader at the other end of a pipe has it at once.

    NaN and infinities, which JSON lacks, are printed as null.
    """
    print(json.dumps(_finite(value), indent=indent, ensure_ascii=False), flush=True)


def plain(text: str) -> str:
    """Return *text* without control characters, which in a stranger's file could steer a terminal.

    Line ends and tabs stand as they are.
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def one_line(text: str) -> str:
    """Return *text* in one line, without control characters."""
    return plain(" ".join(text.split()))


def print_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows under the first one, which is the head; columns in *right* are right-aligned."""
    rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("─" * width for width in widths))


def print_problems(problems: Sequence[Problem], project: Project) -> None:
    """Print problems, one each: severity, node, title, and the words beneath."""
    for problem in problems:
        print(plain(f"{problem.severity.value}: {_where(problem, project)}{problem.title}"))
        if problem.text:
            print(plain(f"    {problem.text}"))
        for remedy in problem.remedies:
            print(plain(f"    → {remedy.label}"))


def refusal(problems: Sequence[Problem], project: Project, what: str) -> str:
    """Return in one line why *what* cannot be done, by its first problem."""
    first, more = problems[0], len(problems) - 1
    words = f"{what}. {_where(first, project)}{first.title}."
    if first.text:
        words += f" {first.text}"
    if more:
        others = f"{more} other problem{'' if more == 1 else 's'}"
        words += f" There {'is' if more == 1 else 'are'} {others}: see keras-designer check."
    return words


def _where(problem: Problem, project: Project) -> str:
    name = name_of(problem, project)
    return f"{name}: " if name else ""


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    """Return those problems that keep the model from being built or trained."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value
