"""An engine behind `subprocess`, for the command line and for tests: no window, no Qt."""

import contextlib
import queue
import subprocess
import threading
from collections.abc import Sequence
from typing import IO, Any

from designer.protocol.codec import BadMessage, decode, encode
from designer.protocol.requests import Request, Shutdown
from designer.session.link import ENGINE_COMMAND
from designer.signal import Signal

_PATIENCE = 10.0


class PopenLink:
    """An engine process whose events are told when `pump` is called."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self.received: Signal[Any] = Signal()
        self.ended: Signal[str] = Signal()
        self.error_output: Signal[str] = Signal()
        self._command = list(command or ENGINE_COMMAND)
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._asked_to_end = False
        self._last_words = ""
        self._errors: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process's id, while there is one."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process and the two threads that read it."""
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            why = error.strerror or str(error)
            self._waiting.put(("unstarted", f"The engine could not be started: {why}."))
            return
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._errors = threading.Thread(
            target=self._read_errors, args=(self._process.stderr,), daemon=True
        )
        self._errors.start()
        threading.Thread(
            target=self._read_events, args=(self._process.stdout,), daemon=True
        ).start()

    def send(self, request: Request) -> None:
        """Send a request; dropped where the process has ended."""
        if self._process is None or self._process.stdin is None:
            return
        line = encode(request)
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def pump(self, seconds: float = 0.05) -> bool:
        """Wait so long for what the engine says, tell it all, and tell whether there was any."""
        told = False
        wait: float | None = seconds
        while True:
            try:
                kind, value = (
                    self._waiting.get(timeout=wait) if wait else self._waiting.get_nowait()
                )
            except queue.Empty:
                return told
            told, wait = True, None
            self._tell(kind, value)

    def close(self) -> None:
        """Ask the process to end; kill it where it does not within ten seconds."""
        self._asked_to_end = True
        if self._process is None:
            return
        self.send(Shutdown())
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close_pipes()

    def kill(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _tell(self, kind: str, value: Any) -> None:
        if kind == "event":
            self.received.emit(value)
        elif kind == "error":
            self._last_words = value.strip() or self._last_words
            self.error_output.emit(value)
        elif kind == "unstarted":
            self.ended.emit(value)
        else:
            self.ended.emit("" if self._asked_to_end else _how_it_ended(value, self._last_words))

    def _read_events(self, stream: IO[bytes]) -> None:
        for line in stream:
            try:
                self._waiting.put(("event", decode(line)))
            except BadMessage as error:
                self._waiting.put(("error", str(error)))
        process = self._process
        assert process is not None
        code = process.wait()
        if self._errors is not None:
            self._errors.join(_PATIENCE)  # its last words say why
        self._waiting.put(("end", code))

    def _read_errors(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._waiting.put(("error", line.decode("utf-8", "replace").rstrip()))

    def _close_pipes(self) -> None:
        process = self._process
        if process is not None:
            for stream in (process.stdout, process.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError, ValueError):
                        stream.close()


def _how_it_ended(code: int, last_words: str) -> str:
    if code == 0:
        return "The engine ended by itself."
    if code in (-9, 137):
        return "The engine was killed, by the system for lack of memory or by somebody."
    if code < 0:
        return f"The engine crashed (signal {-code})."
    why = f": {last_words[:300].rstrip('.')}" if last_words else ""
    return f"The engine ended with an error (exit code {code}){why}."
