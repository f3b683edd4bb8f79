"""What is known of operations: from Keras's class back to the kind, and how its call is made.

`facts` of an operation tell how the function hands its arguments on: `operation` is the class,
`constructor` and `call` lead from the class's arguments to those of the function, `star` names
the one that the call takes as `*args`, `keywords` the one that it takes as `**kwargs`, and
`order` has all arguments of the function in their order.
"""

from collections.abc import Mapping
from functools import lru_cache

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, LayerSpec, Port, Role

GET_ITEM = "ops.get_item"
_MESHGRID = "ops.meshgrid"


def is_operation(spec: LayerSpec | None) -> bool:
    """Tell whether *spec* is a function of `keras.ops`."""
    return spec is not None and spec.role is Role.OPERATION


def operation_by_class(catalog: Catalog, module: str, class_name: str) -> LayerSpec | None:
    """Return the kind behind a class of Keras, as configs name it; None where there is none.

    Args:
        catalog: where to look.
        module: such as `keras.src.ops.numpy`.
        class_name: such as `Add`.
    """
    return _by_class(catalog).get(f"{module}.{class_name}")


def call_arguments(spec: LayerSpec) -> Mapping[str, str]:
    """Return argument of the Operation's call -> port or parameter, in the order of the call."""
    return _names(spec.facts.get("call"))


def constructor_arguments(spec: LayerSpec) -> Mapping[str, str]:
    """Return argument of the Operation's constructor -> parameter."""
    return _names(spec.facts.get("constructor"))


def star_of(spec: LayerSpec) -> str:
    """Return the port whose tensors the call takes as `*args`; empty where there is none."""
    found = spec.facts.get("star")
    return found if isinstance(found, str) else ""


def keywords_of(spec: LayerSpec) -> str:
    """Return the parameter that the call takes as `**kwargs`; empty where there is none."""
    found = spec.facts.get("keywords")
    return found if isinstance(found, str) else ""


def argument_order(spec: LayerSpec) -> tuple[str, ...]:
    """Return the arguments of the function in their order, ports and parameters alike."""
    found = spec.facts.get("order")
    return tuple(str(name) for name in found) if isinstance(found, list) else ()


def result_ports(spec: LayerSpec, params: Mapping[str, Json], wires: int) -> tuple[Port, ...]:
    """Return the output ports that have a result.

    Args:
        spec: an operation.
        params: its settings.
        wires: how many wires there are into it; `meshgrid` gives as many results.
    """
    ports = spec.output_ports(params)
    return ports[:wires] if spec.kind == _MESHGRID else ports


def _names(value: Json) -> dict[str, str]:
    return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else {}


@lru_cache(maxsize=4)
def _by_class(catalog: Catalog) -> Mapping[str, LayerSpec]:
    specs = sorted(
        (spec for spec in catalog.layers.values() if spec.role is Role.OPERATION),
        key=lambda spec: (len(spec.kind), spec.kind),
        reverse=True,
    )
    return {str(spec.facts.get("operation")): spec for spec in specs}
