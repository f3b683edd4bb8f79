"""`keras-designer train`: trains with a progress bar and writes a run."""

import argparse
from pathlib import Path
from typing import Any

from designer.cli.host import Host, hosted_session
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.overrides import apply_override
from designer.cli.printing import errors_in, print_json, refusal
from designer.cli.progress import Progress, duration_text
from designer.cli.run_argument import find_run
from designer.cli.trusting import add_trust, require_trust
from designer.project.files import BadProject
from designer.project.runs.folders import PROJECT_FILE
from designer.session.run import Run, RunState
from designer.session.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument(
        "--set",
        dest="overrides",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        help="change a setting or a parameter for this run: fit.batch_size=64, conv_1.filters=16",
    )
    parser.add_argument("--epochs", type=int, metavar="N", help="train to N epochs")
    parser.add_argument("--resume", metavar="RUN", help="go on with a run: its id, or 'last'")
    parser.add_argument("--json", action="store_true", help="print one JSON object an epoch")
    add_trust(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Train, and return 1 where the project could not be trained, 3 where the engine failed."""
    if options.epochs is not None and options.epochs < 1:
        raise CommandFailed(f"--epochs expects 1 or more, found {options.epochs}.")
    if options.resume and options.overrides:
        raise CommandFailed("--resume goes on with a run as it is: --set cannot change it.")
    with hosted_session(options.project, debug=options.debug, trust=options.trust) as host:
        run = _begin(host.session, options)
        return _follow(host, run, as_json=options.json)


def _begin(session: Session, options: argparse.Namespace) -> Run:
    if options.resume:
        run_id = find_run(session, options.resume)
        require_trust(session, run_id, trust=options.trust)
        try:
            return session.resume_run(run_id, options.epochs)
        except (BadProject, ValueError) as error:
            raise CommandFailed(str(error)) from error
    for text in options.overrides:
        apply_override(session, text)
    if options.epochs is not None:
        apply_override(session, f"fit.epochs={options.epochs}")
    require_trust(session)
    session.analysis.check()
    if failed := errors_in(session.analysis.problems):
        words = refusal(failed, session.document.project, "This project cannot be trained yet")
        raise CommandFailed(words, ExitCode.PROJECT_ERRORS)
    try:
        return session.start_training()
    except ValueError as error:
        raise CommandFailed(str(error), ExitCode.PROJECT_ERRORS) from error
    except OSError as error:
        words = f"The run's folder {session.runs.folder} cannot be made: {error.strerror or error}"
        raise CommandFailed(f"{words}. Make room or make its folder writable.") from error


def _follow(host: Host, run: Run, *, as_json: bool) -> ExitCode:
    progress = Progress(run, quiet=as_json)
    told = len(run.epoch_table())
    while not run.state.over:
        told = _tell_epochs(run, progress, told, as_json=as_json)
        progress.update()
        try:
            host.pump(0.1)
        except KeyboardInterrupt:
            _interrupt(host, run)
    told = _tell_epochs(run, progress, told, as_json=as_json)
    progress.clear()
    return _tell_end(run, as_json=as_json)


def _tell_epochs(run: Run, progress: Progress, told: int, *, as_json: bool) -> int:
    rows = run.epoch_table()
    for row in rows[told:]:
        if as_json:
            print_json(row, indent=None)
        progress.epoch(int(row["epoch"]), {n: v for n, v in row.items() if n != "epoch"})
    return len(rows)


def _interrupt(host: Host, run: Run) -> None:
    if run.state is RunState.STOPPING:
        host.session.kill_training()
    else:
        host.session.stop_training()


def _tell_end(run: Run, *, as_json: bool) -> ExitCode:
    if as_json:
        print_json(_summary(run), indent=None)
    if run.state is RunState.KILLED:
        raise CommandFailed(f"{run.message} {_what_next(run)}", ExitCode.ENGINE_FAILED)
    if run.state is RunState.FAILED:
        code = ExitCode.PROJECT_ERRORS if run.problems else ExitCode.ENGINE_FAILED
        raise CommandFailed(run.message, code)
    if not as_json:
        print(f"{run.phase} after {duration_text(run.seconds)}: run {run.id}")
        for name, best in run.best.items():
            print(f"  best {name} {best['value']:.4g} at epoch {best['epoch']}")
        print(f"  {Path(run.folder)}")
    return ExitCode.DONE


def _what_next(run: Run) -> str:
    if (Path(run.folder) / PROJECT_FILE).exists():
        return f"Go on with: keras-designer train PROJECT --resume {run.id}"
    return "See what this machine lacks with: keras-designer doctor"


def _summary(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "folder": str(run.folder),
        "outcome": run.state.value,
        "best": dict(run.best),
        **({"message": run.message} if run.message else {}),
    }
