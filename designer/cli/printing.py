"""Words, tables and JSON on standard output."""

import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print JSON and flush, so that a reader at the other end of a pipe has it at once.

    NaN and infinities, which JSON lacks, are printed as null.
    """
    print(json.dumps(_finite(value), indent=indent, ensure_ascii=False), flush=True)


def print_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows under the first one, which is the head; columns in *right* are right-aligned."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("─" * width for width in widths))


def print_problems(problems: Sequence[Problem], graph: Graph, *, to_errors: bool = False) -> None:
    """Print problems, one each: severity, node, title, and the words beneath."""
    stream = sys.stderr if to_errors else sys.stdout
    for problem in problems:
        node = graph.nodes.get(problem.node or "")
        where = f"{node.name}: " if node else ""
        print(f"{problem.severity.value}: {where}{problem.title}", file=stream)
        if problem.text:
            print(f"    {problem.text}", file=stream)
        for remedy in problem.remedies:
            print(f"    → {remedy.label}", file=stream)


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    """Return those problems that keep the model from being built or trained."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def shape_text(shape: Sequence[int | None]) -> str:
    """Return a shape as Keras prints it."""
    inner = ", ".join(str(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value
