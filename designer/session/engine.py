"""The analysis engine: always on, asked for everything but training."""

import itertools
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias

from designer.protocol.events import EngineReady, ImportProgressed, Logged, RequestFailed
from designer.protocol.requests import Request
from designer.session.link import EngineLink, MakeLink
from designer.session.log import Log
from designer.signal import Signal

OnAnswer: TypeAlias = Callable[[Any], None]
OnFailure: TypeAlias = Callable[[RequestFailed], None]
_MOST_RESTARTS = 3


class EngineState(StrEnum):
    """What the engine is doing, for the status bar."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    TRAINING = "training"
    LOST = "lost"


class Engine:
    """Requests and their answers; the process is started again when it is lost.

    Attributes:
        changed: told when state, text, versions or devices have changed.
        progressed: told how far an import has come.
        versions: of python, keras, tensorflow and numpy, once ready.
        devices: such as `CPU:0`, once ready.
    """

    def __init__(self, make_link: MakeLink, log: Log) -> None:
        self.changed: Signal[()] = Signal()
        self.progressed: Signal[ImportProgressed] = Signal()
        self.versions: dict[str, str] = {}
        self.devices: tuple[str, ...] = ()
        self.training = False
        self._make_link = make_link
        self._log = log
        self._link: EngineLink | None = None
        self._state = EngineState.OFF
        self._why = ""
        self._asked: dict[str, tuple[OnAnswer, OnFailure]] = {}
        self._unsent: list[Request] = []
        self._numbers = itertools.count(1)
        self._losses = 0

    @property
    def state(self) -> EngineState:
        """What the engine is doing."""
        if self._state is EngineState.READY and self.training:
            return EngineState.TRAINING
        return self._state

    @property
    def text(self) -> str:
        """Words for the status bar."""
        version = self.versions.get("tensorflow", "")
        about = f" · TensorFlow {version}" if version else ""
        match self.state:
            case EngineState.OFF:
                return "Engine off"
            case EngineState.STARTING:
                return "Engine starting …"
            case EngineState.READY:
                return f"Engine ready{about}"
            case EngineState.TRAINING:
                return f"Engine training{about}"
            case EngineState.LOST:
                return f"Engine lost. {self._why}"

    def start(self) -> None:
        """Start the process; nothing happens where it runs."""
        if self._link is not None:
            return
        link = self._link = self._make_link()
        link.received.connect(self._on_received)
        link.ended.connect(self._on_ended)
        link.error_output.connect(self._log.add_output)
        self._set(EngineState.STARTING)
        link.start()

    def restart(self) -> None:
        """End the process, if there is one, and start another."""
        self._losses = 0
        if self._link is not None:
            link, self._link = self._link, None
            link.ended.disconnect(self._on_ended)
            link.kill()
            self._state = EngineState.OFF
            self._fail_all("The engine was restarted.")
        self.start()

    def close(self) -> None:
        """End the process for good."""
        if self._link is not None:
            link, self._link = self._link, None
            link.ended.disconnect(self._on_ended)
            link.close()
        self._set(EngineState.OFF)

    def new_id(self) -> str:
        """Return an id for a request."""
        return f"q{next(self._numbers)}"

    def ask(self, request: Request, on_answer: OnAnswer, on_failure: OnFailure) -> None:
        """Send a request; exactly one of the two functions is called, once.

        Before the engine is ready, requests wait.
        """
        self._asked[request.id] = (on_answer, on_failure)
        if self._state is EngineState.READY and self._link is not None:
            self._link.send(request)
        elif self._state is EngineState.LOST:
            self._answer(request.id, RequestFailed(request.id, self.text), failed=True)
        else:
            self._unsent.append(request)

    def tell(self, request: Request) -> None:
        """Send a request that is not answered; nothing is done where there is no engine."""
        if self._state is EngineState.READY and self._link is not None:
            self._link.send(request)

    def forget(self, id: str) -> None:
        """Drop a request: its answer is of no use any more."""
        self._asked.pop(id, None)
        self._unsent = [request for request in self._unsent if request.id != id]

    def _on_received(self, event: Any) -> None:
        match event:
            case EngineReady():
                self.versions, self.devices = event.versions, tuple(event.devices)
                self._set(EngineState.READY)
                unsent, self._unsent = self._unsent, []
                for request in unsent:
                    if self._link is not None:
                        self._link.send(request)
            case ImportProgressed():
                self.progressed.emit(event)
            case Logged():
                self._log.add(event.level, event.text)
            case RequestFailed():
                if event.detail:
                    self._log.add("error", event.detail)
                self._answer(event.id, event, failed=True)
            case _:
                self._answer(event.id, event, failed=False)

    def _answer(self, id: str, event: Any, *, failed: bool) -> None:
        asked = self._asked.pop(id, None)
        if asked is not None:
            asked[1 if failed else 0](event)

    def _on_ended(self, words: str) -> None:
        self._link = None
        self._losses += 1
        self._why = words
        self._log.add("error", words or "The engine ended.")
        self._set(EngineState.LOST)
        self._fail_all(words or "The engine ended.")
        if self._losses <= _MOST_RESTARTS:
            self.start()

    def _fail_all(self, words: str) -> None:
        asked, self._asked = self._asked, {}
        self._unsent.clear()
        for id, (_, on_failure) in asked.items():
            on_failure(RequestFailed(id, words))

    def _set(self, state: EngineState) -> None:
        self._state = state
        self.changed.emit()
