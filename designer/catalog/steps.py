"""One step of what is typed: `c1 = conv2d 32 3`, `concatenate @c1 @c2`, `@c1`.

A name before `=` is what the new layer will be called; `@name` is a layer that is drawn already,
or was named in a step before.
"""

import re
from dataclasses import dataclass

_STEPS = re.compile(r"\s*>(?!=)\s*")
_NAME = re.compile(r"\s*([A-Za-z_]\w*)\s*=(?!=)\s*")
_DRAWN = re.compile(r"@(\S*)")


@dataclass(frozen=True, slots=True)
class Step:
    """What one step says.

    Attributes:
        text: the kind and its parameters; empty where only drawn layers are named.
        name: what the new layer is to be called; empty is as usual.
        drawn: names of layers that are drawn, in the order they were typed.
    """

    text: str
    name: str = ""
    drawn: tuple[str, ...] = ()


def steps_of(text: str) -> list[Step]:
    """Return the steps of *text*, which are parted by `>`."""
    parts = _STEPS.split(text)
    whole = parts if all(part.strip() for part in parts[:-1]) else [text]
    return [_step(part) for part in whole]


def _step(text: str) -> Step:
    drawn = tuple(_DRAWN.findall(text))
    rest = _DRAWN.sub(" ", text) if drawn else text
    named = _NAME.match(rest)
    if named is None:
        return Step(rest if not drawn else rest.strip(), "", drawn)
    text = rest[named.end() :]
    return Step(text.strip() if drawn else text, named.group(1), drawn)
