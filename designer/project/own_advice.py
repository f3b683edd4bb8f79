"""What can be said of the own module without running it: no Python, or hard to save."""

import ast
from collections.abc import Iterator

from designer.catalog.catalog import load_catalog
from designer.catalog.own import OWN
from designer.catalog.specs import Json, ParamType, Registry
from designer.graph.problems import Problem, Remedy, Severity
from designer.project.own_module import OwnModule, read_module, registry_of
from designer.project.own_source import Source
from designer.project.project import Project

FIELD = "module"
"""The field of problems of the module; `module:12` where the line is known."""

_REGISTER = "register_keras_serializable"
_PLAIN = {
    ParamType.INT, ParamType.FLOAT, ParamType.BOOL, ParamType.STRING, ParamType.CHOICE,
    ParamType.DTYPE, ParamType.INT_LIST, ParamType.STRING_LIST, ParamType.DICT,
}  # fmt: skip


def module_problems(project: Project) -> tuple[Problem, ...]:
    """Return what is wrong with the own module of *project*, and what would be better."""
    if not project.module.strip():
        return ()
    module = read_module(project.module, load_catalog())
    if module.failure is not None:
        line = module.failure.line
        text = f"Expected Python, found: {module.failure}. Until then its layers are not known."
        title = f"Line {line} of the own code is no Python"
        return (Problem("own-code-syntax", Severity.ERROR, title, text, field=f"{FIELD}:{line}"),)
    return tuple(_advice(module, project.module))


def _advice(module: OwnModule, text: str) -> Iterator[Problem]:
    for definition in module.source.classes.values():
        registry = registry_of(module.source, definition, load_catalog())
        if registry is None or definition.name.startswith("_"):
            continue
        if registry is not Registry.CALLBACK and not _is_registered(module.source, definition):
            yield _unregistered(definition, text)
        if _lacks_config(module, definition, registry):
            yield _without_config(module, definition, text)


def _is_registered(source: Source, definition: ast.ClassDef) -> bool:
    for decorator in definition.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if source.path(call).endswith(_REGISTER):
            return True
    return False


def _lacks_config(module: OwnModule, definition: ast.ClassDef, registry: Registry) -> bool:
    """Tell whether an object of the class would not come back from a saved model."""
    if registry is Registry.CALLBACK or module.source.method(definition, "get_config"):
        return False
    made = module.source.method(definition, "__init__")
    if made is None:
        return False
    specs = module.objects.get(registry, ())
    spec = next((s for s in specs if s.kind == f"{OWN}.{definition.name}"), None)
    names = {argument.arg for argument in (*made.args.args, *made.args.kwonlyargs)}
    own = [param for param in (spec.params if spec else ()) if param.name in names]
    if registry is Registry.LAYER:  # Keras keeps plain arguments of layers by itself
        return any(not set(param.types) <= _PLAIN for param in own)
    return bool(own)


def _unregistered(definition: ast.ClassDef, text: str) -> Problem:
    line = f'@keras.saving.{_REGISTER}(package="{OWN}")'
    words = (
        f"A model with {definition.name} that is saved can be read back elsewhere only with "
        f"custom_objects. Put {line} before the class."
    )
    return _hint(
        "own-code-unregistered",
        f"{definition.name} is not registered",
        words,
        definition,
        "Register it",
        _with_line(text, _first_line(definition), [line]),
    )


def _without_config(module: OwnModule, definition: ast.ClassDef, text: str) -> Problem:
    made = module.source.method(definition, "__init__")
    arguments = [*made.args.args, *made.args.kwonlyargs] if made else []
    names = [a.arg for a in arguments if a.arg not in ("self", "name", "dtype", "trainable")]
    entries = ", ".join(f'"{name}": self.{name}' for name in names)
    lines = [
        "",
        "    def get_config(self):",
        f"        return {{**super().get_config(), {entries}}}",
    ]
    words = (
        f"Keras cannot make {definition.name} again from a saved model: its arguments are not "
        f"kept. Write a get_config that returns {', '.join(names)}."
    )
    after = definition.end_lineno or definition.lineno
    kept = all(f"self.{name}" in text for name in names)
    changed = _with_line(text, after + 1, lines) if kept else None
    title = f"{definition.name} has no get_config"
    return _hint("own-code-config", title, words, definition, "Add get_config", changed)


def _hint(
    code: str, title: str, text: str, definition: ast.ClassDef, label: str, changed: str | None
) -> Problem:
    arguments: dict[str, Json] = {"path": FIELD, "value": changed}
    remedies = (Remedy("set_setting", label, arguments),) if changed is not None else ()
    field = f"{FIELD}:{definition.lineno}"
    return Problem(code, Severity.HINT, title, text, field=field, remedies=remedies)


def _first_line(definition: ast.ClassDef) -> int:
    return min([definition.lineno, *(d.lineno for d in definition.decorator_list)])


def _with_line(text: str, line: int, added: list[str]) -> str:
    """Return *text* with lines put before its line *line*, counted from 1."""
    lines = text.split("\n")
    return "\n".join([*lines[: line - 1], *added, *lines[line - 1 :]])
