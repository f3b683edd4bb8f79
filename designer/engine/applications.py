"""Makes the models of `keras.applications`, for the pictures that are wired to them.

They are always made with weights of chance: those that a node wants are given to the finished
model (`designer.engine.weights`), so that nothing is fetched while somebody draws.
"""

from collections.abc import Mapping
from typing import Any

from designer.catalog.specs import Json, LayerSpec, Role
from designer.engine.construct import CannotMake, Catalog, class_of, constructor_arguments
from designer.engine.tensors import Shape, TensorSpec

SHAPE = "input_shape"
WEIGHTS = "weights"


def is_application(spec: LayerSpec | None) -> bool:
    """Tell whether *spec* is a model of `keras.applications`."""
    return spec is not None and spec.role is Role.APPLICATION


def has_own_name(spec: LayerSpec) -> bool:
    """Tell whether the function must not be given a name, only the model that it returns.

    WORKAROUND: Keras 3.15 looks up the blocks of EfficientNetV2 by the name that it is given.
    """
    return bool(spec.facts.get("own_name"))


def make_application(
    spec: LayerSpec,
    params: Mapping[str, Json],
    catalog: Catalog,
    shape: Shape,
    name: str | None = None,
    trainable: bool = True,
) -> Any:
    """Return the model of an application, with the weights of its initializers.

    Args:
        spec: of the kind `applications.*`.
        params: what the node sets.
        catalog: what Keras offers.
        shape: of the pictures that it is called with, batch axis included; a shape among
            *params* comes first.

    Raises:
        CannotMake: if the pictures are none, or a value cannot be used.
        Exception: whatever Keras raises for values that it refuses.
    """
    arguments = application_arguments(spec, params, catalog, shape)
    if name is not None and not has_own_name(spec):
        arguments["name"] = name
    model = class_of(spec)(**arguments)
    if name is not None:
        model.name = name
    if not trainable:
        model.trainable = False
    return model


def application_arguments(
    spec: LayerSpec, params: Mapping[str, Json], catalog: Catalog, shape: Shape
) -> dict[str, Any]:
    """Return what the function of `keras.applications` gets, without a name.

    Raises:
        CannotMake: if the pictures are none, or a value cannot be used.
    """
    arguments = constructor_arguments(spec, params, catalog) | {WEIGHTS: None}
    if arguments.get(SHAPE) is None:
        arguments[SHAPE] = tuple(shape[1:])
    _check(spec, params, tuple(arguments[SHAPE]))
    return arguments


def bytes_inside(model: Any) -> int | None:
    """Return the bytes that one sample takes in the layers of a model, besides its outputs.

    Returns:
        0 for a layer that is no model; None where an axis is not known.
    """
    calls = [node for depth in getattr(model, "_nodes_by_depth", {}).values() for node in depth]
    ends = {id(tensor) for tensor in getattr(model, "outputs", ())}
    made = [t for node in calls if not node.is_input for t in node.output_tensors]
    sizes = [TensorSpec.of(tensor).bytes for tensor in made if id(tensor) not in ends]
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None


def _check(spec: LayerSpec, params: Mapping[str, Json], shape: Shape) -> None:
    """Refuse early, in our words, what Keras refuses late or in others."""
    name = spec.kind.rpartition(".")[2]
    if len(shape) != 3:
        raise CannotMake(
            f"{name} expects pictures (height, width, channels), found rows of the shape {shape}. "
            "Wire pictures to it.",
            SHAPE,
        )
    least = spec.facts.get("minimum")
    if isinstance(least, int) and any(size is not None and size < least for size in shape[:2]):
        raise CannotMake(
            f"{name} expects pictures of at least {least} by {least}, found {shape[0]} by "
            f"{shape[1]}. Put a Resizing layer before it.",
            SHAPE,
        )
    if params.get(WEIGHTS, "imagenet") != "imagenet":
        return
    has_top = params.get("include_top", True) is not False
    if shape[2] not in (3, None):
        raise CannotMake(
            f"The weights of ImageNet are for pictures with 3 channels, found {shape[2]}. "
            "Concatenate the channel three times, or choose no weights.",
            WEIGHTS,
        )
    if has_top and params.get("classes", 1000) != 1000:
        raise CannotMake(
            "The weights of ImageNet come with 1,000 classes. Turn include_top off and put a "
            "Dense layer of your own behind it, or choose no weights.",
            "classes",
        )
