"""Projects as `.kdesign` files: stable JSON in, stable JSON out.

The format has a version. Older versions are upgraded by `migrations`; a newer one is read as far
as this program understands it and is marked, so that it opens read-only. Unknown kinds and fields
are kept in `extra`, never dropped. Nothing in a file is run.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from designer.graph.records import Direction
from designer.project.expected import BadProject as BadProject
from designer.project.expected import entries, is_finite, kind_of, text, word
from designer.project.migrations import FORMAT_VERSION, upgrade
from designer.project.plain_data import complaint
from designer.project.project import OutputStructure, Project
from designer.project.records_plain import (
    block_from_dict,
    block_to_dict,
    graph_from_dict,
    graph_to_dict,
)
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings

SUFFIX = ".kdesign"
MAX_BYTES = 64 * 1024 * 1024
_FORMAT = "keras-designer"
_FIELDS = {
    "format",
    "version",
    "nodes",
    "edges",
    "remarks",
    *(entry.name for entry in fields(Project)),
}
_FIELDS -= {"graph", "extra"}
Settings = TypeVar("Settings", DataSettings, CompileSettings, FitSettings)


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """What was read.

    Attributes:
        newer: the file was written by a newer program; saving over it would lose what that knew.
    """

    project: Project
    newer: bool = False


def project_to_dict(project: Project) -> dict[str, Any]:
    """Return *project* as plain data, in a stable order."""
    return {
        "format": _FORMAT,
        "version": FORMAT_VERSION,
        "name": project.name,
        "notes": project.notes,
        **graph_to_dict(project.graph),
        **_parts_to_dict(project),
        "data": _settings_to_dict(project.data),
        "compile": _settings_to_dict(project.compile),
        "fit": _settings_to_dict(project.fit),
        **project.extra,
    }


def project_from_dict(data: Any) -> Project:
    """Return the project of plain data in the format of this version.

    Raises:
        BadProject: if something has not the form that was expected.
    """
    if not isinstance(data, dict):
        raise BadProject(f"Expected a project, found {kind_of(data)}.")
    graph = graph_from_dict(data)
    blocks = [block_from_dict(entry, place) for place, entry in entries(data, "blocks")]
    return Project(
        name=text(data, "name", "model"),
        notes=text(data, "notes", ""),
        graph=graph,
        blocks={block.id: block for block in blocks},
        module=text(data, "module", ""),
        packages=tuple(str(entry) for _, entry in entries(data, "packages")),
        weights=text(data, "weights", ""),
        structure=word(OutputStructure, data.get("structure", "dict"), "'structure'"),
        direction=word(Direction, data.get("direction", "down"), "'direction'"),
        data=_settings_from_dict(DataSettings, data.get("data", {})),
        compile=_settings_from_dict(CompileSettings, data.get("compile", {})),
        fit=_settings_from_dict(FitSettings, data.get("fit", {})),
        extra={name: value for name, value in data.items() if name not in _FIELDS},
    )


def _parts_to_dict(project: Project) -> dict[str, Any]:
    """Return what only some projects have."""
    parts: dict[str, Any] = {
        "blocks": [block_to_dict(project.blocks[id]) for id in sorted(project.blocks)],
        "module": project.module,
        "packages": list(project.packages),
        "weights": project.weights,
    }
    if project.structure is not OutputStructure.DICT:
        parts["structure"] = str(project.structure)
    if project.direction is not Direction.DOWN:
        parts["direction"] = str(project.direction)
    return {name: value for name, value in parts.items() if value}


def project_to_text(project: Project) -> str:
    """Return *project* as JSON text: one record a line, so that diffs and merges stay readable."""
    return _object_text(project_to_dict(project), "") + "\n"


def _object_text(data: Mapping[str, Any], indent: str) -> str:
    lines = [f"{indent}  {_json(name)}: {_value_text(name, data[name], indent)}" for name in data]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _value_text(name: str, value: Any, indent: str) -> str:
    if isinstance(value, list) and value:
        deep = name == "blocks"
        entries = (_object_text(e, f"{indent}    ") if deep else _json(e) for e in value)
        inner = ",\n".join(f"{indent}    {entry}" for entry in entries)
        return f"[\n{inner}\n{indent}  ]"
    if isinstance(value, dict) and value:
        inner = ",\n".join(f"{indent}    {_json(key)}: {_json(value[key])}" for key in value)
        return f"{{\n{inner}\n{indent}  }}"
    return _json(value)


def parse_project(text: str, name: str = "the text") -> ProjectFile:
    """Return the project that *text* holds, upgraded where it is older.

    Args:
        text: JSON.
        name: what a message calls it: the file's name.

    Raises:
        BadProject: in one sentence: what was expected, what was found, what to do.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise BadProject(f"{name} is nested too deeply to be a project.") from error
    except ValueError as error:
        raise BadProject(
            f"{name} is not a complete project file: expected JSON, "
            f"found an error at {_where(error)}. Use a backup or an earlier version of the file."
        ) from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise BadProject(
            f"{name} is not a Keras Designer project: expected the field "
            f'"format": "{_FORMAT}" at its start.'
        )
    if why := complaint(data):
        raise BadProject(f"{name} cannot be read as a project. {why}")
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadProject(f"{name}: expected a version number of 1 or more, found {version!r}.")
    try:
        return ProjectFile(project_from_dict(upgrade(data)), newer=version > FORMAT_VERSION)
    except BadProject as error:
        raise BadProject(f"{name} cannot be read as a project. {error}") from error


