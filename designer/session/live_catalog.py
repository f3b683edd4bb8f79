"""The catalogue that follows the open project: its blocks and own classes come and go."""

from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Family, LayerSpec, ObjectSpec, Registry
from designer.document.change import Change
from designer.document.document import Document
from designer.graph.blocks import Block
from designer.project.definitions import Definition, essence
from designer.project.kinds import catalog_for
from designer.session.library import MINE, READY, Entry, Library
from designer.signal import Signal

_OWN = {"blocks", "module", "packages"}


class LiveCatalog(Catalog):
    """Asks the catalogue of the project as it stands, and the shelf of blocks beside it.

    A `Session` holds one as its `catalog`, so everybody who asks it follows the project.

    Attributes:
        changed: told when kinds may have come, gone or become others.
    """

    def __init__(self, base: Catalog, document: Document, shelf: Library | None = None) -> None:
        super().__init__((), {}, base.keras_version)
        self._shelf = shelf
        self._compared: dict[str, tuple[Block, bool]] = {}
        if shelf is not None:
            shelf.changed.connect(self._forget)
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
        """Return the description of *kind*, of a block on the shelf too; or None."""
        found = (self._known or self.now).layer(kind)
        if found is None and self._shelf is not None and kind.startswith((MINE, READY)):
            return self._shelf.spec(kind, self._base)
        return found

    def definition(self, kind: str) -> Definition | None:
        """Return the block on the shelf that stands behind *kind*, or None."""
        return self._shelf.definition(kind) if self._shelf is not None else None

    def placeable(self) -> tuple[LayerSpec, ...]:
        """Return the kinds that can stand as nodes, the blocks on the shelf last."""
        return (*self.now.placeable(), *self._on_shelf())

    def by_family(self) -> Mapping[Family, tuple[LayerSpec, ...]]:
        """Return the kinds that can stand as nodes under their families."""
        found = self.now.by_family()
        shelf = self._on_shelf()
        if not shelf:
            return found
        blocks = (*found.get(Family.BLOCK, ()), *shelf)
        merged = {**found, Family.BLOCK: blocks}
        return {family: merged[family] for family in Family if family in merged}

    def objects(self, registry: Registry) -> Mapping[str, ObjectSpec]:
        """Return class name -> description of everything in *registry*."""
        return self.now.objects(registry)

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of a class or of a short name, or None."""
        return self.now.find(registry, name)

    def _on_shelf(self) -> tuple[LayerSpec, ...]:
        """Return the blocks on the shelf but those ready-made ones that the project has as well."""
        if self._shelf is None:
            return ()
        blocks = self._document.project.blocks
        own = {block.name: block for block in blocks.values()}
        known = {
            entry.kind
            for entry in self._shelf.entries
            if entry.name in own and not entry.mine and self._is_same(entry, own[entry.name])
        }
        return tuple(spec for spec in self._shelf.specs(self._base) if spec.kind not in known)

    def _is_same(self, entry: Entry, block: Block) -> bool:
        compared = self._compared.get(entry.kind)
        if compared is None or compared[0] is not block:
            theirs = essence(entry.definition.block, entry.definition.blocks)
            same = essence(block, self._document.project.blocks) == theirs
            compared = self._compared[entry.kind] = (block, same)
        return compared[1]

    def refresh(self) -> None:
        """Look again: what an installed package offers has become known."""
        self._forget()

    def _on_changed(self, change: Change) -> None:
        inside = change.scope is not None and not change.only_drawing
        if inside or _OWN & change.settings.keys():
            self._forget()

    def _forget(self) -> None:
        self._known = None
        self.changed.emit()
