"""The verb for everything that is set outside the graph."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from designer.document.commands.refused import CommandRefused
from designer.document.document import Document


def set_setting(document: Document, path: str, value: Any) -> None:
    """Set `name`, `notes`, `module`, `packages`, or one field such as `fit.epochs`.

    Raises:
        CommandRefused: if there is no such setting.
    """
    section, _, name = path.partition(".")
    with document.edit(f"Set {(name or section).replace('_', ' ')}") as edit:
        current = getattr(edit.project, section, None)
        if not name and section in ("name", "notes", "module", "packages"):
            edit.set(section, value)
        elif is_dataclass(current) and name in {entry.name for entry in fields(current)}:
            edit.set(section, replace(current, **{name: value}))  # type: ignore[type-var]
        else:
            raise CommandRefused(f"There is no setting {path}.")
