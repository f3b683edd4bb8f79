"""How a run stands: `status.json` in its folder."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from designer.project.files import write_atomically
from designer.project.runs.processes import is_alive

STATUS = "status.json"


class StoredState(StrEnum):
    """How a run stands, as it is saved."""

    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    EARLY_STOPPED = "early_stopped"
    FAILED = "failed"
    KILLED = "killed"

    @property
    def resumable(self) -> bool:
        """Whether the run can be gone on with as it was meant."""
        return self in (StoredState.STOPPED, StoredState.FAILED, StoredState.KILLED)


@dataclass(frozen=True, slots=True)
class RunStatus:
    """What `status.json` holds.

    Attributes:
        started: when the run began, in ISO 8601 with the time zone; `ended` likewise, or empty.
        epochs: epochs done, and kept in the last checkpoint while it runs.
        planned: epochs that were asked for.
        best: metric -> {"value", "epoch"} (`epoch` counted from 1).
        seconds: how long it trained, pauses and earlier parts included.
        pid: the process that trains it, and `process`: when that began.
    """

    state: StoredState
    started: str = ""
    ended: str = ""
    epochs: int = 0
    planned: int = 0
    best: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    problems: tuple[Mapping[str, Any], ...] = ()
    seconds: float = 0.0
    pid: int = 0
    process: str = ""


def write_status(folder: Path, status: RunStatus) -> None:
    """Write *status*; the file is either the old one or the whole new one.

    Raises:
        OSError: if the folder cannot be written or the disk is full.
    """
    text = json.dumps(asdict(status), indent=2, ensure_ascii=False) + "\n"
    write_atomically(folder / STATUS, text.encode())


def read_status(folder: Path) -> RunStatus | None:
    """Return how a run stands, or None where its folder does not tell.

    A run that is noted as running while its process is gone was killed.
    """
    try:
        data = json.loads((folder / STATUS).read_text(encoding="utf-8"))
        known = {entry.name for entry in fields(RunStatus)}
        values = {name: value for name, value in data.items() if name in known}
        values["state"] = StoredState(values["state"])
        values["problems"] = tuple(values.get("problems", ()))
        status = _checked(RunStatus(**values))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if status.state is StoredState.RUNNING and not is_alive(status.pid, status.process):
        words = "Its engine ended before the run did. It can be resumed."
        return replace(status, state=StoredState.KILLED, message=status.message or words)
    return status


def _checked(status: RunStatus) -> RunStatus:
    """Return *status*, which a stranger may have written, if its values are of their kinds.

    Raises:
        TypeError: if one is not.
    """
    texts = (status.started, status.ended, status.message, status.process)
    numbers = (status.epochs, status.planned, status.pid)
    best = [entry.get("value") for entry in dict(status.best).values()]
    if (
        all(isinstance(text, str) for text in texts)
        and all(type(number) is int for number in numbers)
        and all(isinstance(number, int | float) for number in (status.seconds, *best))
        and all(isinstance(problem, dict) for problem in status.problems)
    ):
        return status
    raise TypeError("a value of another kind")
