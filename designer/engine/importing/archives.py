"""Reads the parts of a `.keras` archive, within limits."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.plain_json import MOST_BYTES
from designer.engine.importing.window import Window

_MOST_ENTRIES = 10_000
_MOST_RATIO = 200
_SMALL = 16 << 20
_MOST_TOTAL = 64 << 30
_MOST_ASSET = 64 << 20
_CHUNK = 1 << 20
_ENCRYPTED = 1
_HEADER = struct.Struct("<4s22sHH")  # signature, what the directory says too, two lengths

CONFIG = "config.json"
METADATA = "metadata.json"
WEIGHTS = "model.weights.h5"
_ASSETS = "assets/"


class Archive:
    """One open `.keras` file; only parts that Keras itself writes are ever read."""

    def __init__(self, zip: ZipFile, path: Path) -> None:
        self._zip, self._path, self._name = zip, path, path.name
        self._parts = self._checked(zip.infolist())

    def text(self, part: str) -> bytes | None:
        """Return a part of text; None where the archive has none of that name."""
        info = self._parts.get(part)
        return None if info is None else self._read(info, MOST_BYTES)

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self._parts

    def assets(self) -> dict[str, bytes]:
        """Return the small files that layers keep (vocabularies), by their path under `assets`."""
        return {
            name.removeprefix(_ASSETS): self._read(info, _MOST_ASSET)
            for name, info in self._parts.items()
            if name.startswith(_ASSETS) and not name.endswith("/")
        }

    @contextmanager
    def opened(self, part: str) -> Iterator[Path | Window | None]:
        """Give a part as a file: in its place where it is stored as it is, else as a copy.

        It is called as the archive, whatever that calls it.
        """
        info = self._parts.get(part)
        if info is None:
            yield None
        elif info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _ENCRYPTED:
            with Window(self._path, self._name, self._start(info), info.file_size) as window:
                yield window
        else:
            with TemporaryDirectory(prefix="designer-import-") as folder:
                target = Path(folder) / self._name
                with self._zip.open(info) as source, target.open("wb") as file:
                    self._copy(source, file, info)
                yield target

    def _start(self, info: ZipInfo) -> int:
        """Return where the bytes of a part begin: behind its own header."""
        with self._path.open("rb") as file:
            file.seek(info.header_offset)
            header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise CannotImport(
                f"Expected a whole .keras file, found that {self._name} is damaged at the start "
                f"of {info.filename}."
            )
        *_, name, extra = _HEADER.unpack(header)
        return info.header_offset + _HEADER.size + int(name) + int(extra)

    def _copy(self, source: object, file: object, info: ZipInfo) -> None:
        left = info.file_size
        while chunk := source.read(min(_CHUNK, left + 1)):  # type: ignore[attr-defined]  # binary streams
            left -= len(chunk)
            if left < 0:
                raise self._too_large(info)
            file.write(chunk)  # type: ignore[attr-defined]  # a binary stream

    def _read(self, info: ZipInfo, most: int) -> bytes:
        if info.file_size > most:
            raise self._too_large(info)
        try:
            with self._zip.open(info) as file:
                content = file.read(most + 1)
        except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            raise CannotImport(
                f"Expected a whole .keras file, found that {info.filename} in {self._name} is "
                f"damaged or encrypted ({error})."
            ) from error
        if len(content) > most:
            raise self._too_large(info)
        return content

    def _checked(self, infos: list[ZipInfo]) -> dict[str, ZipInfo]:
        if len(infos) > _MOST_ENTRIES:
            raise CannotImport(
                f"Expected at most {_MOST_ENTRIES:,} files in {self._name}, found {len(infos):,}."
            )
        total = 0
        for info in infos:
            total += info.file_size
            swollen = info.file_size > _MOST_RATIO * max(info.compress_size, 1)
            if (info.file_size > _SMALL and swollen) or total > _MOST_TOTAL:
                raise self._too_large(info)
        return {info.filename: info for info in infos}

    def _too_large(self, info: ZipInfo) -> CannotImport:
        return CannotImport(
            f"Expected a model in {self._name}, found that {info.filename} swells from "
            f"{info.compress_size:,} to {info.file_size:,} bytes when it is unpacked. Such a file "
            "is made to fill the memory; it is not opened."
        )


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a `.keras` file.

    Raises:
        CannotImport: if it is no such file, or not one that is safe to unpack.
    """
    try:
        zip = zipfile.ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise CannotImport(
            f"Expected a .keras file (a zip archive), found that {path.name} is none. "
            "If it is an HDF5 file, give it the ending .h5."
        ) from error
    with zip:
        yield Archive(zip, path)
