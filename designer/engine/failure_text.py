"""What Keras said when it refused something, freed of Python's noise."""

import re
from dataclasses import dataclass
from typing import Self

from designer.engine.own.lines import own_line

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_WRAPPED = re.compile(r"Exception encountered when calling [\w.]+\(\)\.\s*")
_ARGUMENTS = re.compile(r"\s*Arguments received by .*", re.DOTALL)
_INPUT = re.compile(r"Input (\d+)(?: with name '[^']*')? of layer ['\"][^'\"]*['\"]")
_TENSOR = re.compile(r"<KerasTensor shape=(\([^)]*\))[^>]*>")
_LONG = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a layer could not be made or called; a value, so that it can be remembered.

    Attributes:
        error: the name of the exception's class.
        text: Keras's own words, cleaned.
        param: the argument that is to blame, where that is known.
        code: it was refused because it is code.
    """

    error: str
    text: str
    param: str = ""
    code: bool = False

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """Return what *error* says."""
        param, code = getattr(error, "param", ""), getattr(error, "code", False)
        text = cleaned(str(error))
        if line := own_line(error):
            text = f"{text.rstrip('.')} (line {line} of the own code)."
        return cls(type(error).__name__, text, str(param), code is True)


def cleaned(text: str) -> str:
    """Return an exception's words without colours, argument dumps and internal names."""
    text = _ANSI.sub("", text)
    text = _ARGUMENTS.sub("", text)
    text = _WRAPPED.sub("", text)
    text = _INPUT.sub("The input", text)
    text = _TENSOR.sub(r"a tensor of shape \1", text)
    text = " ".join(text.replace("`", "").split())
    return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"
