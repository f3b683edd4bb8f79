"""Comments of a script: one printable line, whatever the user wrote."""

import textwrap
from collections.abc import Iterator

from designer.codegen.expressions import INDENT, WIDTH


def comment(text: str) -> str:
    """Return *text* as it may stand in a comment: one line, nothing unprintable."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def todo(what: str, words: str, indent: str = INDENT) -> str:
    """Return the line that says what is missing for *what*."""
    return f"{indent}# TODO {comment(what)}: {comment(words)}"


def comment_block(text: str, indent: str = INDENT) -> Iterator[str]:
    """Yield the lines of a comment that the user wrote, wrapped where they are too long."""
    for line in text.splitlines():
        for part in textwrap.wrap(comment(line), WIDTH - len(indent) - 2) or [""]:
            yield f"{indent}# {part}".rstrip()


def docstring(summary: str, notes: str, indent: str = INDENT) -> list[str]:
    """Return the lines of a docstring: one sentence, and what the user wrote below it."""
    title = f'{indent}"""{_in_docstring(summary)}'
    width = WIDTH - len(indent)
    wrapped = [
        part
        for line in notes.splitlines()
        for part in textwrap.wrap(_in_docstring(line), width) or [""]
    ]
    body = textwrap.indent("\n".join(wrapped).strip(), indent).split("\n") if notes.strip() else []
    return [title, "", *body, f'{indent}"""'] if body else [f'{title}"""']


def _in_docstring(text: str) -> str:
    """Return *text* as it may stand in a docstring."""
    return comment(text).replace("\\", "/").replace('"', "'")


def paragraphs(notes: str) -> list[str]:
    """Return the paragraphs of what the user wrote, for a text in Markdown."""
    lines = ("".join(c if c.isprintable() else " " for c in line) for line in notes.splitlines())
    return [part.strip() for part in "\n".join(line.rstrip() for line in lines).split("\n\n")
            if part.strip()]  # fmt: skip
