"""Which kinds fit the wire in hand, the likely ones first."""

from dataclasses import dataclass

from designer.catalog.catalog import Catalog
from designer.catalog.search import search
from designer.catalog.specs import LayerSpec


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new node has to fit.

    Attributes:
        output: it is to take what an output gives (else to give what an input takes);
            None: any kind will do.
        rank: number of axes of the tensor, batch axis included; None where not known.
    """

    output: bool | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind that is offered; `doubtful` where the tensor has another rank than it takes."""

    spec: LayerSpec
    doubtful: bool = False


def offers(catalog: Catalog, text: str, wanted: Wanted) -> tuple[Offer, ...]:
    """Return the kinds that *text* finds and that can take the wire, doubtful ones last."""
    found = search(text, catalog, lambda spec: _has_port(spec, wanted))
    made = [Offer(spec, _doubtful(spec, wanted)) for spec in found]
    return tuple(sorted(made, key=lambda offer: offer.doubtful))


def _has_port(spec: LayerSpec, wanted: Wanted) -> bool:
    if wanted.output is None:
        return True
    return bool(spec.inputs if wanted.output else spec.outputs)


def _doubtful(spec: LayerSpec, wanted: Wanted) -> bool:
    if wanted.output is False or wanted.rank is None or not spec.input_ranks:
        return False
    return wanted.rank not in spec.input_ranks
