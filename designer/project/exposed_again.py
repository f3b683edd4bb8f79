"""What a block exposes of its bypassed layers, put back after it was edited without them."""

from collections.abc import Iterable
from dataclasses import replace

from designer.graph.blocks import Block, Exposed
from designer.graph.bypass import is_bypassed


def exposed_again(params: Iterable[Exposed], drawn: Block) -> tuple[Exposed, ...]:
    """Return *params* with what *drawn* exposes of its bypassed layers.

    A parameter that exposed others too, and was taken away, stays so.

    Args:
        params: of the block as it was edited.
        drawn: the block before, with its bypassed layers.
    """
    hidden = {id for id, node in drawn.graph.nodes.items() if is_bypassed(node)}
    found = {param.name: param for param in params}
    for old in drawn.params:
        targets = tuple(target for target in old.targets if target[0] in hidden)
        known = found.get(old.name)
        if known is not None and targets:
            found[old.name] = replace(known, targets=(*known.targets, *targets))
        elif known is None and targets == old.targets:
            found[old.name] = old
    places = {param.name: place for place, param in enumerate(drawn.params)}
    return tuple(sorted(found.values(), key=lambda param: places.get(param.name, len(places))))
