"""Names of nodes as names of Python variables: legal, unique and close to what the user wrote."""

import builtins
import keyword
import re
from collections.abc import Iterable

_TAKEN = frozenset(dir(builtins)) | frozenset(keyword.kwlist) | frozenset(keyword.softkwlist)


def identifier(name: str, fallback: str = "x") -> str:
    """Return *name* as a legal variable name in snake case; `fallback` where nothing is left."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    legal = re.sub(r"\W+", "_", words).strip("_").lower()
    if not legal:
        return fallback
    if legal[0].isdigit():
        legal = f"{fallback}_{legal}"
    # Some letters change under normalization, some are legal only inside of a name.
    return legal if legal.isascii() or legal.isidentifier() else fallback


class Names:
    """Hands out variable names, each only once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken) | _TAKEN

    def take(self, name: str, fallback: str = "x") -> str:
        """Return a variable name for *name* that nobody has, and keep it."""
        wanted = identifier(name, fallback)
        result, number = wanted, 2
        while result in self._taken:
            result, number = f"{wanted}_{number}", number + 1
        self._taken.add(result)
        return result
