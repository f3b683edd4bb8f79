"""Installed packages with layers: those that the project uses."""

from collections.abc import Callable

from designer.document.document import Document
from designer.project.own_packages import package_objects
from designer.protocol.events import PackageDescribed
from designer.protocol.requests import DescribePackage
from designer.session.analysis import Analysis
from designer.session.engine import Engine
from designer.session.live_catalog import LiveCatalog


class Packages:
    """Adds the layers of installed packages to the project."""

    def __init__(
        self, document: Document, engine: Engine, catalog: LiveCatalog, analysis: Analysis
    ) -> None:
        self._document, self._engine = document, engine
        self._catalog, self._analysis = catalog, analysis
        self._seen = self._described()
        analysis.changed.connect(self._look)
        document.replaced.connect(self._note)

    @property
    def used(self) -> tuple[str, ...]:
        """The packages whose layers the project has."""
        return self._document.project.packages

    def add(
        self, name: str, on_done: Callable[[int], None], on_failed: Callable[[str], None]
    ) -> None:
        """Describe a package and add it to the project; `on_done` gets the number of layers.

        The engine imports it, which runs its code: the user chose it.
        """

        def described(event: PackageDescribed) -> None:
            if name not in self.used:
                with self._document.edit(f"Add layers from {name}") as edit:
                    edit.set("packages", (*self.used, name))
            self._note()
            self._catalog.refresh()
            on_done(event.layers)

        request = DescribePackage(self._engine.new_id(), name)
        self._engine.ask(request, described, lambda failure: on_failed(failure.message))

    def remove(self, name: str) -> None:
        """Take a package out of the project; its layers on the canvas stay, and are unknown."""
        with self._document.edit(f"Remove layers from {name}") as edit:
            edit.set("packages", tuple(used for used in self.used if used != name))

    def _described(self) -> frozenset[str]:
        return frozenset(name for name in self.used if package_objects(name))

    def _note(self) -> None:
        self._seen = self._described()

    def _look(self) -> None:
        """Take packages into the catalogue that an engine has described meanwhile."""
        if self.used and (now := self._described()) != self._seen:
            self._seen = now
            self._catalog.refresh()
            self._analysis.check_anew()
