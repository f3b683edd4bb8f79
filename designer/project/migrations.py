"""Steps that bring an older file to the present format, one for each version.

A migration is a function from plain data to plain data; it is never changed once released.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

FORMAT_VERSION = 1
Migration: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Mapping[int, Migration] = {}
"""From version to the function that makes the next one of it."""


def upgrade(
    data: dict[str, Any], migrations: Mapping[int, Migration] = MIGRATIONS
) -> dict[str, Any]:
    """Return *data* in the newest format that *migrations* reach."""
    while (step := migrations.get(data["version"])) is not None:
        data = {**step(data), "version": data["version"] + 1}
    return data
