"""What a new node of a kind starts with."""

from designer.catalog.specs import Json, LayerSpec


def initial_params(spec: LayerSpec) -> dict[str, Json]:
    """Return what a new node of a kind starts with."""
    start = spec.facts.get("start")
    initial: dict[str, Json] = dict(start) if isinstance(start, dict) else {}
    return initial | {p.name: p.initial for p in spec.params if p.initial is not None}
