"""`keras-designer evaluate`: how good a run's model is on a part of its data."""

import argparse
from dataclasses import asdict
from typing import Any

from designer.cli.asking import ask
from designer.cli.host import hosted_session
from designer.cli.outcome import ExitCode
from designer.cli.printing import plain, print_json, print_table
from designer.cli.run_argument import find_run
from designer.cli.trusting import add_trust, require_trust
from designer.project.settings import Split
from designer.protocol.events import Evaluated


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("--run", required=True, metavar="RUN", help="the run's id, or 'last'")
    parser.add_argument("--split", choices=[split.value for split in Split], default="test")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Evaluate and print every metric, and a table for each class."""
    with hosted_session(options.project, debug=options.debug, trust=options.trust) as host:
        run_id = find_run(host.session, options.run)
        require_trust(host.session, run_id, trust=options.trust)
        result: Evaluated = ask(
            host,
            lambda done, failed: host.session.using.evaluate(run_id, options.split, done, failed),
        )
    if options.json:
        print_json({"run": run_id, **{k: v for k, v in asdict(result).items() if k != "id"}})
    else:
        _print(result)
    return ExitCode.DONE


def _print(result: Evaluated) -> None:
    print(f"{result.samples} rows of the {result.split} split")
    if result.note:
        print(plain(result.note))
    for name, value in result.metrics.items():
        print(f"  {name} {value:.5g}")
    for name, output in result.outputs.items():
        print(f"\n{name}")
        if output.get("kind") == "classes":
            _print_classes(output)
        else:
            for key in ("mean_absolute_error", "root_mean_squared_error", "r2"):
                if output.get(key) is not None:
                    print(f"  {key.replace('_', ' ')} {output[key]:.5g}")


def _print_classes(output: dict[str, Any]) -> None:
    rows: list[tuple[str, ...]] = [("class", "precision", "recall", "f1", "rows")]
    for row in output["per_class"]:
        numbers = (f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        rows.append((str(row["label"]), *numbers, str(row["support"])))
    print_table(rows, right=(1, 2, 3, 4))
    print("\nconfusion matrix (rows: true, columns: predicted)")
    labels = [str(label) for label in output["labels"]]
    matrix = [("", *labels)]
    for label, counts in zip(labels, output["confusion"], strict=True):
        matrix.append((label, *(str(int(count)) for count in counts)))
    print_table(matrix, right=range(1, len(labels) + 1))
