"""Asking the engine one thing and waiting for the answer."""

from collections.abc import Callable
from typing import Any

from designer.cli.host import Host
from designer.cli.outcome import CommandFailed, ExitCode
from designer.session.engine import EngineState


def ask(host: Host, request: Callable[[Callable[[Any], None], Callable[[str], None]], None]) -> Any:
    """Send a request and wait.

    Args:
        request: called with what to call on success and on failure.

    Raises:
        CommandFailed: with the engine's words, where it cannot answer.
    """
    answers: list[Any] = []
    failures: list[str] = []
    host.session.engine.start()
    request(answers.append, failures.append)
    host.wait_until(lambda: bool(answers or failures))
    if failures:
        raise CommandFailed(failures[0], _code(host))
    return answers[0]


def check_in_engine(host: Host) -> None:
    """Have the engine check the project, and wait for its report.

    Raises:
        CommandFailed: if the engine is lost or cannot answer.
    """
    analysis = host.session.analysis
    host.session.engine.start()
    host.wait_until(lambda: not analysis.stale or bool(analysis.failure))
    if analysis.failure:
        raise CommandFailed(analysis.failure, _code(host, otherwise=ExitCode.ENGINE_FAILED))


def _code(host: Host, otherwise: ExitCode = ExitCode.USAGE) -> ExitCode:
    lost = host.session.engine.state in (EngineState.LOST, EngineState.STARTING)
    return ExitCode.ENGINE_FAILED if lost else otherwise
