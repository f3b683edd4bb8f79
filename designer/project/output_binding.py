"""What one Output is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from designer.catalog.specs import Json
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Node, NodeId
from designer.project.data_fields import Field, Role
from designer.project.input_binding import chosen_columns, listed, unknown_column
from designer.project.losses import Target, loss_name, target_form

_USUAL = ("label", "target", "labels", "targets", "class", "y")


@dataclass(frozen=True, slots=True)
class OutputBinding:
    """The target of one Output.

    Attributes:
        node: its id.
        name: its name.
        fields: one, or several numbers put side by side.
        encoding: `integer` (class indices, int64), `one_hot`, `binary` (0 and 1) or `number`; the
            last three are float32.
        classes: their names in the order of their indices, where the target is a class.
        shape: of one row of the target.
        has_loss: without one there is no target.
        explicit: the user chose the columns.
    """

    node: NodeId
    name: str
    fields: tuple[str, ...]
    encoding: str
    classes: tuple[str, ...]
    shape: tuple[int, ...]
    has_loss: bool = True
    explicit: bool = False

    def with_shape(self, shape: tuple[int, ...]) -> "OutputBinding":
        """Return this binding with targets of another shape."""
        return replace(self, shape=shape)


def bind_output(
    node: Node, fields: Mapping[str, Field], several: bool
) -> OutputBinding | Problem | None:
    """Return the target of *node*, or why there is none; None where it needs none.

    Args:
        node: an `Output`.
        fields: all fields of the data.
        several: the model has other outputs too, so a target is found by its name alone.
    """
    columns = chosen_columns(node)
    has_loss = bool(loss_name(node.params.get("loss")))
    unknown = unknown_column(node, columns, fields)
    if unknown is not None:
        return unknown
    names = columns or _find(node, fields, several)
    if not names:
        return _no_target(node, fields) if has_loss else None
    bound = _encode(node, [fields[name] for name in names])
    if isinstance(bound, Problem):
        return bound if has_loss else None
    return replace(bound, has_loss=has_loss, explicit=bool(columns))


def _find(node: Node, fields: Mapping[str, Field], several: bool) -> tuple[str, ...]:
    if node.name in fields:
        return (node.name,)
    usual = [name for word in _USUAL for name in fields if name.lower() == word]
    if usual and not several:
        return (usual[0],)
    if several:
        return ()
    classes = [name for name, field in fields.items() if field.role is Role.CLASS]
    words = [name for name in classes if not fields[name].numeric]
    found = words if len(words) == 1 else classes
    return (found[0],) if len(found) == 1 else ()


def _no_target(node: Node, fields: Mapping[str, Field]) -> Problem:
    likely = [name for name, field in fields.items() if field.role is Role.CLASS]
    likely = list(dict.fromkeys([*list(fields)[-1:], *likely]))[:3]
    return Problem(
        "output-no-target",
        Severity.ERROR,
        "This Output has no target",
        f"{node.name}: expected a column to compare with, because it has a loss; found none that "
        f"is clearly meant among {listed(fields)}. Choose the column.",
        node.id,
        "columns",
        tuple(
            Remedy(
                "set_param",
                f"Compare with {name}",
                {"node": node.id, "name": "columns", "value": [name]},
            )
            for name in likely
        ),
    )


def _encode(node: Node, chosen: list[Field]) -> OutputBinding | Problem:
    given = str(node.params.get("encoding") or "auto")
    loss = node.params.get("loss")
    for field in chosen:
        if field.role is Role.TEXT:
            return _text_target(node, field)
    if len(chosen) > 1:
        return _stacked(node, chosen)
    field = chosen[0]
    if field.role is Role.CLASS:
        return _class_target(node, field, given, target_form(loss))
    return _number_target(node, field, given, target_form(loss), loss)


def _class_target(node: Node, field: Field, given: str, form: Target) -> OutputBinding:
    encoding = given
    if given == "none":
        encoding = "number"
    elif given == "auto":
        encoding = _class_encoding(field, form)
    shapes = {"integer": (), "one_hot": (len(field.classes),)}
    classes = () if encoding == "number" else field.classes
    shape = shapes.get(encoding, (1,))
    return OutputBinding(node.id, node.name, (field.name,), encoding, classes, shape)


def _class_encoding(field: Field, form: Target) -> str:
    two = len(field.classes) == 2
    match form:
        case Target.INDEX:
            return "integer"
        case Target.ONE_HOT:
            return "one_hot"
        case Target.BINARY:
            return "binary" if two else "one_hot"
        case Target.NUMBER if field.numeric and _are_numbers(field.classes):
            return "number"
        case Target.NUMBER:
            return "binary" if two else "one_hot"


def _are_numbers(classes: tuple[str, ...]) -> bool:
    try:
        [float(name) for name in classes]
    except ValueError:
        return False
    return True


def _number_target(
    node: Node, field: Field, given: str, form: Target, loss: Json
) -> OutputBinding | Problem:
    whole = field.dtype.startswith(("int", "uint"))
    wants_index = given == "integer" or (given == "auto" and form is Target.INDEX)
    if wants_index and loss_name(loss) and not whole:
        return _needs_classes(node, field, loss)
    one_hot = given == "one_hot" or (given == "auto" and form is Target.ONE_HOT)
    if one_hot and not field.shape:
        return _needs_classes(node, field, loss)
    if wants_index and whole:
        return OutputBinding(node.id, node.name, (field.name,), "integer", (), field.shape)
    return OutputBinding(node.id, node.name, (field.name,), "number", (), field.shape or (1,))


def _stacked(node: Node, chosen: list[Field]) -> OutputBinding | Problem:
    names = tuple(field.name for field in chosen)
    odd = next((field for field in chosen if field.shape or not field.numeric), None)
    if odd is None:
        return OutputBinding(node.id, node.name, names, "number", (), (len(names),))
    return Problem(
        "target-columns",
        Severity.ERROR,
        f"{odd.name!r} cannot be put beside other targets",
        f"{node.name}: expected single numbers in each of several columns, found "
        f"{'words' if not odd.numeric else f'rows of shape {list(odd.shape)}'} in {odd.name!r}. "
        "Give it an Output of its own.",
        node.id,
        "columns",
    )


def _text_target(node: Node, field: Field) -> Problem:
    found = field.note or "text that differs in nearly every row"
    return Problem(
        "target-text",
        Severity.ERROR,
        f"{field.name!r} holds text",
        f"{node.name}: expected classes or numbers in {field.name!r}, found {found}. Correct the "
        'file, choose another column, or set its type to "class" in the data settings.',
        node.id,
        "columns",
    )


def _needs_classes(node: Node, field: Field, loss: Json) -> Problem:
    arguments: dict[str, Json] = {"node": node.id, "name": "loss", "value": "mse"}
    return Problem(
        "loss-needs-classes",
        Severity.ERROR,
        "The loss needs classes, the target is numbers",
        f"{node.name}: {loss_name(loss)} expects classes, found numbers in {field.name!r}. Choose "
        "a column of classes, or a loss for numbers such as mse.",
        node.id,
        "loss",
        (Remedy("set_param", "Use mean squared error", arguments),),
    )
