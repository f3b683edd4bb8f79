"""`keras-designer diff`: what changed between two projects, or a project and a run."""

import argparse
import difflib
from collections.abc import Iterable

from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import plain, print_json
from designer.graph.remark_words import remark_words
from designer.project.comparable import read_comparable
from designer.project.difference import Difference, GraphDifference, compare
from designer.project.difference_words import (
    difference_to_json,
    edge_words,
    field_words,
    node_words,
)
from designer.project.field_changes import FieldChange
from designer.project.files import BadProject
from designer.project.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("before", metavar="A", help="a project, or the folder of a run")
    parser.add_argument("after", metavar="B", help="a project, or the folder of a run")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> ExitCode:
    """Compare and print; the exit code is 0 whether or not there are differences."""
    difference = compare(_project(options.before), _project(options.after))
    if options.json:
        sides = {"before": options.before, "after": options.after}
        print_json({**sides, **difference_to_json(difference)})
    else:
        _print(difference, options.before, options.after)
    return ExitCode.DONE


def _project(name: str) -> Project:
    try:
        return read_comparable(name)
    except BadProject as error:
        raise CommandFailed(str(error)) from error


def _print(difference: Difference, before: str, after: str) -> None:
    print(plain(f"{before} → {after}"))
    if not difference.count:
        print("No differences.")
        return
    _print_graph(difference.graph, "layers", "wires")
    for block in difference.blocks:
        sign = "+" if block.before is None else "-" if block.after is None else "~"
        print(plain(f"\nblock {sign} {block.name}"))
        _print_fields(block.fields)
        _print_graph(block.graph, f"layers of {block.name}", f"wires of {block.name}")
    if difference.settings:
        print("\nsettings")
        _print_fields(difference.settings)


def _print_graph(graph: GraphDifference, layers: str, wires: str) -> None:
    parts = (("added", graph.added), ("removed", graph.removed), ("changed", graph.changed))
    counts = [f"{len(found)} {what}" for what, found in parts if found]
    if counts:
        print(plain(f"\n{layers}: {', '.join(counts)}"))
    for node in graph.removed:
        print(plain(f"  - {node_words(node)}"))
    for node in graph.added:
        print(plain(f"  + {node_words(node)}"))
    for change in graph.changed:
        print(plain(f"  ~ {change.after.name} ({change.after.kind})"))
        _print_fields(change.fields, "      ")
    if graph.wired or graph.unwired:
        print(plain(f"\n{wires}"))
    for edge in graph.unwired:
        print(plain(f"  - {edge_words(graph.before, edge)}"))
    for edge in graph.wired:
        print(plain(f"  + {edge_words(graph.after, edge)}"))
    if graph.remarks:
        print("\nframes and notes")
    for remark in graph.remarks:
        sign = "+" if remark.before is None else "-" if remark.after is None else "~"
        print(plain(f"  {sign} {remark_words(remark.remark)}"))
        _print_fields(remark.fields, "      ")


def _print_fields(changes: Iterable[FieldChange], indent: str = "  ") -> None:
    for change in changes:
        if isinstance(change.before, str) and isinstance(change.after, str):
            before, after = change.before.splitlines(), change.after.splitlines()
            if len(before) > 1 or len(after) > 1:
                _print_text(change.field, before, after, indent)
                continue
        print(plain(f"{indent}{field_words(change)}"))


def _print_text(field: str, before: list[str], after: list[str], indent: str) -> None:
    """Print what differs between two texts of several lines, line by line."""
    print(plain(f"{indent}{field}"))
    for line in list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]:
        print(plain(f"{indent}    {line}"))
