"""Reads the words that lookup layers keep in the `assets` of a `.keras` file."""

from collections.abc import Mapping

_FILE = "vocabulary.txt"


def read_vocabularies(assets: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return the words by the path of the layer that keeps them, such as `layers/string_lookup`."""
    found: dict[str, list[str]] = {}
    for path, content in assets.items():
        place, _, name = path.replace("\\", "/").rpartition("/")
        if name == _FILE:
            text = content.decode("utf8", "replace")
            found[place] = text.split("\n")[: -1 if text.endswith("\n") else None]
    return found
