"""A source that was opened: the models in it, and where their weights are."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from designer.engine.importing.records import ModelRecord
from designer.engine.importing.stores import Store

OpenStore = Callable[[], AbstractContextManager[Store | None]]


@contextmanager
def no_store() -> Iterator[Store | None]:
    """Give nothing: the source holds no weights."""
    yield None


@dataclass(frozen=True, slots=True)
class Opened:
    """One model of a source.

    Attributes:
        model: as it was saved.
        weights: opens what holds its weights; nothing where there are none.
        vocabularies: words of lookup layers by the layer's place in the file.
        notes: what is to be said of the file as a whole.
    """

    model: ModelRecord
    weights: OpenStore = no_store
    vocabularies: dict[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
