"""Reads requests and hands each to the function that answers it.

One thread only reads: light requests (stop, pause) are answered at once, heavy ones by
`Jobs` in their order, and training has a thread of its own. The end of the input means that the
window or the command is gone: whatever runs is stopped, and the process ends.
"""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Protocol

from designer.engine.failures import failure
from designer.engine.jobs import Jobs
from designer.engine.outbox import Outbox
from designer.protocol.codec import BadMessage, decode
from designer.protocol.events import Event, Logged, PackageDescribed, RequestFailed
from designer.protocol.requests import (
    CancelImport,
    CheckProject,
    CheckWeights,
    ContinueTraining,
    DescribePackage,
    Evaluate,
    ExpandApplication,
    Export,
    ImportModel,
    ListWeights,
    PauseTraining,
    Predict,
    PreviewData,
    ProbeMemory,
    Request,
    Shutdown,
    StartTraining,
    StopTraining,
)

_TRAINING_GRACE = 60.0
_JOB_GRACE = 5.0
_MAX_LINE = 256 << 20


class TrainingRun(Protocol):
    """What the server asks of a training."""

    @property
    def alive(self) -> bool:
        """Whether its thread still works."""
        ...

    def start(self) -> None:
        """Begin in a thread."""
        ...

    def stop(self) -> None:
        """End after the batch in hand."""
        ...

    def pause(self) -> None:
        """Hold after the batch in hand."""
        ...

    def proceed(self) -> None:
        """Go on after a pause."""
        ...

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""
        ...


class Server:
    """One engine: from the first request to the end of its input."""

    def __init__(self, requests: BinaryIO, outbox: Outbox) -> None:
        self._requests = requests
        self._outbox = outbox
        self._jobs = Jobs(self._answer)
        self._training: TrainingRun | None = None
        self._given_up: set[str] = set()
        self._open = True
        self._at_end: Callable[[], None] = lambda: None
        self._light: Mapping[type[Any], Callable[[Any], None]] = {
            StartTraining: self._start_training,
            StopTraining: self._stop_training,
            PauseTraining: self._pause_training,
            ContinueTraining: self._continue_training,
            CancelImport: self._cancel_import,
            Shutdown: self._shut_down,
        }
        self._heavy: Mapping[type[Any], Callable[[Any], Event | None]] = {
            CheckProject: self._check,
            PreviewData: _preview,
            Evaluate: _evaluate,
            Predict: _predict,
            Export: _export,
            DescribePackage: _describe,
            ProbeMemory: _probe,
            ImportModel: self._import,
            CheckWeights: self._check_weights,
            ListWeights: _list_weights,
            ExpandApplication: _expand_application,
        }

    def serve(self) -> None:
        """Answer requests until the input ends or `Shutdown` comes; then stop what runs."""
        buffered = _Lines(self._requests)
        while self._open and (line := buffered.next()) is not None:
            self._receive(line)
        self._end()

    def _receive(self, line: bytes) -> None:
        try:
            request = decode(line)
        except (BadMessage, RecursionError) as error:
            self._outbox.send(Logged("error", f"A line was no request and is ignored. {error}"))
            return
        if type(request) in self._heavy:
            self._jobs.put(request)
            return
        handler = self._light.get(type(request))
        if handler is None:
            text = f"Expected a request, found {type(request).__name__}; it is ignored."
            self._outbox.send(Logged("error", text))
            return
        try:
            handler(request)
        except Exception as error:
            self._outbox.send(failure(request, error))

    def _answer(self, request: Request) -> None:
        try:
            from designer.engine.own.requests import own_code_of

            with own_code_of(request):
                event = self._heavy[type(request)](request)
            if event is not None:
                self._outbox.send(event)
        except Exception as error:
            self._outbox.send(failure(request, error))

    def _check(self, request: CheckProject) -> Event | None:
        from designer.engine.check import check_project, shared_memo

        self._at_end = shared_memo().save
        return check_project(request, lambda: self._jobs.superseded(request))

    def _check_weights(self, request: CheckWeights) -> Event | None:
        if self._jobs.superseded(request):
            return None
        from designer.engine.weights.answers import check_weights

        return check_weights(request)

    def _start_training(self, request: StartTraining) -> None:
        if self._training is not None and self._training.alive:
            message = "This engine trains already. Stop the run first, or start another engine."
            self._outbox.send(RequestFailed(request.id, message))
            return
        from designer.engine.training.train import Training

        self._training = Training(request, self._outbox.send)
        self._training.start()

    def _stop_training(self, request: StopTraining) -> None:
        if self._training is not None:
            self._training.stop()

    def _pause_training(self, request: PauseTraining) -> None:
        if self._training is not None:
            self._training.pause()

    def _continue_training(self, request: ContinueTraining) -> None:
        if self._training is not None:
            self._training.proceed()

    def _import(self, request: ImportModel) -> Event:
        from designer.engine.importing.answering import import_for

        return import_for(request, self._outbox.send, lambda: request.id in self._given_up)

    def _cancel_import(self, request: CancelImport) -> None:
        self._given_up.add(request.id)

    def _shut_down(self, request: Shutdown) -> None:
        self._open = False

    def _end(self) -> None:
        if self._training is not None and self._training.alive:
            self._training.stop()
            self._training.join(_TRAINING_GRACE)
        self._jobs.close(_JOB_GRACE)
        self._at_end()
        self._outbox.flush()


class _Lines:
    """Whole lines from an unbuffered stream; a line without end is not kept for ever."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._chunks: list[bytes] = []
        self._lines: list[bytes] = []
        self._size = 0

    def next(self) -> bytes | None:
        """Return the next line that is not empty, or None at the end."""
        while not self._lines:
            try:
                chunk = self._stream.read(1 << 16)
            except OSError:
                chunk = b""
            if not chunk:
                return None
            self._take(chunk)
        return self._lines.pop(0)

    def _take(self, chunk: bytes) -> None:
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            self._chunks.append(part)
            self._finish()
        if rest:
            self._size += len(rest)
            if self._size <= _MAX_LINE:
                self._chunks.append(rest)

    def _finish(self) -> None:
        line = b"".join(self._chunks)
        self._chunks, self._size = [], 0
        if line.strip():
            self._lines.append(line)


def _preview(request: PreviewData) -> Event:
    from designer.engine.data.preview import preview_data

    return preview_data(request)


def _evaluate(request: Evaluate) -> Event:
    from designer.engine.evaluation.evaluate import evaluate

    return evaluate(request)


def _predict(request: Predict) -> Event:
    from designer.engine.evaluation.predict import predict

    return predict(request)


def _probe(request: ProbeMemory) -> Event:
    from designer.engine.memory.probe import probe_memory

    return probe_memory(request)


def _describe(request: DescribePackage) -> Event:
    from designer.engine.introspect.package import describe_package

    return PackageDescribed(request.id, request.package, describe_package(request.package))


def _export(request: Export) -> Event:
    from designer.engine.export.export import export_model

    return export_model(request)


def _list_weights(request: ListWeights) -> Event:
    from designer.engine.weights.answers import list_weights

    return list_weights(request)


def _expand_application(request: ExpandApplication) -> Event:
    from designer.engine.importing.applications import expand_application

    return expand_application(request)
