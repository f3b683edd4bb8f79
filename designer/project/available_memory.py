"""How much memory a process may still take here, limits of containers included."""

import os
import sys
from pathlib import Path

_CGROUPS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
)
_ABSURD = 1 << 60
"""A limit above this is none: that is how version 1 of cgroups says so."""


def available_memory() -> int | None:
    """Return the bytes that are free now; None where the system does not say."""
    known = [
        size for size in (_of_machine(), *map(_of_group, *zip(*_CGROUPS, strict=True))) if size
    ]
    return min(known) if known else None


def _of_machine() -> int | None:
    if sys.platform == "win32":
        return _of_windows()
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        pages = "SC_AVPHYS_PAGES" if "SC_AVPHYS_PAGES" in os.sysconf_names else "SC_PHYS_PAGES"
        return os.sysconf(pages) * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def _of_group(limit: str, used: str) -> int | None:
    """Return what is left of a container's limit; None where there is none."""
    try:
        most = int(Path(limit).read_text(encoding="ascii"))
        taken = int(Path(used).read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such file, or the word "max"
        return None
    return max(1, most - taken) if most < _ABSURD else None


if sys.platform == "win32":
    import ctypes

    class _Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "a", "b", "c", "d", "e")),
        ]

    def _of_windows() -> int | None:
        status = _Status()
        status.length = ctypes.sizeof(_Status)
        found = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.free) if found else None
