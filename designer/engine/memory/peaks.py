"""How much memory this process, or the graphics card, has needed at its fullest moment."""

import contextlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import tensorflow as tf

from designer.project.available_memory import available_memory

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")
_CARD = "GPU:0"


@dataclass(frozen=True, slots=True)
class Device:
    """Where a model is trained.

    Attributes:
        name: `CPU` or `GPU`.
        available: bytes that may still be taken; None where not known.
    """

    name: str
    available: int | None

    @property
    def is_card(self) -> bool:
        """Whether the memory is that of a graphics card."""
        return self.name == "GPU"


def device_here() -> Device:
    """Return the device that TensorFlow trains on."""
    if tf.config.list_physical_devices("GPU"):
        return Device("GPU", _card_memory())
    return Device("CPU", available_memory())


def reset_peak(device: Device) -> None:
    """Begin to look for the peak anew, as far as the system lets one."""
    if device.is_card:
        tf.config.experimental.reset_memory_stats(_CARD)
        return
    with contextlib.suppress(OSError):
        _RESET.write_text("5", encoding="ascii")


def peak(device: Device) -> int:
    """Return the bytes of the fullest moment since the last reset, or of the process's life."""
    if device.is_card:
        return int(tf.config.experimental.get_memory_info(_CARD)["peak"])
    if sys.platform == "win32":
        return _windows_peak()
    with contextlib.suppress(OSError, StopIteration):
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def _card_memory() -> int | None:
    """Return the memory of the first card, as its driver says it."""
    command = ["nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits", "-i", "0"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
        # TensorFlow leaves some of the card to the driver.
        return int(int(told.stdout.split()[0]) * 2**20 * 0.93)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None


if sys.platform == "win32":
    import ctypes

    class _Counters(ctypes.Structure):
        _fields_ = [
            ("size", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            ("peak", ctypes.c_size_t),
            *((name, ctypes.c_size_t) for name in ("used", "a", "b", "c", "d", "e", "f")),
        ]

    def _windows_peak() -> int:
        counters = _Counters()
        counters.size = ctypes.sizeof(_Counters)
        process = ctypes.windll.kernel32.GetCurrentProcess()
        ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
        return int(counters.peak)
