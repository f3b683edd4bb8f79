"""Let monkeys at the window, and say what broke.

`python -m tests.ui.monkey SEED COUNT [SEEDS]` lets SEEDS monkeys, from SEED on, do COUNT gestures.
`python -m tests.ui.monkey leaks SEED COUNT [ROUNDS]` lets one do the same again and again, and says
what is left over after each round.
"""

import faulthandler
import os
import signal
import sys
import tempfile
import time
import traceback
import tracemalloc
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def main() -> int:
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1, all_threads=True)
    leaks = sys.argv[1] == "leaks"
    first, count, times = ([int(word) for word in sys.argv[1 + leaks :]] + [5 if leaks else 1])[:3]
    with tempfile.TemporaryDirectory() as home:
        for name in ("CONFIG", "STATE", "CACHE", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = f"{home}/{name}"
        from PySide6.QtWidgets import QApplication

        from designer.ui import theme

        app = QApplication(["monkey"])
        theme.set_theme("light")
        if leaks:
            return measure(Path(home) / "leaks", first, count, times)
        seeds = range(first, first + times)
        bad = [seed for seed in seeds if not play(Path(home) / str(seed), seed, count)]
        del app
    print(f"{len(seeds) - len(bad)} of {len(seeds)} seeds were well; not: {bad}")
    return len(bad)


def play(folder: Path, seed: int, count: int) -> bool:
    """Let one monkey play; tell whether all went well."""
    from tests.ui.monkey.cage import Cage, listening

    folder.mkdir()
    began = time.monotonic()
    cage = Cage(folder, seed)
    with listening(cage.errors):
        try:
            cage.play(count)
            cage.end()
            print(f"seed {seed}: well, {time.monotonic() - began:.0f} s", flush=True)
            return True
        except Exception:
            trace = "".join(traceback.format_exc().splitlines(keepends=True)[-24:])
            print(f"seed {seed}: {cage.told()}\n{trace}\n----", flush=True)
            return False
        finally:
            cage.close()


def measure(folder: Path, seed: int, count: int, rounds: int) -> int:
    """Let one monkey do the same several times; print what there is more of each time."""
    from tests.ui.monkey.cage import Cage, listening

    folder.mkdir()
    cage = Cage(folder, seed)
    before: Counter[str] = Counter()
    with listening(cage.errors):
        for number in range(rounds):
            cage.play(count)
            cage.forget()
            found = cage.census()
            if number == 0:
                tracemalloc.start()
            more = {name: n - before[name] for name, n in found.items() if n != before[name]}
            size, _peak = tracemalloc.get_traced_memory()
            print(f"round {number}: {_resident():.1f} MB, {size / 1e6:.1f} MB traced", flush=True)
            if number:
                print(f"  {more}", flush=True)
            before = found
        cage.close()
    return 0


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
