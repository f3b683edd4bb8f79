"""How many slips of the finger lie between two words: `droput` is one from `dropout`."""

_SHORTEST = 4
_LONG = 7


def slips(typed: str, name: str) -> int | None:
    """Return how many letters are missing, extra, wrong or swapped; None where too many are.

    Words of four letters may have one slip, from seven on two. What is typed may be the beginning
    of *name* only. The first letter, or the two after it, have to be right.
    """
    if len(typed) < _SHORTEST or len(name) < len(typed) - 2:
        return None
    if typed[0] != name[0] and typed[1:3] != name[1:3] and typed[1] + typed[0] != name[:2]:
        return None
    most = 2 if len(typed) >= _LONG else 1
    found = _distance(typed, name, most)
    return found if found <= most else None


def _distance(typed: str, name: str, most: int) -> int:
    """Return the distance from *typed* to the nearest beginning of *name* (optimal alignment)."""
    name = name[: len(typed) + most]
    older: list[int] = []
    last = list(range(len(name) + 1))
    for row, letter in enumerate(typed, 1):
        line = [row]
        for column, other in enumerate(name, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and typed[row - 2] == other
            if swapped and letter == name[column - 2]:
                cost = min(cost, older[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        older, last = last, line
    return min(last)
