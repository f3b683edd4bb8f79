"""What the selected nodes have in common: which parameters can be edited, with which values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from designer.catalog.catalog import Catalog
from designer.catalog.shared_params import shared_params
from designer.catalog.specs import LayerSpec, Param
from designer.document.commands.nodes import UNSET
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Node
from designer.ui.forms.param_form import MIXED


@dataclass(frozen=True)
class Selected:
    """The selected nodes, with the descriptions of their kinds.

    Attributes:
        nodes: as they stand, in reading order.
        owners: those that own the layers of `nodes`; parameters stand there.
        params: the parameters that all of them have.
    """

    nodes: tuple[Node, ...]
    owners: tuple[Node, ...]
    specs: tuple[LayerSpec, ...]
    params: tuple[Param, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What decides which form is shown: the kinds, once each, and their parameters."""
        kinds = sorted({node.kind for node in self.nodes})
        return (*kinds, str(len(self.nodes) > 1), *(param.name for param in self.params))

    def values(self) -> dict[str, Any]:
        """Return the value of each parameter; `MIXED` where they differ, none where unset."""
        found: dict[str, Any] = {}
        for param in self.params:
            given = [owner.params.get(param.name, UNSET) for owner in self.owners]
            meant = [self._meant(place, param) for place in range(len(self.owners))]
            if any(value != meant[0] for value in meant[1:]):
                found[param.name] = MIXED
            elif any(value is not UNSET for value in given):
                found[param.name] = meant[0]
        return found

    def _meant(self, place: int, param: Param) -> Any:
        """Return what a parameter is in one of the nodes: what was set, else its kind's default."""
        given = self.owners[place].params.get(param.name, UNSET)
        if given is not UNSET:
            return given
        own = self.specs[place].param(param.name) if place < len(self.specs) else None
        return own.default if own is not None else param.default


def selected(
    graph: Graph, catalog: Catalog, ids: Iterable[str], *, in_block: bool = False
) -> Selected:
    """Return what is selected; nodes of unknown kinds have no parameters.

    Args:
        in_block: an Input or an Output is a port of a block: nothing but its place can be set.
    """
    nodes = tuple(graph.nodes[id] for id in ids if id in graph.nodes)
    owners = tuple(graph.owner(node) for node in nodes)
    specs = tuple(s for owner in owners if (s := catalog.layer(owner.kind)) is not None)
    params = shared_params(specs) if len(specs) == len(nodes) else ()
    if in_block and any(node.kind in (INPUT, OUTPUT) for node in nodes):
        params = tuple(param for param in params if param.name == "index")
    return Selected(nodes, owners, specs, params)
