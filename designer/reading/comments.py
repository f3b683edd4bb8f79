"""Comments above and behind the statements that make a model; they stay with its nodes."""

import ast
import io
import re
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from designer.catalog.specs import Json
from designer.reading.values import Call

COMMENT = "comment"
"""The field of a node, kept in the project's file, that holds its comments."""

_OURS = re.compile(r"#\s*(TODO\b|It expects pixels as )")
"""Remarks of our own scripts, which are written anew each time."""


_BEGINNING = re.compile(
    r"(Call the layers of .*|Make the layers of .* and return the function that calls them"
    r"|Return .* as a model for tensors like those given)\."
)
"""What the docstring of a block's function says first in our own scripts."""


@dataclass(slots=True)
class Comments:
    """The comments of one script, by line.

    Attributes:
        alone: those that stand alone on their line.
        behind: those behind code.
    """

    alone: Mapping[int, str] = field(default_factory=dict)
    behind: Mapping[int, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def of(self, call: Call, owns: bool) -> dict[str, Json]:
        """Return what a node keeps of the comments at its statements; each is kept once."""
        maker = call.maker
        above: list[str] = []
        behind: list[str] = []
        made = maker.statement if owns else None
        for statement in (made, call.statement):
            if statement is None or statement.lineno in self.used:
                continue
            self.used.add(statement.lineno)
            above += self._above(statement)
            behind += self._behind(statement)
        text = "\n".join((*above, *behind))
        return {COMMENT: text} if text else {}

    def above(self, statement: ast.stmt | None) -> dict[str, Json]:
        """Return what a node keeps of the comments above *statement*."""
        if statement is None or statement.lineno in self.used:
            return {}
        self.used.add(statement.lineno)
        text = "\n".join([*self._above(statement), *self._behind(statement)])
        return {COMMENT: text} if text else {}

    def _above(self, statement: ast.stmt) -> list[str]:
        found: list[str] = []
        line = statement.lineno - 1
        while line in self.alone and not _OURS.match(self.alone[line]):
            found.insert(0, text_of(self.alone[line]))
            line -= 1
        return found

    def _behind(self, statement: ast.stmt) -> list[str]:
        if isinstance(statement, ast.For | ast.While | ast.If | ast.With):
            return []
        last = statement.end_lineno or statement.lineno
        return [
            text_of(comment)
            for line in range(statement.lineno, last + 1)
            if (comment := self.behind.get(line) or self.alone.get(line))
        ]


def notes_of(node: ast.AST) -> str:
    """Return the docstring of a function, without the sentence that our own scripts begin with."""
    text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
    head, _, rest = (text or "").partition("\n\n")
    return rest.strip() if _BEGINNING.fullmatch(" ".join(head.split())) else (text or "").strip()


def text_of(comment: str) -> str:
    """Return a comment without its mark."""
    return comment.lstrip("#").strip()


def comments_in(text: str) -> Comments:
    """Return the comments of *text*; none where it is no Python."""
    return Comments(*_comments(text))


@lru_cache(maxsize=8)
def _comments(text: str) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return the comments that stand alone, and those behind code, by line."""
    alone: dict[int, str] = {}
    behind: dict[int, str] = {}
    lines = text.splitlines()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                line = token.start[0]
                is_alone = not lines[line - 1][: token.start[1]].strip()
                (alone if is_alone else behind)[line] = token.string
    except (tokenize.TokenError, SyntaxError, IndexError):
        pass
    return alone, behind


def todo_names(comments: Comments) -> set[str]:
    """Return the names of nodes for which a script says what is missing: `# TODO conv: …`."""
    found = set()
    for comment in comments.alone.values():
        match = re.match(r"#\s*TODO (.*?): ", comment + " ")
        if match is not None:
            found.add(match[1])
            found.update(
                comment.removeprefix("# TODO ")[: place.start()]
                for place in re.finditer(": ", comment.removeprefix("# TODO "))
            )
    return found
