"""`--set PATH=VALUE`: change a project for one run, without writing its file."""

import json
from typing import Any

from designer.catalog.values import check_value
from designer.cli.outcome import CommandFailed
from designer.document.commands.nodes import set_param
from designer.document.commands.refused import CommandRefused
from designer.document.commands.settings import set_setting
from designer.session.session import Session


def apply_override(session: Session, text: str) -> None:
    """Apply one `PATH=VALUE`.

    PATH is a setting (`fit.epochs`, `compile.optimizer`, `compile.optimizer.learning_rate`) or a
    parameter of a node (`conv_1.filters`). VALUE is JSON; what is none is taken as a text.

    Raises:
        CommandFailed: if there is no such thing, or the value is not possible.
    """
    path, equals, value_text = text.partition("=")
    if not equals or "." not in path:
        raise CommandFailed(
            f"--set expects PATH=VALUE such as fit.epochs=5 or conv_1.filters=64, found {text!r}."
        )
    value = _value(value_text)
    head, _, rest = path.partition(".")
    try:
        if head in ("data", "compile", "fit"):
            _set_setting(session, head, rest, value)
        else:
            _set_node(session, head, rest, value)
    except CommandRefused as error:
        raise CommandFailed(f"--set {path}: {error}") from error


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _set_setting(session: Session, section: str, rest: str, value: Any) -> None:
    field, _, inner = rest.partition(".")
    current = getattr(getattr(session.document.project, section), field, None)
    if inner:
        name = current["class_name"] if isinstance(current, dict) else current
        config = dict(current.get("config", {})) if isinstance(current, dict) else {}
        value = {"class_name": name, "config": {**config, inner: value}}
    elif _is_of_another_kind(current, value):
        raise CommandFailed(
            f"--set {section}.{field}: expected something like {current!r}, found {value!r}."
        )
    elif isinstance(current, float):
        value = float(value)
    set_setting(session.document, f"{section}.{field}", value)


def _is_of_another_kind(current: Any, value: Any) -> bool:
    if current is None or isinstance(current, str | dict | tuple):
        return False
    if isinstance(current, bool) or isinstance(value, bool):
        return not (isinstance(current, bool) and isinstance(value, bool))
    wanted = (int, float) if isinstance(current, float) else int
    return not isinstance(value, wanted)


def _set_node(session: Session, name: str, param_name: str, value: Any) -> None:
    node = session.document.graph.by_name.get(name)
    if node is None:
        raise CommandFailed(f"--set: there is no layer called {name!r} in this project.")
    spec = session.catalog.layer(node.kind)
    param = spec.param(param_name) if spec else None
    if param is None:
        raise CommandFailed(f"--set: {node.kind} has no argument {param_name!r}.")
    if why := check_value(param, value, session.catalog):
        raise CommandFailed(f"--set {name}.{param_name}: {why}")
    set_param(session.document, [node.id], param_name, value)
