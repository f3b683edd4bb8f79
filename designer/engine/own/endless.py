"""Ends own code that does not end by itself, so that the engine stays of use.

First the loop is broken by an exception in its thread. Code that catches it, or that waits in a
system call, takes the engine with it; a note is left then, so that the next engine leaves that
code alone.
"""

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from designer import paths

SECONDS = 30.0
_GRACE = 5.0
_EXIT = 71


class Endless(BaseException):
    """Own code was broken off; no `Exception`, so that it is not swallowed by chance."""


@contextmanager
def limited(mark: str, seconds: float | None = None) -> Iterator[None]:
    """Break the block off after some seconds.

    Args:
        mark: of the code that runs, for the note that is left where nothing else helps.
        seconds: after how long; `SECONDS` unless said.

    Raises:
        Endless: in the block.
    """
    done = threading.Event()
    arguments = (threading.get_ident(), mark, done, SECONDS if seconds is None else seconds)
    threading.Thread(target=_watch, args=arguments, name="own-code-watch", daemon=True).start()
    try:
        yield
    finally:
        done.set()


def hung_before(mark: str) -> bool:
    """Tell whether this code has taken an engine with it."""
    return bool(mark) and _note(mark).exists()


def _watch(thread: int, mark: str, done: threading.Event, seconds: float) -> None:
    if done.wait(seconds):
        return
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Endless))
    if done.wait(_GRACE):
        return
    _note(mark).touch()
    sys.stderr.write(f"The own code did not end within {seconds:.0f} seconds and is left alone.\n")
    sys.stderr.flush()
    os._exit(_EXIT)


def _note(mark: str) -> Path:
    return paths.cache_dir() / f"endless-{mark}"
