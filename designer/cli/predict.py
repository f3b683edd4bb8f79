"""`keras-designer predict`: what a run's model says of new rows or pictures."""

import argparse
from pathlib import Path
from typing import Any

from designer.cli.asking import ask
from designer.cli.host import hosted_session
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import plain, print_json, print_table
from designer.cli.run_argument import find_run
from designer.cli.trusting import add_trust, require_trust
from designer.protocol.events import Predicted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument(
        "input", metavar="INPUT", help="a CSV, NPY, NPZ or picture file, or a folder"
    )
    parser.add_argument("--run", required=True, metavar="RUN", help="the run's id, or 'last'")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Predict and print a line for each row or picture."""
    source = Path(options.input)
    if not source.exists():
        raise CommandFailed(f"There is no file or folder {options.input}. Check the name.")
    with hosted_session(options.project, debug=options.debug, trust=options.trust) as host:
        run_id = find_run(host.session, options.run)
        require_trust(host.session, run_id, trust=options.trust)
        path = str(source.resolve())
        result: Predicted = ask(
            host, lambda done, failed: host.session.using.predict(run_id, path, done, failed)
        )
    if options.json:
        print_json(
            {
                "run": run_id,
                "labels": result.labels,
                "outputs": result.outputs,
                "note": result.note,
            }
        )
    else:
        _print(result)
    return ExitCode.DONE


def _print(result: Predicted) -> None:
    names = list(result.outputs)
    rows = [("", *names)]
    for number, label in enumerate(result.labels):
        rows.append((label, *(_text(result.outputs[name][number]) for name in names)))
    print_table(rows)
    if result.note:
        print(plain(result.note))


def _text(prediction: dict[str, Any]) -> str:
    label, probabilities = prediction.get("label"), prediction.get("probabilities")
    if label is not None:
        return f"{label} ({max(probabilities):.1%})" if probabilities else str(label)
    value = prediction["value"]
    return f"{value:.5g}" if isinstance(value, int | float) else str(value)
