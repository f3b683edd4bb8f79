"""New ids: random, so that two people's work can be merged and none is used twice."""

import os
from collections.abc import Container


def new_id(prefix: str, taken: Container[str]) -> str:
    """Return an id such as `n3fa94c21` that *taken* does not hold."""
    while (id := f"{prefix}{os.urandom(4).hex()}") in taken:
        pass
    return id
