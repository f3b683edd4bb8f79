"""Remembers what Keras said of a layer, in memory and between sessions.

The file is only a cache: one that is missing, damaged or of another version counts as empty.
"""

import hashlib
import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from designer.engine.failure_text import Failure
from designer.engine.memory.layer_memory import LayerMemory
from designer.engine.tensors import TensorSpec

_MAX_ENTRIES = 20_000
_MAX_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What Keras says of one layer with given inputs.

    Attributes:
        outputs: by output port.
        parameters: numbers in all weights.
        trainable: of them, those that training changes.
        multiply_adds: of one sample; None where it is not known.
        failure: what Keras complained of; everything else is empty then.
        memory: its weights in bytes, and what a call of it keeps.
        inside: bytes that one sample takes inside of a model, besides the outputs; None where
            that is not known.
    """

    outputs: dict[str, TensorSpec] = field(default_factory=dict)
    parameters: int = 0
    trainable: int = 0
    multiply_adds: int | None = 0
    failure: Failure | None = None
    memory: LayerMemory = field(default_factory=LayerMemory)
    inside: int | None = 0

    def to_json(self) -> dict[str, Any]:
        """Return this as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Answer":
        """Return what `to_json` wrote."""
        outputs = {
            port: TensorSpec(tuple(spec["shape"]), spec["dtype"], spec["sparse"])
            for port, spec in data["outputs"].items()
        }
        failure = Failure(**data["failure"]) if data["failure"] else None
        return cls(
            outputs,
            data["parameters"],
            data["trainable"],
            data["multiply_adds"],
            failure,
            LayerMemory.from_json(data["memory"]),
            data["inside"],
        )


class Memo:
    """Answers by question; the least recently used are forgotten first."""

    def __init__(self, path: Path | None = None, limit: int = _MAX_ENTRIES) -> None:
        self._path = path
        self._limit = limit
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._changed = False
        if path is not None:
            self._read(path)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, question: str) -> Answer | None:
        """Return the answer to *question*, or None."""
        answer = self._answers.get(question)
        if answer is not None:
            self._answers.move_to_end(question)
        return answer

    def put(self, question: str, answer: Answer) -> None:
        """Remember *answer*."""
        self._answers[question] = answer
        self._changed = True
        while len(self._answers) > self._limit:
            self._answers.popitem(last=False)

    def save(self) -> None:
        """Write the file, whole or not at all, where there is something new."""
        if self._path is None or not self._changed:
            return
        self._changed = False
        data = {question: answer.to_json() for question, answer in self._answers.items()}
        try:
            _write(self._path, json.dumps(data, separators=(",", ":")).encode())
            for older in self._path.parent.glob("inference-*.json"):
                if older != self._path:
                    older.unlink(missing_ok=True)
        except OSError:
            self._path = None  # no room for a cache: do without one

    def _read(self, path: Path) -> None:
        try:
            if path.stat().st_size > _MAX_BYTES:
                return
            data = json.loads(path.read_bytes())
            self._answers.update((key, Answer.from_json(entry)) for key, entry in data.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._answers.clear()


def fingerprint(version: str, files: Iterable[Path]) -> str:
    """Return a short text that changes with *version* and with the contents of *files*."""
    digest = hashlib.sha256(version.encode())
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
