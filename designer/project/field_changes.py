"""What differs between two values of the same field, down to the place inside that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from designer.catalog.specs import Json


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with another value.

    Attributes:
        field: its path, as `--set` takes it: `filters`, `optimizer.learning_rate`.
        before: the value; meaningless where `was_set` is False.
        was_set: whether the field was there before; one that is not has its default.
        is_set: whether it is there after.
    """

    field: str
    before: Json = None
    after: Json = None
    was_set: bool = True
    is_set: bool = True

    def to_json(self) -> dict[str, Json]:
        """Return this as plain data; a side where the field is not set is left out."""
        result: dict[str, Json] = {"field": self.field}
        if self.was_set:
            result["before"] = self.before
        if self.is_set:
            result["after"] = self.after
        return result


def mapping_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], path: str = ""
) -> Iterator[FieldChange]:
    """Yield what differs between two mappings, by name."""
    for name in sorted({*before, *after}):
        field = f"{path}.{name}" if path else name
        if name not in before:
            yield FieldChange(field, after=plain_value(after[name]), was_set=False)
        elif name not in after:
            yield FieldChange(field, plain_value(before[name]), is_set=False)
        else:
            yield from value_changes(before[name], after[name], field)


def value_changes(before: Any, after: Any, path: str) -> Iterator[FieldChange]:
    """Yield what differs between two values; nothing where they are equal.

    Objects of one class and option mappings are compared inside, everything else as a whole.
    """
    before, after = plain_value(before), plain_value(after)
    if before == after and type(before) is type(after):
        return
    first, second = _object(before), _object(after)
    if first is not None and second is not None:
        if first[0] == second[0]:
            yield from mapping_changes(first[1], second[1], path)
            return
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from mapping_changes(before, after, path)
        return
    if not (_is_number(before) and _is_number(after) and before == after):
        yield FieldChange(path, before, after)


def plain_value(value: Any) -> Any:
    """Return *value* with lists for tuples and plain text for words."""
    if isinstance(value, Mapping):
        return {str(name): plain_value(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _object(value: Any) -> tuple[str, Mapping[str, Any]] | None:
    """Return class and arguments of an object, also of a bare name; None for anything else."""
    if isinstance(value, dict) and isinstance(value.get("class_name"), str):
        config = value.get("config")
        return (value["class_name"], config if isinstance(config, dict) else {})
    return (value, {}) if isinstance(value, str) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
