"""Runs the project's own module, once for each text of it, in a namespace of its own."""

import linecache
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

from designer.catalog.own import OWN
from designer.engine.own.endless import Endless, hung_before, limited
from designer.engine.own.lines import file_of, own_line
from designer.project.own_module import fingerprint


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of running a module.

    Attributes:
        names: what stands at its top.
        why: why it could not be run; empty where it could.
        line: where it failed, from 1; None where that is not known.
    """

    names: Mapping[str, Any] = field(default_factory=dict)
    module: ModuleType | None = None
    why: str = ""
    line: int | None = None


def run_module(text: str) -> Ran:
    """Return the module *text*, run now or before; it stands in `sys.modules` as `custom`."""
    ran = _run(text)
    if ran.module is not None:
        sys.modules[OWN] = ran.module
    return ran


@lru_cache(maxsize=8)
def _run(text: str) -> Ran:
    mark = fingerprint(text)
    if hung_before(mark):
        return Ran(why="It did not come to an end before, and is left alone until it is changed.")
    file = file_of(mark)
    try:
        code = compile(text, file, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return Ran(why=f"It is no Python: {error}", line=getattr(error, "lineno", None))
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    module = ModuleType(OWN)
    module.__file__ = file
    before = sys.modules.get(OWN)
    sys.modules[OWN] = module
    try:
        _execute(code, module, mark)
    except Endless:
        return Ran(why="It did not come to an end within 30 seconds. Look for an endless loop.")
    except BaseException as error:  # `sys.exit` in a module must not end the engine
        if before is not None:
            sys.modules[OWN] = before
        return Ran(why=_words(error), line=own_line(error))
    return Ran(dict(vars(module)), module)


def _execute(code: CodeType, module: ModuleType, mark: str) -> None:
    with limited(mark):
        exec(code, vars(module))  # the user trusts it: see `in_force`


def _words(error: BaseException) -> str:
    first = (str(error).strip().splitlines() or [""])[0][:300]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
