"""Turns whatever goes wrong in a request into one clear sentence for the user."""

import traceback

from designer.engine.errors import UserError
from designer.project.files import BadProject
from designer.protocol.events import RequestFailed
from designer.protocol.requests import Request

_OUT_OF_MEMORY = ("ResourceExhaustedError", "MemoryError")


def failure(request: Request, error: BaseException) -> RequestFailed:
    """Return the event that tells why *request* could not be answered."""
    detail = "".join(traceback.format_exception(error))
    if isinstance(error, UserError):
        problems = [problem.to_json() for problem in error.problems]
        return RequestFailed(request.id, error.message, detail, problems)
    return RequestFailed(request.id, sentence(request, error), detail)


def sentence(request: Request, error: BaseException) -> str:
    """Return what was expected, what was found and what to do, without Python's noise."""
    first = _telling_line(error)
    if isinstance(error, BadProject):
        return first
    if any(kind.__name__ in _OUT_OF_MEMORY for kind in type(error).__mro__):
        return (
            "There is not enough memory for this. Take a smaller batch size, smaller layers or "
            "less data, or close other programs."
        )
    if isinstance(error, OSError):
        path = f" ({error.filename})" if error.filename else ""
        return f"A file could not be read or written: {error.strerror or first}{path}."
    if isinstance(error, RecursionError):
        return "The model is deeper than Keras can build. Take fewer layers one after the other."
    return (
        f"{type(request).__name__} failed in the engine: {type(error).__name__}: "
        f"{first.rstrip('.:')}. "
        "The log has the details."
    )


def _telling_line(error: BaseException) -> str:
    """Return the line that says what is wrong; TensorFlow's last, below the trace of its graph."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    if lines[0].startswith("Graph execution error"):
        lines = [line for line in reversed(lines) if not line.startswith("[[{{")]
    return lines[0][:300]
