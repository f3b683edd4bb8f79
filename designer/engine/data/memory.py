"""How much data this machine can hold, so that a file's claims are checked before it is read."""

import ctypes
import os
import sys

from designer.engine.data.complaints import data_error

_UNKNOWN = 8 << 30


def physical_memory() -> int:
    """Return the bytes of memory of this machine; 8 GiB where the system does not say."""
    try:
        if sys.platform == "win32":
            return _windows_memory()
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return _UNKNOWN


def require_memory(source: str, size: int) -> None:
    """Complain if *size* bytes are more than three quarters of this machine's memory.

    Raises:
        UserError: with both figures.
    """
    if size > physical_memory() * 3 // 4:
        raise data_error(
            "data-memory",
            "The data does not fit into memory",
            f"{source}: expected data that fits into {physical_memory() / 2**30:.0f} GB of memory, "
            f"found {size / 2**30:.0f} GB. Use fewer rows or a smaller type of number.",
        )


if sys.platform == "win32":

    def _windows_memory() -> int:
        kilobytes = ctypes.c_ulonglong(0)
        found = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return kilobytes.value * 1024 if found else _UNKNOWN
