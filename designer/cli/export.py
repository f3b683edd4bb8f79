"""`keras-designer export`: code, a model file or the diagram."""

import argparse
from pathlib import Path

from designer.cli.asking import ask, check_in_engine
from designer.cli.diagram_look import add_look, look_of
from designer.cli.host import Host, hosted_session
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import errors_in, print_json, refusal
from designer.cli.run_argument import find_run
from designer.cli.trusting import add_trust, require_trust
from designer.codegen.code_form import CodeForm
from designer.codegen.data_code import known_fields
from designer.protocol.events import Exported
from designer.session.taking_away import first_weights_place

MODELS = ("keras", "h5", "savedmodel")
ENDINGS = {"notebook": (".ipynb",), "keras": (".keras",), "h5": (".h5", ".hdf5")}
DIAGRAMS = ("svg", "png", "pdf")
FORMATS = (*CodeForm, *MODELS, *DIAGRAMS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument(
        "--to", required=True, choices=FORMATS, metavar="FORMAT", help=" ".join(FORMATS)
    )
    parser.add_argument("out", metavar="OUT", help="the file (savedmodel: the folder) to write")
    parser.add_argument("--run", metavar="RUN", help="with this run's weights: its id, or 'last'")
    add_look(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Write what was asked for."""
    out = Path(options.out).absolute()
    if not out.parent.is_dir():
        raise CommandFailed(f"There is no folder {out.parent} to write to. Make it first.")
    endings = ENDINGS.get(options.to, (out.suffix,))
    if out.suffix not in endings:
        raise CommandFailed(
            f"Expected a name that ends in {' or '.join(endings)}, found {out.name}: programs "
            "read such a file by the ending of its name."
        )
    with hosted_session(options.project, debug=options.debug, trust=options.trust) as host:
        if options.to in MODELS:
            return _export_model(host, options, out)
        try:
            if options.to in tuple(CodeForm):
                _export_code(host, options, out)
            else:
                _export_diagram(host, out, options)
        except OSError as error:
            raise CommandFailed(f"{out} cannot be written: {error.strerror or error}.") from error
    _tell(options, {"format": options.to, "path": str(out)}, f"wrote {out}")
    return ExitCode.DONE


def _export_model(host: Host, options: argparse.Namespace, out: Path) -> ExitCode:
    session = host.session
    run_id = find_run(session, options.run) if options.run else None
    require_trust(session, run_id, trust=options.trust)
    session.analysis.check()
    if failed := errors_in(session.analysis.problems):
        words = refusal(failed, session.document.project, "The model cannot be built as it stands")
        raise CommandFailed(words, ExitCode.PROJECT_ERRORS)
    result: Exported = ask(
        host, lambda done, failed: session.using.export(options.to, str(out), run_id, done, failed)
    )
    words = (
        f"wrote {out} ({result.size:,} bytes)\nreloaded in a clean process: greatest difference "
    )
    told = f"{words}{result.difference:.3g}" + (f"\n{result.note}" if result.note else "")
    facts = {
        "format": options.to,
        "path": str(out),
        "difference": result.difference,
        "size": result.size,
        "note": result.note,
    }
    _tell(options, facts, told)
    return ExitCode.DONE


def _export_code(host: Host, options: argparse.Namespace, out: Path) -> None:
    """Write the code; what the data holds is looked up first, where its name does not tell."""
    session, form = host.session, CodeForm(options.to)
    run_id = find_run(session, options.run) if options.run else None
    if form is CodeForm.PACKAGE and run_id is None:
        check_in_engine(host)
    if session.data.loading and known_fields(session.document.project) is None:
        session.engine.start()
        host.wait_until(lambda: not session.data.loading)
        if session.data.message:
            raise CommandFailed(session.data.message)
    try:
        session.using.export_code(out, form, run_id)
    except (FileExistsError, FileNotFoundError) as error:
        if error.errno is not None:
            raise
        raise CommandFailed(str(error)) from error
    place = first_weights_place(form, out, session.document.project)
    if place is not None and run_id is None:
        session.engine.start()
        ask(
            host,
            lambda done, failed: session.using.export("weights", str(place), None, done, failed),
        )


def _export_diagram(host: Host, out: Path, options: argparse.Namespace) -> None:
    from designer.ui.canvas.pictures.picture import NotAPicture, write_picture_headless

    session = host.session
    check_in_engine(host)
    try:
        write_picture_headless(session, out, look_of(options))
    except NotAPicture as error:
        raise CommandFailed(str(error)) from error


def _tell(options: argparse.Namespace, facts: dict[str, object], words: str) -> None:
    if options.json:
        print_json(facts)
    else:
        print(words)
