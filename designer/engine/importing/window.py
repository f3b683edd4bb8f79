"""A part of a larger file as a file of its own: what is stored uncompressed in an archive."""

import io
import os
from pathlib import Path


class Window(io.RawIOBase):
    """Reads `size` bytes of a file from `offset` on, and nothing else of it."""

    def __init__(self, path: Path, name: str, offset: int, size: int) -> None:
        super().__init__()
        self.name = name
        self._file = path.open("rb")
        self._offset, self._size = offset, size
        self._place = 0

    def __repr__(self) -> str:
        """Return what errors call it."""
        return self.name

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from any place."""
        return True

    def tell(self) -> int:
        """Return the place from which is read next."""
        return self._place

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, and return it."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(start + place, 0)
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower
        """Fill *buffer* as far as there is something left, and return how far."""
        left = min(len(buffer), max(self._size - self._place, 0))
        self._file.seek(self._offset + self._place)
        count = self._file.readinto(memoryview(buffer)[:left])
        self._place += count
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
