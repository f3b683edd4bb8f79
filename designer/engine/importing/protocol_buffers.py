"""Reads fields of protocol buffers without their descriptions: only what is asked for.

Source: the encoding of protocol buffers (protobuf.dev/programming-guides/encoding).
"""

from collections.abc import Iterator

from designer.engine.importing.errors import CannotImport

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def strings_of(message: bytes, field: int) -> Iterator[bytes]:
    """Return the texts, bytes or inner messages of one field of *message*.

    Raises:
        CannotImport: if the message is cut off, or is none.
    """
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == _BYTES:
            size, place = _varint(message, place)
            if place + size > len(message):
                raise _damaged()
            if number == field:
                yield message[place : place + size]
            place += size
        elif kind == _VARINT:
            _, place = _varint(message, place)
        elif kind in (_FIXED64, _FIXED32):
            place += 8 if kind == _FIXED64 else 4
        else:
            raise _damaged()


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message) and shift < 64:
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise _damaged()


def _damaged() -> CannotImport:
    return CannotImport("Expected a whole SavedModel, found that its metadata is damaged.")