def read_project(path: Path | str) -> ProjectFile:
    """Return the project in a file.

    Raises:
        BadProject: if the file is missing, too large, no text or no project.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadProject(
                f"{path.name} is larger than {MAX_BYTES >> 20} MB: no project is that large."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadProject(
            f"{path.name} is not a Keras Designer project: expected UTF-8 text, "
            f"found a byte at {error.start} that is none."
        ) from error
    except FileNotFoundError as error:
        raise BadProject(f"There is no file {path}. Check the name.") from error
    except OSError as error:
        raise BadProject(f"{path} cannot be read: {error.strerror or error}.") from error
    return parse_project(text, path.name)


def write_project(path: Path | str, project: Project) -> None:
    """Write *project* so that the file is either the old one or the whole new one.

    Raises:
        OSError: if the folder cannot be written or the disk is full; the old file stands then.
    """
    write_atomically(Path(path), project_to_text(project).encode())


def write_atomically(path: Path, content: bytes) -> None:
    """Write *content* to a temporary file beside *path*, flush it to disk and rename it.

    Raises:
        OSError: as the system says; *path* is untouched then.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        keep_mode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def keep_mode(path: Path, temporary: str) -> None:
    """Let who may read *path* be as before; as the user's mask says where it is new.

    Args:
        path: what will be replaced.
        temporary: by which file.
    """
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        with contextlib.suppress(PermissionError):  # a disk without modes, such as a USB stick
            os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)


def _settings_to_dict(settings: DataSettings | CompileSettings | FitSettings) -> dict[str, Any]:
    result = {
        entry.name: getattr(settings, entry.name)
        for entry in fields(settings)
        if entry.name != "extra"
    }
    plain = {
        name: list(value)
        if isinstance(value, tuple)
        else str(value)
        if isinstance(value, DataKind)
        else value
        for name, value in result.items()
    }
    return {**plain, **settings.extra}


def _settings_from_dict(kind: type[Settings], data: Any) -> Settings:
    if not isinstance(data, dict):
        raise BadProject(f"Expected {kind.__name__} to be an object, found {kind_of(data)}.")
    default = kind()
    known = {entry.name for entry in fields(kind)} - {"extra"}
    values: dict[str, Any] = {"extra": {n: v for n, v in data.items() if n not in known}}
    for name in known & set(data):
        values[name] = _like(getattr(default, name), data[name], name)
    return kind(**values)


_FREE = {"optimizer", "jit_compile", "class_weight"}


def _like(default: Any, value: Any, name: str) -> Any:
    """Return *value* in the type of *default*, or complain."""
    if name in _FREE:
        return value
    if isinstance(default, DataKind):
        return word(DataKind, value, "data kind")
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(default, bool) == isinstance(value, bool):
        if isinstance(default, float) and isinstance(value, int | float) and is_finite(value):
            return float(value)
        if isinstance(value, type(default)) or (
            isinstance(default, Mapping) and isinstance(value, dict)
        ):
            return value
    expected = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    wanted = expected.get(type(default), "a list" if isinstance(default, tuple) else "an object")
    raise BadProject(f"Expected {name!r} to be {wanted}, found {value!r}.")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno} ({error.msg})"
    return str(error)
