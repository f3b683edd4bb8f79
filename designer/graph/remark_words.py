"""Frames and notes in words, for lists, readers of screens and differences."""

import re
from typing import Final

from designer.graph.remarks import Remark, RemarkKind

_LONGEST: Final = 60
_MARKS: Final = re.compile(r"^[#>\s]+|^[-*+]\s+(\[[ xX]\]\s+)?|[*_`~]+")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def first_words(remark: Remark, longest: int = _LONGEST) -> str:
    """Return a title, or the first line of a note without its marks; cut where it is long."""
    lines = (line.strip() for line in remark.text.splitlines())
    line = next((line for line in lines if line.strip("#>*-_`~ ")), "")
    if remark.kind is RemarkKind.NOTE:
        line = _MARKS.sub("", _LINK.sub(r"\1", line)).strip()
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def remark_words(remark: Remark) -> str:
    """Return what a remark is called in a sentence: `frame “Encoder”`, `note “Why two”`."""
    words = first_words(remark)
    return f"{remark.kind} “{words}”" if words else f"empty {remark.kind}"
