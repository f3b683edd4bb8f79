"""`keras-designer import`: a saved model, or a script, as a project."""

import argparse
from pathlib import Path
from typing import Any

from designer.cli.asking import ask
from designer.cli.host import Host, session_without_project
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import print_json
from designer.graph.naming import unique_name
from designer.project.files import SUFFIX
from designer.protocol.events import ModelsImported


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help=".keras, .h5, .json config, the folder of a SavedModel, .py or .ipynb",
    )
    parser.add_argument("project", metavar="PROJECT", help="the project file to write")
    parser.add_argument(
        "--trust", action="store_true", help="run code in SOURCE, which may do anything"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> ExitCode:
    """Read the source and write a project for each model in it."""
    source = Path(options.source).absolute()
    target = Path(options.project).absolute()
    if not source.exists():
        raise CommandFailed(f"Expected a model at {source}, found nothing there. Check the path.")
    if not target.parent.is_dir():
        raise CommandFailed(f"There is no folder {target.parent} to write to. Make it first.")
    with session_without_project(debug=options.debug) as host:
        imports = host.session.imports
        event: ModelsImported = ask(
            host, lambda done, failed: imports.start(source, done, failed, trusted=options.trust)
        )
        written = _write_all(host, event, target, trust=options.trust)
    if options.json:
        print_json({"source": str(source), "projects": written, "code": event.code})
    else:
        _tell(written, event.code)
    return ExitCode.DONE


def _write_all(
    host: Host, event: ModelsImported, target: Path, *, trust: bool
) -> list[dict[str, Any]]:
    if not event.models:
        raise CommandFailed(event.code or f"Expected a model in {event.path}, found none.")
    paths: list[str] = []
    written = []
    for model in event.models:
        stem = target.stem if not paths else f"{target.stem}_{model['name']}"
        stem = unique_name(stem, paths)
        paths.append(stem)
        path = target.with_name(stem + (target.suffix or SUFFIX))
        written.append(_write(host, model, path, trust=trust))
    return written


def _write(host: Host, model: dict[str, Any], path: Path, *, trust: bool) -> dict[str, Any]:
    session = host.session
    session.open_imported(model)
    if trust:
        session.trust()
    try:
        session.save_as(path)
    except OSError as error:
        raise CommandFailed(f"{path} cannot be written: {error.strerror or error}.") from error
    project = session.document.project
    inside = sum(len(block.graph.nodes) for block in project.blocks.values())
    return {
        "path": str(session.path),
        "name": model["name"],
        "nodes": len(project.graph.nodes) + inside,
        "blocks": len(project.blocks),
        "weights": str(path.parent / project.weights) if project.weights else "",
        "notes": model["notes"],
    }


def _tell(written: list[dict[str, Any]], code: str) -> None:
    for entry in written:
        blocks = f", {entry['blocks']} blocks" if entry["blocks"] else ""
        weights = f"; weights in {Path(entry['weights']).name}" if entry["weights"] else ""
        print(f"wrote {entry['path']} ({entry['nodes']} nodes{blocks}{weights})")
        for note in entry["notes"]:
            print(f"  {note}")
    if code:
        print(code)
