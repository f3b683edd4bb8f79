"""What an engine process does before Keras is imported: claims its pipes, sets its limits.

Nothing here imports Keras or TensorFlow, so that not one of their lines can reach the pipe on
which the protocol runs.
"""

import os
import signal
import sys
import threading
from typing import BinaryIO

_RECURSION = 20_000
_STACKS = (256 << 20, 128 << 20, 64 << 20, 16 << 20)
_NOT_NEEDED = ("sklearn", "pandas")


def claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output for the protocol alone.

    From here on whatever prints, in Python or in C++, prints to standard error, and child
    processes inherit neither pipe.
    """
    sys.stdout.flush()
    requests, answers = os.dup(0), os.dup(1)
    for handle in (requests, answers):
        os.set_inheritable(handle, False)
        _make_binary(handle)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return open(requests, "rb", buffering=0), open(answers, "wb", buffering=0)


def prepare_process() -> None:
    """Set what must be set before Keras is imported.

    Keras walks a model recursively and gives up at a depth of some 950 layers, hence the limit
    and the stacks of the threads that will build models. It imports scikit-learn and pandas
    where they are installed, 1.3 s and 125 MB for nothing: they are kept out of this process.
    An interrupt from the terminal is the window's or the command's business; this process ends
    when they close its standard input.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    for name in _NOT_NEEDED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: "not installed"
    sys.setrecursionlimit(_RECURSION)
    _enlarge_stacks()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _enlarge_stacks() -> None:
    for size in _STACKS:
        try:
            threading.stack_size(size)
            thread = threading.Thread(target=lambda: None)
            thread.start()
        except (ValueError, RuntimeError):
            threading.stack_size(0)
        else:
            thread.join()
            return


def _make_binary(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(handle, os.O_BINARY)
