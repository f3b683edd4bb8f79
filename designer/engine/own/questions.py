"""What a question about a layer must be remembered by, where own code has a part in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from designer.catalog.own import OWN, RUNS_CODE
from designer.catalog.specs import Json, LayerSpec, ParamType
from designer.engine.own.in_force import current
from designer.project.outside import is_outside, is_share
from designer.project.own_module import fingerprint

_QUOTED = tuple(f'"{kind}"' for kind in RUNS_CODE)
_FILES = ("vocabulary", "filepath")
_NAMED_INSIDE = tuple(f'"{name}":' for name in _FILES)


def own_mark(spec: LayerSpec, params: Mapping[str, Json], text: str) -> str:
    """Return what changes with the own code and the files that a layer uses; usually nothing.

    Args:
        spec: of the layer.
        params: its parameters.
        text: the same as JSON.
    """
    files = _files(spec, params)
    if any(name in text for name in _NAMED_INSIDE):
        files += [f"{path} {_changed(path)}" for path in _inside(list(params.values()))]
    if not files and not _has_code(spec, text):
        return ""
    code = current()
    seen = [code.text, str(code.trusted), code.folder, *code.packages, *files]
    return fingerprint("\0".join(seen))


def _has_code(spec: LayerSpec, text: str) -> bool:
    if spec.module == OWN or spec.kind in RUNS_CODE or spec.facts.get("package"):
        return True
    return f'"{OWN}.' in text or any(kind in text for kind in _QUOTED)


def _files(spec: LayerSpec, params: Mapping[str, Json]) -> list[str]:
    """Return the files that parameters name, with the time of their last change."""
    named = [
        value
        for name, value in params.items()
        if isinstance(value, str)
        and (param := spec.param(name)) is not None
        and ParamType.PATH in param.types
        and value not in param.choices
    ]
    return [f"{path} {_changed(path)}" for path in named]


def _inside(value: Json, name: str = "") -> Iterator[str]:
    """Yield the files that objects in parameters name, such as a wrapped layer."""
    match value:
        case str() if name in _FILES:
            yield value
        case dict():
            for inner, entry in value.items():
                yield from _inside(entry, inner)
        case list():
            for entry in value:
                yield from _inside(entry)
        case _:
            pass


def _changed(path: str) -> str:
    code = current()
    if is_share(path) or (is_outside(path, code.folder) and not code.trusted):
        return "none"  # it is not read either
    place = Path(current().folder) / path
    for file in (place / "saved_model.pb", place):
        try:
            return str(file.stat().st_mtime_ns)
        except (OSError, ValueError):
            continue
    return "none"
