"""One Python file of parts: finds out what it has to import, and orders it as formatters do."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from designer.codegen.recipes import recipes_with_needs

_STANDARD = {
    "collections", "contextlib", "csv", "dataclasses", "functools", "itertools", "json", "math",
    "os", "pathlib", "random", "re", "sys", "typing",
}  # fmt: skip
_KNOWN = {
    "keras": "import keras",
    "layers": "from keras import layers",
    "ops": "from keras import ops",
    "np": "import numpy as np",
    "tf": "import tensorflow as tf",
    "math": "import math",
    "sys": "import sys",
    "Path": "from pathlib import Path",
}
"""What names stand for in the code that is written here."""
_TEXTS = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*')


@dataclass(slots=True)
class Section:
    """Parts of a file that belong together.

    Attributes:
        constants: statements that stand above all functions.
        functions: in the order in which they are written.
        recipes: names of functions of the engine that are pasted below.
        imports: statements for names that are not found in the code itself.
    """

    constants: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    recipes: list[str] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def __add__(self, other: "Section") -> "Section":
        """Return both, one after the other."""
        return Section(
            [*self.constants, *(c for c in other.constants if c not in self.constants)],
            [*self.functions, *other.functions],
            [*self.recipes, *other.recipes],
            self.imports | other.imports,
        )


def module_text(docstring: str, section: Section, ending: str = "", own: Iterable[str] = ()) -> str:
    """Return the text of a file.

    Args:
        docstring: of the module, with its quotes.
        section: what is in it.
        ending: what comes last.
        own: packages whose imports stand apart, as the last group: the file's own.
    """
    head, rest = split_module(section, ending, own)
    return "\n\n\n".join(["\n".join([docstring, *(["", *head] if head else [])]), *rest]) + "\n"


def split_module(
    section: Section, ending: str = "", own: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """Return the lines of imports and constants, and the functions with what comes last."""
    pasted = recipes_with_needs(section.recipes)
    constants = [*section.constants, *(r.text for r in pasted if r.constant)]
    functions = [*section.functions, *(r.text for r in pasted if not r.constant)]
    code = "\n".join([*section.constants, *section.functions, ending])
    imports = {*section.imports, *imports_of(code)}.union(*(r.imports for r in pasted))
    lines = list(grouped(imports, frozenset(own)))
    head = [*lines, *(["", *constants] if constants and lines else constants)]
    return head, [*functions, *([ending] if ending else [])]


def imports_of(code: str) -> set[str]:
    """Return the imports of the names that *code* uses, whatever its strings and comments say."""
    bare = _TEXTS.sub('""', code)
    return {
        statement
        for name, statement in _KNOWN.items()
        if re.search(rf"(?<![\w.]){name}(?:\.|\()", bare)
    }


def uses(code: str, name: str) -> bool:
    """Tell whether *code* uses a name that is defined elsewhere."""
    return re.search(rf"(?<![\w.]){name}\b(?!=[^=])", _TEXTS.sub('""', code)) is not None


def grouped(imports: Iterable[str], own: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield import statements as isort orders them: standard library first, *own* ones last."""
    groups: list[list[str]] = [[], [], []]
    for statement in _merged(imports):
        package = statement.split()[1].split(".")[0]
        place = 0 if package in _STANDARD else 2 if package in own else 1
        groups[place].append(statement)
    told = False
    for group in groups:
        if told and group:
            yield ""
        told = told or bool(group)
        yield from sorted(group, key=lambda s: (s.startswith("from"), s.split()[1].lower(), s))


def _merged(imports: Iterable[str]) -> Iterator[str]:
    """Yield import statements, those from one module as one."""
    names: dict[str, set[str]] = {}
    for statement in imports:
        module, _, name = statement.partition(" import ")
        if name:
            names.setdefault(module, set()).add(name)
        else:
            yield statement
    for module, found in names.items():
        ordered = sorted(found, key=_isort_key)
        yield f"{module} import {', '.join(ordered)}"


def _isort_key(name: str) -> tuple[int, str]:
    """Order as isort does: CONSTANTS, Classes, functions."""
    bare = name.split()[0]
    kind = 0 if bare.isupper() and len(bare) > 1 else 1 if bare[:1].isupper() else 2
    return (kind, name)
