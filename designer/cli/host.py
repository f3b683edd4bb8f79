"""A session without a window: engines behind plain pipes, time that passes while one waits."""

import heapq
import itertools
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from designer import paths
from designer.catalog.catalog import load_catalog
from designer.cli.outcome import CommandFailed, ExitCode
from designer.project.files import SUFFIX, BadProject
from designer.session.engine import EngineState
from designer.session.link import EngineLink
from designer.session.model_files import is_model
from designer.session.popen_link import PopenLink
from designer.session.session import Session


class Host:
    """Runs a session: tells it what engines say and calls what it has planned."""

    def __init__(self) -> None:
        self._links: list[PopenLink] = []
        self._planned: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self.session = Session(load_catalog(), self._make_link, self)
        self.session.trusts.remember_in(paths.config_dir())

    def call_later(self, seconds: float, what: Callable[[], None]) -> Callable[[], None]:
        """Call *what* in some seconds, while somebody waits."""
        entry = (time.monotonic() + seconds, next(self._numbers), what)
        heapq.heappush(self._planned, entry)

        def cancel() -> None:
            if entry in self._planned:
                self._planned.remove(entry)
                heapq.heapify(self._planned)

        return cancel

    def pump(self, seconds: float = 0.05) -> None:
        """Wait a little, and tell the session what happened meanwhile."""
        links = [link for link in self._links if link is not None]
        for link in links:
            link.pump(seconds / max(len(links), 1))
        if not links:
            time.sleep(seconds)
        while self._planned and self._planned[0][0] <= time.monotonic():
            heapq.heappop(self._planned)[2]()

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Pump until *done* is true.

        Raises:
            CommandFailed: if the analysis engine is lost for good.
        """
        while not done():
            if self.session.engine.state is EngineState.LOST:
                raise CommandFailed(self.session.engine.text, ExitCode.ENGINE_FAILED)
            self.pump()

    def open(self, path: str) -> Session:
        """Open a project.

        Raises:
            CommandFailed: if it cannot be read.
        """
        if Path(path).suffix != SUFFIX and is_model(Path(path)):
            raise CommandFailed(
                f"{Path(path).name} is a model, and a project is expected. Make one of it first: "
                f"keras-designer import {shlex.quote(path)} {Path(path).stem}{SUFFIX}"
            )
        try:
            self.session.open(Path(path))
        except BadProject as error:
            raise CommandFailed(str(error)) from error
        if self.session.read_only:
            print(
                f"keras-designer: {Path(path).name} was written by a newer Keras Designer; what "
                "this one does not know is left out.",
                file=sys.stderr,
            )
        return self.session

    def _make_link(self) -> EngineLink:
        link = PopenLink()
        self._links.append(link)
        return link


@contextmanager
def session_without_project(*, debug: bool = False) -> Iterator[Host]:
    """Give a session in which no project is open, and end its engines afterwards.

    With *debug*, what goes to the log is printed on standard error.
    """
    host = Host()
    if debug:
        host.session.log.appended.connect(lambda line: print(line.text, file=sys.stderr))
    try:
        yield host
    finally:
        host.session.close()


@contextmanager
def hosted_session(path: str, *, debug: bool = False, trust: bool = False) -> Iterator[Host]:
    """Open a project without a window, and end its engines afterwards.

    With *debug*, what goes to the log is printed on standard error. With *trust*, the code that
    came with the project may run.
    """
    with session_without_project(debug=debug) as host:
        host.open(path)
        if trust:
            host.session.trust()
        yield host
