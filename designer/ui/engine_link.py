"""An engine behind `QProcess`: events arrive in the window's event loop, nothing blocks it."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from designer.protocol.codec import BadMessage, LineSplitter, decode, encode
from designer.protocol.requests import Request, Shutdown
from designer.session.link import ENGINE_COMMAND
from designer.signal import Signal

_PATIENCE_MS: Final = 10_000
_LAST_WAIT_MS: Final = 2_000


class QProcessLink(QObject):
    """One engine process. It dies with this object at the latest."""

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self.received: Signal[Any] = Signal()
        self.ended: Signal[str] = Signal()
        self.error_output: Signal[str] = Signal()
        self._command = list(command or ENGINE_COMMAND)
        self._lines = LineSplitter()
        self._error_lines = LineSplitter()
        self._asked_to_end = False
        self._told_end = False
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read_events)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def alive(self) -> bool:
        """Whether the process runs or is starting."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """The process's id; 0 where there is none."""
        return self._process.processId()

    def start(self) -> None:
        """Start the process; events follow."""
        self._process.start(self._command[0], self._command[1:])

    def send(self, request: Request) -> None:
        """Send a request; dropped where the process has ended."""
        if self.alive:
            self._process.write(encode(request))

    def close(self) -> None:
        """Ask the process to end and go on; kill it where it does not within ten seconds.

        What it says from now on is not told.
        """
        self._asked_to_end = True
        if not self.alive:
            return
        self.send(Shutdown())
        self._process.closeWriteChannel()
        QTimer.singleShot(_PATIENCE_MS, self, self.kill)

    def wait(self, milliseconds: int = _PATIENCE_MS) -> bool:
        """Block until the process has ended, killing it when time is up; for the program's end."""
        if self.alive and not self._process.waitForFinished(milliseconds):
            self.kill()
        return not self.alive

    def kill(self) -> None:
        """End the process at once."""
        if self.alive:
            self._process.kill()
            self._process.waitForFinished(_LAST_WAIT_MS)

    def _read_events(self) -> None:
        for line in self._lines.feed(bytes(self._process.readAllStandardOutput().data())):
            if self._asked_to_end:
                continue  # nobody waits for answers any more, and none may start anything
            try:
                event = decode(line)
            except BadMessage as error:
                self.error_output.emit(str(error))
            else:
                self.received.emit(event)

    def _read_errors(self) -> None:
        for line in self._error_lines.feed(bytes(self._process.readAllStandardError().data())):
            self.error_output.emit(line.decode("utf-8", "replace").rstrip())

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_events()
        self._read_errors()
        self._tell_end(_how_it_ended(code, status))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._tell_end(f"The engine could not be started: {self._process.errorString()}.")

    def _tell_end(self, words: str) -> None:
        if not self._told_end:
            self._told_end = True
            self.ended.emit("" if self._asked_to_end else words)


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment


def _how_it_ended(code: int, status: QProcess.ExitStatus) -> str:
    if status == QProcess.ExitStatus.CrashExit:
        if code == 9:
            return "The engine was killed, by the system for lack of memory or by somebody."
        return f"The engine crashed (signal {code})."
    if code == 0:
        return "The engine ended by itself."
    return f"The engine ended with an error (exit code {code})."
