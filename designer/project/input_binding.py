"""What feeds one Input."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import prod

from designer.catalog.specs import Json
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Node, NodeId
from designer.project.data_fields import Field, Role

Shape = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class InputBinding:
    """The fields of one Input.

    Attributes:
        node: its id.
        name: its name, under which Keras is fed.
        fields: one, or several that are put side by side.
        encoding: `none` or `one_hot` (of every class among the fields).
        shape: of one row, as it is fed.
        dtype: of the values, as they are fed; `string` for text.
    """

    node: NodeId
    name: str
    fields: tuple[str, ...]
    encoding: str
    shape: tuple[int, ...]
    dtype: str


def bind_input(
    node: Node, fields: Mapping[str, Field], taken: Container[str]
) -> InputBinding | Problem:
    """Return what feeds *node*, or why nothing can.

    Args:
        node: an `Input`.
        fields: all fields of the data.
        taken: fields that are targets alone; they feed no Input by themselves.
    """
    shape = _shape(node)
    if isinstance(shape, Problem):
        return shape
    dtype = str(node.params.get("dtype") or "float32")
    columns = chosen_columns(node)
    unknown = unknown_column(node, columns, fields)
    if unknown is not None:
        return unknown
    free = {name: field for name, field in fields.items() if name not in taken}
    chosen = columns or _find(node, free, shape, dtype)
    if not chosen:
        return _unbound(node, free, shape)
    return _fit(node, [fields[name] for name in chosen], shape, dtype)


def chosen_columns(node: Node) -> tuple[str, ...]:
    """Return the fields that the user chose for *node*."""
    columns = node.params.get("columns") or []
    return tuple(str(name) for name in columns) if isinstance(columns, list) else ()


def unknown_column(
    node: Node, columns: Sequence[str], fields: Mapping[str, Field]
) -> Problem | None:
    """Return a problem where one of the chosen columns does not exist."""
    name = next((name for name in columns if name not in fields), None)
    if name is None:
        return None
    near = get_close_matches(name, fields, 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    remedies: tuple[Remedy, ...] = ()
    if near:
        value: list[Json] = [near[0] if column == name else column for column in columns]
        arguments: dict[str, Json] = {"node": node.id, "name": "columns", "value": value}
        remedies = (Remedy("set_param", f"Use {near[0]}", arguments),)
    return Problem(
        "unknown-column",
        Severity.ERROR,
        f"There is no column {name!r}",
        f"{node.name}: expected one of {listed(fields)}; found {name!r}.{hint}",
        node.id,
        "columns",
        remedies,
    )


def listed(names: Mapping[str, Field]) -> str:
    """Return the names for a sentence, the first twelve of them."""
    shown = ", ".join(list(names)[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "no columns"


def _shape(node: Node) -> Shape | Problem:
    shape = node.params.get("shape")
    if isinstance(shape, list) and all(side is None or type(side) is int for side in shape):
        return tuple(side if type(side) is int else None for side in shape)
    return Problem(
        "input-shape",
        Severity.ERROR,
        "The Input has no shape",
        f"{node.name}: expected a shape such as [28, 28, 1], found {shape!r}. Set it.",
        node.id,
        "shape",
    )


def _find(node: Node, free: Mapping[str, Field], shape: Shape, dtype: str) -> tuple[str, ...]:
    """Return the fields that feed *node* by themselves: by name, by shape, by number."""
    if node.name in free:
        return (node.name,)
    if dtype == "string":
        words = [name for name, field in free.items() if not field.numeric]
        texts = [name for name in words if free[name].role is Role.TEXT]
        alone = texts if len(texts) == 1 else words
        return tuple(alone) if len(alone) in (1, prod(side or 1 for side in shape)) else ()
    numbers = {name: field for name, field in free.items() if field.role is not Role.TEXT}
    same = [name for name, field in numbers.items() if field.shape and _equal(field.shape, shape)]
    if same:
        return _one_of(same, numbers)
    scalars = {name: field for name, field in numbers.items() if not field.shape}
    if None not in shape and scalars and len(shape) <= 1:
        count = prod(side or 1 for side in shape)
        one_hot = sum(_width(field, "one_hot") for field in scalars.values())
        if count in (len(scalars), one_hot, _mixed_width(scalars)):
            return tuple(scalars)
    sized = [
        name
        for name, field in numbers.items()
        if field.shape and None not in shape and field.size == prod(side or 1 for side in shape)
    ]
    return _one_of(sized, numbers)


def _one_of(names: Sequence[str], fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the one that fits; among several the one that is pictures, else none."""
    pictures = [name for name in names if fields[name].role is Role.IMAGE]
    chosen = pictures if len(names) > 1 else names
    return (chosen[0],) if len(chosen) == 1 else ()


def _equal(found: tuple[int, ...], wanted: Shape) -> bool:
    return len(found) == len(wanted) and all(
        side is None or side == length for length, side in zip(found, wanted, strict=True)
    )


def _width(field: Field, encoding: str) -> int:
    if encoding == "none" or field.role is not Role.CLASS:
        return field.size
    return len(field.classes)


def _mixed_width(fields: Mapping[str, Field]) -> int:
    """Return the width where words become one-hot and numbers stay numbers."""
    return sum(1 if field.numeric else len(field.classes) for field in fields.values())


