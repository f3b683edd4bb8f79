"""Projects as `.kdesign` files: stable JSON in, stable JSON out.

The format has a version. Older versions are upgraded by `migrations`; a newer one is read as far
as this program understands it and is marked, so that it opens read-only. Unknown kinds and fields
are kept in `extra`, never dropped. Nothing in a file is run.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.migrations import FORMAT_VERSION, upgrade
from designer.project.plain_data import complaint
from designer.project.project import Project
from designer.project.settings import CompileSettings, DataKind, DataSettings, FitSettings

SUFFIX = ".kdesign"
MAX_BYTES = 64 * 1024 * 1024
_FORMAT = "keras-designer"
Settings = TypeVar("Settings", DataSettings, CompileSettings, FitSettings)


class BadProject(ValueError):
    """A file that is no project, in one clear sentence."""


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
    graph = project.graph
    return {
        "format": _FORMAT,
        "version": FORMAT_VERSION,
        "name": project.name,
        "notes": project.notes,
        "nodes": [_node_to_dict(graph.nodes[id]) for id in sorted(graph.nodes)],
        "edges": [_edge_to_dict(graph.edges[id]) for id in sorted(graph.edges)],
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
        raise BadProject(f"Expected a project, found {_kind_of(data)}.")
    nodes = [_node_from_dict(entry, place) for place, entry in _entries(data, "nodes")]
    edges = [_edge_from_dict(entry, place) for place, entry in _entries(data, "edges")]
    for what, records in (("node", nodes), ("edge", edges)):
        ids = [record.id for record in records]
        if len(set(ids)) < len(ids):
            twice = next(id for id in ids if ids.count(id) > 1)
            raise BadProject(
                f"Expected every {what} to have an id of its own, found {twice!r} twice."
            )
    known = {"format", "version", "name", "notes", "nodes", "edges", "data", "compile", "fit"}
    return Project(
        name=_text(data, "name", "model"),
        notes=_text(data, "notes", ""),
        graph=Graph.of(nodes, edges),
        data=_settings_from_dict(DataSettings, data.get("data", {})),
        compile=_settings_from_dict(CompileSettings, data.get("compile", {})),
        fit=_settings_from_dict(FitSettings, data.get("fit", {})),
        extra={name: value for name, value in data.items() if name not in known},
    )


def project_to_text(project: Project) -> str:
    """Return *project* as JSON text: one record a line, so that diffs and merges stay readable."""
    lines = []
    for name, value in project_to_dict(project).items():
        if isinstance(value, list) and value:
            inner = ",\n".join(f"    {_json(entry)}" for entry in value)
            lines.append(f"  {_json(name)}: [\n{inner}\n  ]")
        elif isinstance(value, dict) and value:
            inner = ",\n".join(f"    {_json(key)}: {_json(value[key])}" for key in value)
            lines.append(f"  {_json(name)}: {{\n{inner}\n  }}")
        else:
            lines.append(f"  {_json(name)}: {_json(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
        _keep_mode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _keep_mode(path: Path, temporary: str) -> None:
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        with contextlib.suppress(PermissionError):  # a disk without modes, such as a USB stick
            os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)


def _node_to_dict(node: Node) -> dict[str, Any]:
    result: dict[str, Any] = {"id": node.id, "kind": node.kind, "name": node.name}
    result["position"] = [_number(part) for part in node.position]
    if node.params:
        result["params"] = dict(sorted(node.params.items()))
    if node.layer is not None:
        result["layer"] = node.layer
    if not node.trainable:
        result["trainable"] = False
    return {**result, **node.extra}


def _node_from_dict(data: Any, place: str) -> Node:
    if not isinstance(data, dict):
        raise BadProject(f"Expected {place} to be an object, found {_kind_of(data)}.")
    position = data.get("position", [0, 0])
    if not (isinstance(position, list) and len(position) == 2 and all(map(_is_finite, position))):
        raise BadProject(f"Expected the position of {place} to be two numbers, found {position!r}.")
    params = data.get("params", {})
    if not isinstance(params, dict):
        raise BadProject(
            f"Expected the params of {place} to be an object, found {_kind_of(params)}."
        )
    layer = data.get("layer")
    if layer is not None and not isinstance(layer, str):
        raise BadProject(f"Expected the layer of {place} to be a node's id, found {layer!r}.")
    known = {"id", "kind", "name", "position", "params", "layer", "trainable"}
    return Node(
        id=_text(data, "id", None, place),
        kind=_text(data, "kind", None, place),
        name=_text(data, "name", None, place),
        params=params,
        position=(float(position[0]), float(position[1])),
        layer=layer,
        trainable=data.get("trainable", True) is not False,
        extra={name: value for name, value in data.items() if name not in known},
    )


def _edge_to_dict(edge: Edge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "from": [edge.source.node, edge.source.port],
        "to": [edge.target.node, edge.target.port],
        **({"order": edge.order} if edge.order else {}),
        **edge.extra,
    }


def _edge_from_dict(data: Any, place: str) -> Edge:
    if not isinstance(data, dict):
        raise BadProject(f"Expected {place} to be an object, found {_kind_of(data)}.")
    ends = []
    for name in ("from", "to"):
        end = data.get(name)
        if not (isinstance(end, list) and len(end) == 2 and all(isinstance(e, str) for e in end)):
            raise BadProject(f"Expected {name!r} of {place} to be [node, port], found {end!r}.")
        ends.append(Endpoint(end[0], end[1]))
    order = data.get("order", 0)
    if not isinstance(order, int) or isinstance(order, bool):
        raise BadProject(f"Expected the order of {place} to be a whole number, found {order!r}.")
    known = {"id", "from", "to", "order"}
    extra = {name: value for name, value in data.items() if name not in known}
    return Edge(_text(data, "id", None, place), ends[0], ends[1], order, extra)


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
        raise BadProject(f"Expected {kind.__name__} to be an object, found {_kind_of(data)}.")
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
        if isinstance(value, str) and value in set(DataKind):
            return DataKind(value)
        raise BadProject(f"Expected data kind to be one of {', '.join(DataKind)}; found {value!r}.")
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(default, bool) == isinstance(value, bool):
        if isinstance(default, float) and isinstance(value, int | float) and _is_finite(value):
            return float(value)
        if isinstance(value, type(default)) or (
            isinstance(default, Mapping) and isinstance(value, dict)
        ):
            return value
    expected = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    wanted = expected.get(type(default), "a list" if isinstance(default, tuple) else "an object")
    raise BadProject(f"Expected {name!r} to be {wanted}, found {value!r}.")


def _entries(data: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    entries = data.get(name, [])
    if not isinstance(entries, list):
        raise BadProject(f"Expected {name!r} to be a list, found {_kind_of(entries)}.")
    return [(f"{name[:-1]} {number}", entry) for number, entry in enumerate(entries, 1)]


def _text(
    data: Mapping[str, Any], name: str, default: str | None, place: str = "the project"
) -> str:
    value = data.get(name, default)
    if not isinstance(value, str):
        raise BadProject(f"Expected {name!r} of {place} to be a text, found {value!r}.")
    return value


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)


def _is_finite(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and abs(value) <= sys.float_info.max  # also for whole numbers of any length


def _kind_of(value: Any) -> str:
    words = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        type(None): "null",
    }
    return words.get(type(value), "a number")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno} ({error.msg})"
    return str(error)
