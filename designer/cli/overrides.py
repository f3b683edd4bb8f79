"""`--set PATH=VALUE`: change a project for one run, without writing its file."""

import json
from typing import Any

from designer.catalog.values import check_value
from designer.cli.outcome import CommandFailed
from designer.document.commands.nodes import set_param
from designer.document.commands.refused import CommandRefused
from designer.document.commands.settings import set_setting
from designer.project.setting_problems import setting_param
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
        value = _with_inner(current, inner, value)
    if isinstance(current, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    param = setting_param(f"{section}.{field}")
    why = check_value(param, value, session.catalog) if param else _of_another_kind(current, value)
    if why:
        raise CommandFailed(f"--set {section}.{rest}: {why}")
    if isinstance(current, tuple):
        value = tuple(value)
    set_setting(session.document, f"{section}.{field}", value)


def _with_inner(current: Any, path: str, value: Any) -> dict[str, Any]:
    """Return the object or the options *current* with one more value inside."""
    if isinstance(current, dict) and "class_name" not in current:
        return {**current, path: value}
    name = current["class_name"] if isinstance(current, dict) else current
    config = dict(current.get("config", {})) if isinstance(current, dict) else {}
    return {"class_name": name, "config": {**config, path: value}}


def _of_another_kind(current: Any, value: Any) -> str | None:
    """Return what is wrong with the type of *value*; None where it is that of *current*."""
    if current is None or type(current) is type(value):
        return None
    if isinstance(current, str) and isinstance(value, str):
        return None
    return f"Expected something like {current!r}, found {value!r}."


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