def _fit(node: Node, chosen: list[Field], shape: Shape, dtype: str) -> InputBinding | Problem:
    """Return the binding of these fields where they fit *shape* and *dtype*."""
    wrong = _wrong_kind(node, chosen, dtype)
    if wrong is not None:
        return wrong
    given = str(node.params.get("encoding") or "auto")
    names = tuple(field.name for field in chosen)
    encodings = _encodings(chosen, given, dtype)
    for encoding in encodings:
        row = _row_shape(chosen, encoding)
        if _equal(row, shape):
            return InputBinding(node.id, node.name, names, encoding, row, dtype)
        if None not in shape and prod(row) == prod(side or 1 for side in shape):
            fed = tuple(side or 1 for side in shape)
            return InputBinding(node.id, node.name, names, encoding, fed, dtype)
    return _other_shape(node, names, _row_shape(chosen, encodings[0]), shape)


def _encodings(chosen: list[Field], given: str, dtype: str) -> tuple[str, ...]:
    """Return the encodings to try, the likeliest first."""
    classes = [field for field in chosen if field.role is Role.CLASS]
    if given in ("none", "one_hot"):
        return (given,)
    if not classes or dtype == "string":
        return ("none",)
    if all(field.numeric for field in classes):
        return ("none", "one_hot")
    words = ("words", "one_hot") if len(chosen) > 1 else ("one_hot",)
    return (*words, "none") if dtype.startswith(("int", "uint")) else words


def _row_shape(chosen: list[Field], encoding: str) -> tuple[int, ...]:
    if len(chosen) == 1 and (encoding == "none" or chosen[0].role is not Role.CLASS):
        return chosen[0].shape or (1,)
    if encoding == "words":
        return (_mixed_width({field.name: field for field in chosen}),)
    return (sum(_width(field, encoding) for field in chosen),)


def _wrong_kind(node: Node, chosen: list[Field], dtype: str) -> Problem | None:
    for field in chosen:
        if dtype == "string" and field.numeric:
            return Problem(
                "number-into-text",
                Severity.ERROR,
                f"{field.name!r} is numbers, not text",
                f"{node.name}: expected text, because its dtype is string; found numbers in "
                f"{field.name!r}. Set the dtype to float32, or choose a column of text.",
                node.id,
                "columns",
                (_set_dtype(node, "float32"),),
            )
        if dtype != "string" and field.role is Role.TEXT:
            return _text_into_number(node, field)
        if len(chosen) > 1 and len(field.shape) > 1:
            return Problem(
                "column-shape",
                Severity.ERROR,
                f"{field.name!r} cannot be put beside other columns",
                f"{node.name}: expected single numbers in each of several columns, found rows of "
                f"shape {list(field.shape)} in {field.name!r}. Give it an Input of its own.",
                node.id,
                "columns",
            )
    return None


def _text_into_number(node: Node, field: Field) -> Problem:
    if field.note:
        text = f"column {field.name!r}, {field.note}. Correct the file, or leave the cell empty."
    else:
        text = (
            f"expected numbers, found text in {field.name!r}. Set the dtype to string and add a "
            "TextVectorization or StringLookup layer, or choose other columns."
        )
    remedies = () if field.note else (_set_dtype(node, "string"),)
    return Problem(
        "text-into-number",
        Severity.ERROR,
        f"{field.name!r} holds text",
        f"{node.name}: {text}",
        node.id,
        "columns",
        remedies,
    )


def _set_dtype(node: Node, dtype: str) -> Remedy:
    arguments: dict[str, Json] = {"node": node.id, "name": "dtype", "value": dtype}
    return Remedy("set_param", f"Set the dtype to {dtype}", arguments)


def _other_shape(
    node: Node, names: tuple[str, ...], found: tuple[int, ...], shape: Shape
) -> Problem:
    shown = names[0] if len(names) == 1 else f"{len(names)} columns"
    arguments: dict[str, Json] = {"node": node.id, "name": "shape", "value": list(found)}
    return Problem(
        "input-shape-data",
        Severity.ERROR,
        f"The data has shape {list(found)}",
        f"{node.name}: expected rows of shape {list(shape)}, found {list(found)} in {shown}. Set "
        f"the shape to {list(found)}, or choose other columns.",
        node.id,
        "shape",
        (Remedy("set_param", f"Set the shape to {list(found)}", arguments),),
    )


def _unbound(node: Node, free: Mapping[str, Field], shape: Shape) -> Problem:
    shown = ", ".join(f"{name} {list(field.shape)}" for name, field in list(free.items())[:8])
    more = f" and {len(free) - 8} more" if len(free) > 8 else ""
    return Problem(
        "input-unbound",
        Severity.ERROR,
        "No column fits this Input",
        f"{node.name}: expected data of shape {list(shape)}, found {shown or 'none'}{more}. Choose "
        "the columns of this Input, or set its shape.",
        node.id,
        "columns",
        _shape_remedies(node, free),
    )


def _shape_remedies(node: Node, free: Mapping[str, Field]) -> tuple[Remedy, ...]:
    shapes: dict[tuple[int, ...], None] = {}
    for field in free.values():
        if field.shape and field.numeric:
            shapes[field.shape] = None
    scalars = {name: field for name, field in free.items() if not field.shape and field.numeric}
    if scalars and not shapes:
        shapes[(len(scalars),)] = None
    return tuple(
        Remedy(
            "set_param",
            f"Set the shape to {list(shape)}",
            {"node": node.id, "name": "shape", "value": list(shape)},
        )
        for shape in list(shapes)[:3]
    )
