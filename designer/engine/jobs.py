"""Runs heavy requests one after the other in a thread, so that the server stays free to listen."""

import threading
from collections import deque
from collections.abc import Callable

from designer.protocol.requests import CheckProject, Request

Work = Callable[[Request], None]


class Jobs:
    """A queue of requests and the thread that works through it.

    A newer `CheckProject` takes the place of those that still wait: only the newest revision of a
    drawing is of any interest.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: deque[Request] = deque()
        self._changed = threading.Condition()
        self._busy = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def put(self, request: Request) -> None:
        """Queue *request* behind those that wait."""
        with self._changed:
            if isinstance(request, CheckProject):
                kept = [job for job in self._waiting if not isinstance(job, CheckProject)]
                self._waiting = deque(kept)
            self._waiting.append(request)
            self._changed.notify_all()

    def superseded(self, request: Request) -> bool:
        """Tell whether a newer check of the drawing than that of *request* waits."""
        return any(isinstance(job, CheckProject) for job in tuple(self._waiting))

    def close(self, timeout: float) -> bool:
        """Forget what waits and wait for the work in hand; tell whether it ended in time."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._busy, timeout)

    def _run(self) -> None:
        while (request := self._next()) is not None:
            try:
                self._work(request)
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()

    def _next(self) -> Request | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting))
            if self._closed:
                return None
            self._busy = True
            return self._waiting.popleft()
