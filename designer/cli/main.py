"""Reads the command line and calls the command, or opens the window."""

import argparse
import contextlib
import io
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, TypeAlias

from designer import __version__
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import one_line

AddArguments: TypeAlias = Callable[[argparse.ArgumentParser], None]
Run: TypeAlias = Callable[[argparse.Namespace], ExitCode]

COMMANDS: Mapping[str, str] = {
    "check": "problems, shapes, parameters and cost",
    "train": "train and write a run",
    "evaluate": "evaluate a run's model on its data",
    "predict": "predict with a run's model",
    "export": "write code, a model file or the diagram",
    "diff": "what changed between two projects or runs",
    "import": "a saved model or a script as a project",
    "layers": "the catalogue of layers",
    "doctor": "what this machine has and lacks",
}


def _steps() -> Mapping[str, tuple[AddArguments, Run]]:
    """Return what each command takes and does; imported here, so that the window need not wait."""
    from designer.cli import (
        check,
        diff,
        doctor,
        evaluate,
        export,
        import_model,
        layers,
        predict,
        train,
    )

    return {
        "check": (check.add_arguments, check.run),
        "train": (train.add_arguments, train.run),
        "evaluate": (evaluate.add_arguments, evaluate.run),
        "predict": (predict.add_arguments, predict.run),
        "export": (export.add_arguments, export.run),
        "diff": (diff.add_arguments, diff.run),
        "import": (import_model.add_arguments, import_model.run),
        "layers": (layers.add_arguments, layers.run),
        "doctor": (doctor.add_arguments, doctor.run),
    }


class _Parser(argparse.ArgumentParser):
    """Complains in one line, as every other error here does."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the command line, and end."""
        text = f"{message[:1].upper()}{message[1:]}. See {self.prog} --help."
        self.exit(ExitCode.USAGE, f"keras-designer: {text}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `keras-designer` and return its exit code."""
    _print_anything()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0] not in COMMANDS and given[0] not in ("-h", "--help", "--version")):
        return _open_window(given)
    steps = _steps()
    options = _parser(steps).parse_args(given)
    try:
        code = steps[options.command][1](options)
        sys.stdout.flush()
    except CommandFailed as error:
        if options.debug:
            traceback.print_exc()
        print(f"keras-designer: {one_line(str(error))}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): end without a word, as other tools do.
        _drop_output()
        return ExitCode.DONE
    except Exception as error:
        if options.debug:
            raise
        _drop_output()
        print(f"keras-designer: {one_line(_unexpected(error))}", file=sys.stderr)
        return ExitCode.USAGE if isinstance(error, OSError) else ExitCode.ENGINE_FAILED
    return code


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"Something cannot be read or written: {error.strerror or error}{where}."
    return (
        f"The program has a fault: {type(error).__name__}: {error}. "
        "Please report it with what --debug shows."
    )


def _drop_output() -> None:
    """Lose what could not be written, so that Python does not complain of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_anything() -> None:
    """Escape what the terminal's encoding lacks, and write to nowhere where there is none."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser(steps: Mapping[str, tuple[AddArguments, Run]]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="keras-designer",
        description="Draw Keras models, train them while you watch, and take them away. "
        "Without a command: open the window, on PROJECT where one is given.",
        usage="keras-designer [PROJECT] | keras-designer COMMAND ...",
    )
    parser.add_argument("--version", action="version", version=f"keras-designer {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, prog="keras-designer"
    )
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words.capitalize() + ".")
        command.add_argument("--debug", action="store_true", help="show the traceback of an error")
        steps[name][0](command)
    return parser


def _open_window(given: list[str]) -> int:
    options = [word for word in given if word.startswith("-")]
    if options or len(given) > 1:
        what = options[0] if options else given[1]
        print(
            f"keras-designer: expected a project file or one of {', '.join(COMMANDS)}; "
            f"found {what!r}. See keras-designer --help.",
            file=sys.stderr,
        )
        return ExitCode.USAGE
    try:
        from designer.ui.app import run
    except ImportError as error:
        print(
            "keras-designer: expected Qt for the window, found that it cannot be loaded "
            f"({one_line(str(error))}). Install what is missing; the commands work without it.",
            file=sys.stderr,
        )
        return ExitCode.USAGE
    return run(given[0] if given else None)
