"""A session with an engine that says what a test wants."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.protocol.events import EngineReady
from designer.session.session import Session
from designer.signal import Signal


class FakeLink:
    """An engine that notes what it is asked and says what it is told to."""

    def __init__(self) -> None:
        self.received: Signal = Signal()
        self.ended: Signal = Signal()
        self.error_output: Signal = Signal()
        self.alive = False
        self.sent: list = []
        self.on_start = lambda link: None

    def start(self) -> None:
        self.alive = True
        self.on_start(self)

    def send(self, request) -> None:
        self.sent.append(request)

    def close(self) -> None:
        self.alive = False

    def kill(self) -> None:
        self.die("The engine was killed.")

    def die(self, words: str) -> None:
        self.alive = False
        self.ended.emit(words)

    def say(self, event) -> None:
        self.received.emit(event)

    def get_ready(self) -> None:
        self.say(EngineReady({"tensorflow": "2.21.0", "keras": "3.15.1"}, ["CPU:0"]))

    def asked(self, kind: type) -> list:
        return [request for request in self.sent if isinstance(request, kind)]


class FakeScheduler:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.planned: list = []

    def call_later(self, seconds, what):
        entry = (seconds, what)
        self.planned.append(entry)
        return lambda: entry in self.planned and self.planned.remove(entry)

    def pass_time(self) -> None:
        while self.planned:
            self.planned.pop(0)[1]()


class Stage:
    """A session and everything around it."""

    def __init__(self, folder) -> None:
        self.links: list[FakeLink] = []
        self.start_link = lambda link: None
        self.scheduler = FakeScheduler()
        self.session = Session(
            load_catalog(),
            self._make,
            self.scheduler,
            config=folder / "config",
            state=folder / "state",
        )

    def _make(self) -> FakeLink:
        self.links.append(FakeLink())
        self.links[-1].on_start = self.start_link
        return self.links[-1]

    @property
    def engine(self) -> FakeLink:
        return self.links[0]

    @property
    def trainer(self) -> FakeLink:
        return self.links[-1]

    def ready(self) -> "Stage":
        self.session.engine.start()
        self.engine.get_ready()
        return self


@pytest.fixture
def stage(tmp_path):
    stage = Stage(tmp_path)
    yield stage
    stage.session.close()
