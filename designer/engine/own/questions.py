"""What a question about a layer must be remembered by, where own code has a part in it."""

import json
from collections.abc import Mapping
from pathlib import Path

from designer.catalog.own import OWN, RUNS_CODE
from designer.catalog.specs import Json, LayerSpec, ParamType
from designer.engine.own.in_force import current
from designer.project.own_module import fingerprint


def own_mark(spec: LayerSpec, params: Mapping[str, Json]) -> str:
    """Return what changes with the own code and the files that a layer uses; usually nothing."""
    text = json.dumps(params, sort_keys=True) if params else ""
    files = _files(spec, params)
    if not files and not _has_code(spec, text):
        return ""
    code = current()
    seen = [code.text, str(code.trusted), code.folder, *code.packages, *files]
    return fingerprint("\0".join(seen))


def _has_code(spec: LayerSpec, text: str) -> bool:
    if spec.module == OWN or spec.kind in RUNS_CODE or spec.facts.get("package"):
        return True
    return f'"{OWN}.' in text or any(f'"{kind}"' in text for kind in RUNS_CODE)


def _files(spec: LayerSpec, params: Mapping[str, Json]) -> list[str]:
    """Return the files that parameters name, with the time of their last change."""
    named = [
        value
        for param in spec.params
        if ParamType.PATH in param.types
        and isinstance(value := params.get(param.name), str)
        and value not in param.choices
    ]
    return [f"{path} {_changed(path)}" for path in named]


def _changed(path: str) -> str:
    place = Path(current().folder) / path
    for file in (place / "saved_model.pb", place):
        try:
            return str(file.stat().st_mtime_ns)
        except (OSError, ValueError):
            continue
    return "none"
