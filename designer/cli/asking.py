"""Asking the engine one thing and waiting for the answer."""

from collections.abc import Callable
from typing import Any

from designer.cli.host import Host
from designer.cli.outcome import CommandFailed, ExitCode


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
        lost = host.session.engine.state.value in ("lost", "starting")
        raise CommandFailed(failures[0], ExitCode.ENGINE_FAILED if lost else ExitCode.USAGE)
    return answers[0]
