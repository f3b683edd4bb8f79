"""The catalogue that follows the open project: its blocks and own classes come and go."""

from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Family, LayerSpec, ObjectSpec, Registry
from designer.document.change import Change
from designer.document.document import Document
from designer.project.kinds import catalog_for
from designer.signal import Signal

_OWN = {"blocks", "module", "packages"}


class LiveCatalog(Catalog):
    """Asks the catalogue of the project as it stands.

    A `Session` holds one as its `catalog`, so everybody who asks it follows the project.

    Attributes:
        changed: told when kinds may have come, gone or become others.
    """

    def __init__(self, base: Catalog, document: Document) -> None:
        super().__init__((), {}, base.keras_version)
        self.changed: Signal[()] = Signal()
        self._base, self._document = base, document
        self._known: Catalog | None = None
        document.changed.connect(self._on_changed)
        document.replaced.connect(self._forget)
        self.layers = base.layers

    @property
    def now(self) -> Catalog:
        """The catalogue as it stands; it does not change any more."""
        if self._known is None:
            self._known = catalog_for(self._document.project, self._base)
            self.layers = self._known.layers
        return self._known

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of *kind*, or None."""
        return self.now.layer(kind)

    def placeable(self) -> tuple[LayerSpec, ...]:
        """Return the kinds that can stand as nodes."""
        return self.now.placeable()

    def by_family(self) -> Mapping[Family, tuple[LayerSpec, ...]]:
        """Return the kinds that can stand as nodes under their families."""
        return self.now.by_family()

    def objects(self, registry: Registry) -> Mapping[str, ObjectSpec]:
        """Return class name -> description of everything in *registry*."""
        return self.now.objects(registry)

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of a class or of a short name, or None."""
        return self.now.find(registry, name)

    def _on_changed(self, change: Change) -> None:
        inside = change.scope is not None and not change.only_moves
        if inside or _OWN & change.settings.keys():
            self._forget()

    def _forget(self) -> None:
        self._known = None
        self.changed.emit()
