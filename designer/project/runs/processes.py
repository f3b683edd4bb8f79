"""Tells whether the process that wrote a file still lives, even if its number was given again."""

import os
import sys
from pathlib import Path

_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259


def process_start(pid: int) -> str:
    """Return when process *pid* began, as a word to compare; empty where there is none."""
    if pid <= 0:
        return ""
    match sys.platform:
        case "win32":
            return _start_on_windows(pid)
        case "linux":
            return _start_on_linux(pid)
        case _:
            return _start_by_ps(pid)


def is_alive(pid: int, started: str) -> bool:
    """Tell whether the process *pid* that began at *started* still runs."""
    return bool(started) and process_start(pid) == started


def _start_on_linux(pid: int) -> str:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
    state, *numbers = text.rpartition(")")[2].split()
    return "" if state in "ZX" else f"{boot[:8]}-{numbers[18]}"


def _start_by_ps(pid: int) -> str:
    import subprocess  # only where it is needed: it is slow to import

    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    words = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}  # the same for every process that asks
    try:
        found = subprocess.run(
            command, capture_output=True, text=True, timeout=5, check=False, env=words
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()


def _start_on_windows(pid: int) -> str:
    import ctypes  # only where it is needed: it is slow to import

    kernel = ctypes.CDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid))
    if not handle:
        return ""
    code = ctypes.c_ulong()
    times = [ctypes.c_ulonglong() for _ in range(4)]
    try:
        running = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        told = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
    finally:
        kernel.CloseHandle(handle)
    return str(times[0].value) if running and told and code.value == _STILL_ACTIVE else ""
