"""Models of `keras.applications` as code: the call that makes one, and what is set on it."""

from collections.abc import Iterator, Mapping
from typing import Final

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, LayerSpec, Role
from designer.codegen.comments import comment
from designer.codegen.expressions import INDENT, Expression, arguments, call, flat, quoted
from designer.codegen.values import constructor_items
from designer.graph.records import Node

_SHAPE: Final = "input_shape"
_WEIGHTS: Final = "weights"
_IMAGENET: Final = "imagenet"


def is_application(spec: LayerSpec | None) -> bool:
    """Tell whether *spec* is a model of `keras.applications`."""
    return spec is not None and spec.role is Role.APPLICATION


def application_maker(
    node: Node, spec: LayerSpec, tensor: str, catalog: Catalog, name: Expression | None = None
) -> Expression:
    """Return the call that makes the model of *node* for the pictures in *tensor*.

    Args:
        node: of the application.
        spec: of its kind.
        tensor: the variable of the pictures.
        catalog: what Keras offers.
        name: the model's, as code; the node's own where it is None.

    Raises:
        CannotWrite: if a value has no place in a script.
    """
    params = dict(node.params)
    if params.get(_WEIGHTS, _IMAGENET) != _IMAGENET:
        params[_WEIGHTS] = None  # weights of a file come with those of the whole model
    items = constructor_items(params, spec, catalog)
    named: dict[str, Expression] = {}
    if params.get(_SHAPE) is None:
        named[_SHAPE] = f"{tensor}.shape[1:]"
    if not spec.facts.get("own_name"):
        named["name"] = name or quoted(node.name)
    return call(spec.module + "." + spec.kind.rpartition(".")[2], *items, *arguments((), named))


def application_settings(
    node: Node,
    spec: LayerSpec,
    variable: str,
    indent: str = INDENT,
    name: Expression | None = None,
) -> Iterator[str]:
    """Yield the lines that set what the call cannot be given."""
    if spec.facts.get("own_name"):
        yield f"{indent}{variable}.name = {flat(name or quoted(node.name))}"
    if not node.trainable:
        yield f"{indent}{variable}.trainable = False"


def pixels_note(params: Mapping[str, Json], spec: LayerSpec, indent: str = INDENT) -> Iterator[str]:
    """Yield what to know of the pixels, where the weights were learned on prepared ones."""
    if spec.facts.get("preprocessing") == "included" or params.get(_WEIGHTS, _IMAGENET) is None:
        return
    prepared = comment(str(spec.facts.get("preprocess_input", "")))
    yield f"{indent}# It expects pixels as {prepared} makes them."
