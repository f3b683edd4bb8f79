"""An engine that says what a test tells it to, and a session round it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from designer.catalog.catalog import load_catalog
from designer.protocol.events import EngineReady
from designer.protocol.requests import Request
from designer.session.session import Session
from designer.signal import Signal


class FakeLink:
    """An engine's link without a process: keeps what is sent, says what `say` is given."""

    def __init__(self) -> None:
        self.received: Signal[Any] = Signal()
        self.ended: Signal[str] = Signal()
        self.error_output: Signal[str] = Signal()
        self.sent: list[Request] = []
        self.alive = False

    def start(self) -> None:
        self.alive = True

    def send(self, request: Request) -> None:
        self.sent.append(request)

    def close(self) -> None:
        self.alive = False

    def kill(self) -> None:
        if self.alive:
            self.alive = False
            self.ended.emit("The engine was killed.")

    def say(self, event: Any) -> None:
        self.received.emit(event)

    def get_ready(self) -> None:
        self.say(EngineReady({"tensorflow": "2.21.0", "keras": "3.15.1"}, ["CPU:0"]))

    def last(self, kind: type[Any]) -> Any:
        return next(request for request in reversed(self.sent) if isinstance(request, kind))


class NowScheduler:
    """Does at once what is asked for later, so that tests need not wait."""

    def call_later(self, seconds: float, what: Callable[[], None]) -> Callable[[], None]:
        what()
        return lambda: None


class FakeEngines:
    """Hands out fake links and keeps them, in the order in which they were made."""

    def __init__(self) -> None:
        self.links: list[FakeLink] = []

    def make(self) -> FakeLink:
        self.links.append(FakeLink())
        return self.links[-1]


def make_session(engines: FakeEngines | None = None, **folders: Any) -> Session:
    return Session(load_catalog(), (engines or FakeEngines()).make, NowScheduler(), **folders)
