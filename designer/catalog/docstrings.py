"""Reads Google-style docstrings of Keras: the summary, the description and each argument."""

import inspect
import re
from dataclasses import dataclass, field
from typing import Any

_SECTION = re.compile(r"^([A-Z][A-Za-z ]{2,30}):\s*$")
_ENTRY = re.compile(r"^ {1,4}[`*]{0,2}([A-Za-z_]\w*(?:, \w+)*)`?(?: \([^)]*\))?\s*:\s?(.*)$")
_ARGUMENTS = ("Args", "Arguments", "Init arguments")


@dataclass(frozen=True, slots=True)
class Doc:
    """What a docstring says, in plain words without mark-up."""

    summary: str = ""
    help: str = ""
    arguments: dict[str, str] = field(default_factory=dict)


def read_doc(target: Any) -> Doc:
    """Return what the docstring of *target* says; nothing where it has none of its own."""
    return parse_doc(target.__doc__ or "")


def parse_doc(text: str) -> Doc:
    """Return what a docstring says."""
    description, sections = _sections(inspect.cleandoc(text))
    arguments: dict[str, str] = {}
    for name in _ARGUMENTS:
        arguments |= _entries(sections.get(name, []))
    paragraphs = _paragraphs(description)
    return Doc(_first_sentence(paragraphs), "\n\n".join(paragraphs), arguments)


def plain(text: str) -> str:
    """Return *text* on one line and without back-ticks."""
    text = re.sub(r"\[([^\]]+)\]\(\s*[^)]*\)", r"\1", " ".join(text.split()))
    return text.replace("`", "").replace("**", "").strip()


def _sections(text: str) -> tuple[list[str], dict[str, list[str]]]:
    description: list[str] = []
    sections: dict[str, list[str]] = {}
    into = description
    for line in text.splitlines():
        if found := _SECTION.match(line):
            into = sections.setdefault(found[1], [])
        elif into is not description and line.strip() and not _indent(line):
            into = []  # what follows belongs to no argument
        else:
            into.append(line)
    return description, sections


def _entries(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    names: list[str] = []
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    for line in lines:
        entry = _ENTRY.match(line) if _indent(line) == indent else None
        if entry:
            names = [name.strip() for name in entry[1].split(",")]
            found |= {name: [entry[2]] for name in names}
        else:
            for name in names:
                found[name].append(line)
    return {name: plain(" ".join(words)) for name, words in found.items()}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _paragraphs(lines: list[str]) -> list[str]:
    text = re.sub(r"```.*?(```|$)", "", "\n".join(lines), flags=re.DOTALL)
    found = (plain(part) for part in re.split(r"\n\s*\n", text))
    return [part for part in found if part and not part.startswith(">>>")]


def _first_sentence(paragraphs: list[str]) -> str:
    if not paragraphs:
        return ""
    return re.split(r"(?<=[^.][a-z0-9)\"'][.!])\s", paragraphs[0])[0].strip()
