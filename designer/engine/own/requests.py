"""Which own code belongs to a request, and whether the request says that it is trusted."""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from designer.engine.own.in_force import OwnCode, in_force
from designer.project.files import BadProject, project_from_dict, read_project
from designer.project.own_code import code_texts
from designer.project.project import Project
from designer.project.runs.folders import PROJECT_FILE


@contextmanager
def own_code_of(request: Any) -> Iterator[None]:
    """Let the own code of the project that a request is about be in force while it is answered.

    Of a run it is the code it was trained with.
    """
    with ExitStack() as stack:
        if hasattr(request, "trusted"):
            stack.enter_context(in_force(*_code(request)))
        yield


def _code(request: Any) -> tuple[OwnCode, tuple[str, ...]]:
    data = getattr(request, "project", None) or {}
    folder = str(getattr(request, "folder", ""))
    run_folder = str(getattr(request, "run_folder", ""))
    if run_folder and not hasattr(request, "resume"):
        project = _of_run(Path(run_folder))
        code = OwnCode(project.module, project.packages, request.trusted, folder)
        return code, code_texts(project)
    packages = data.get("packages", ())
    named = tuple(map(str, packages)) if isinstance(packages, list) else ()
    if named and request.trusted:
        from designer.engine.introspect.package import ensure_described

        ensure_described(named)
    module = str(data.get("module", ""))
    return OwnCode(module, named, request.trusted, folder, told=_told(data)), ()


def _told(data: dict[str, Any]) -> Callable[[], Collection[str]] | None:
    """Return what gives the functions in a project that is sent along; None where none is."""
    return cache(lambda: code_texts(project_from_dict(data))) if data else None


def _of_run(folder: Path) -> Project:
    try:
        return read_project(folder / PROJECT_FILE).project
    except (BadProject, OSError):
        return Project()  # whoever answers tells it
