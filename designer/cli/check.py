"""`keras-designer check`: problems, shapes, parameters and cost per node."""

import argparse
from typing import Any

from designer.cli.asking import check_in_engine
from designer.cli.host import hosted_session
from designer.cli.outcome import ExitCode
from designer.cli.printing import errors_in, print_json, print_problems, print_table
from designer.cli.trusting import add_trust, waiting, warn
from designer.graph.records import Node
from designer.graph.shapes import symbolic_text
from designer.graph.topology import build_order, find_cycle
from designer.project.memory_need import Precision, Use
from designer.session.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Check a project; the exit code is 1 where a problem is an error."""
    with hosted_session(options.project, debug=options.debug, trust=options.trust) as host:
        session = host.session
        warn(session)
        check_in_engine(host)
        if options.json:
            print_json(_report(session))
        else:
            _print(session)
        failed = errors_in(session.analysis.problems) or waiting(session)
    return ExitCode.PROJECT_ERRORS if failed else ExitCode.DONE


def _nodes(session: Session) -> tuple[Node, ...]:
    graph = session.document.graph
    if find_cycle(graph):
        return tuple(sorted(graph.nodes.values(), key=lambda n: (n.position[1], n.id)))
    return build_order(graph)


def _report(session: Session) -> dict[str, Any]:
    return {
        "project": session.document.project.name,
        "problems": [problem.to_json() for problem in session.analysis.problems],
        "nodes": [_node_report(session, node) for node in _nodes(session)],
        "totals": dict(session.analysis.totals),
        "memory": _memory(session),
    }


def _memory(session: Session) -> dict[str, Any]:
    """Return the need in bytes by precision and use, for the batch size of the project."""
    figures, batch = session.analysis.memory, session.document.project.fit.batch_size
    return {
        "batch_size": batch,
        "weights": figures.weights,
        "optimizer": figures.optimizer,
        "optimizer_slots": figures.slots,
        "unknown": figures.unknown or None,
        "precisions": {
            str(precision): {str(use): figures.need(use, batch, precision) for use in Use}
            for precision in Precision
        },
        "host": {str(use): figures.host.get(use) for use in Use},
    }


def _node_report(session: Session, node: Node) -> dict[str, Any]:
    report = session.analysis.report(node.id)
    head: dict[str, Any] = {"id": node.id, "name": node.name, "kind": node.kind}
    if report is None:
        return {**head, "outputs": None}
    return {
        **head,
        "outputs": {
            port: {"shape": list(spec.shape), "dtype": spec.dtype}
            for port, spec in report.outputs.items()
        },
        "parameters": report.parameters,
        "trainable": report.trainable,
        "multiply_adds": report.multiply_adds,
        "activation_bytes": report.activation_bytes,
    }


def _called(session: Session, node: Node) -> str:
    spec = session.catalog.layer(node.kind)
    return spec.called if spec else node.kind


def _print(session: Session) -> None:
    rows = [("name", "kind", "output", "parameters", "multiply-adds")]
    for node in _nodes(session):
        report = session.analysis.report(node.id)
        shapes = (
            [symbolic_text(spec.shape) for spec in report.outputs.values()] if report else ["?"]
        )
        count = f"{report.parameters:,}" if report else "?"
        cost = report.multiply_adds if report else None
        rows.append(
            (
                node.name,
                _called(session, node),
                " ".join(shapes),
                count,
                "" if cost is None else f"{cost:,}",
            )
        )
    print_table(rows, right=(3, 4))
    totals = session.analysis.totals
    total, trainable = totals.get("parameters") or 0, totals.get("trainable") or 0
    print(f"\n{total:,} parameters, {trainable:,} trainable")
    if words := _memory_words(session):
        print(words)
    problems = session.analysis.problems
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    print_problems(problems, session.document.project)


def _memory_words(session: Session) -> str:
    """Return the need of memory in one line; empty where nothing is known."""
    figures, batch = session.analysis.memory, session.document.project.fit.batch_size
    if figures.unknown:
        return f"memory: not known, because an axis of {figures.unknown} has no length"
    needs = {use: figures.need(use, batch, Precision.FLOAT32) for use in Use}
    training, inference = needs[Use.TRAINING], needs[Use.INFERENCE]
    if training is None or inference is None:
        return ""
    parts = {
        "to train": training,
        "to predict": inference,
        "weights": figures.weights,
        "optimizer": figures.optimizer,
    }
    words = ", ".join(f"{bytes / 1e6:,.1f} MB {what}" for what, bytes in parts.items())
    return f"memory, batch of {batch}: {words}"
