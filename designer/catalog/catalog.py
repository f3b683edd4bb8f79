"""The catalogue: every description by name, read once from `resources/catalog/`."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from designer.catalog.reading import read_specs, to_record
from designer.catalog.specs import Family, Json, LayerSpec, ObjectSpec, Registry


class Catalog:
    """Every layer, loss, optimizer ... of one version of Keras; never changes.

    Attributes:
        keras_version: the version that is described.
        layers: kind -> description, `Input` and `Output` included.
    """

    def __init__(
        self,
        layers: Iterable[LayerSpec],
        objects: Mapping[Registry, Iterable[ObjectSpec]],
        keras_version: str = "",
    ) -> None:
        self.keras_version = keras_version
        self.layers: Mapping[str, LayerSpec] = MappingProxyType({s.kind: s for s in layers})
        self._objects: dict[Registry, Mapping[str, ObjectSpec]] = {
            registry: MappingProxyType({spec.kind: spec for spec in specs})
            for registry, specs in objects.items()
        }
        self._objects[Registry.LAYER] = self.layers

    def layer(self, kind: str) -> LayerSpec | None:
        """Return the description of *kind*, also by an alias such as `Convolution2D`."""
        return self.layers.get(kind) or self._layer_aliases.get(kind)

    def placeable(self) -> tuple[LayerSpec, ...]:
        """Return the kinds that can stand as nodes, by family, the most used first."""
        return self._placeable

    def by_family(self) -> Mapping[Family, tuple[LayerSpec, ...]]:
        """Return the kinds that can stand as nodes under their families."""
        return {
            family: found
            for family in Family
            if (found := tuple(spec for spec in self._placeable if spec.family is family))
        }

    def objects(self, registry: Registry) -> Mapping[str, ObjectSpec]:
        """Return class name -> description of everything in *registry*."""
        return self._objects.get(registry, {})

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        """Return the description of a class or of a short name ("mse", "relu"), or None."""
        return self.objects(registry).get(name) or self._short_names.get((registry, name))

    @cached_property
    def _layer_aliases(self) -> Mapping[str, LayerSpec]:
        return {name: spec for spec in self.layers.values() for name in spec.names}

    @cached_property
    def _short_names(self) -> Mapping[tuple[Registry, str], ObjectSpec]:
        return {
            (registry, name): spec
            for registry, specs in self._objects.items()
            for spec in specs.values()
            for name in spec.names
        }

    @cached_property
    def _placeable(self) -> tuple[LayerSpec, ...]:
        order = {family: place for place, family in enumerate(Family)}
        return tuple(
            sorted(
                (spec for spec in self.layers.values() if spec.placeable),
                key=lambda spec: (order[spec.family], -spec.popularity, spec.kind),
            )
        )


@cache
def load_catalog(folder: Path | None = None) -> Catalog:
    """Return the catalogue in *folder*, which is `resources/catalog` unless said.

    Raises:
        FileNotFoundError: if the installation lacks its resources.
    """
    layers, objects, version = read_specs(folder)
    return Catalog(layers, objects, version)


def catalog_to_json(catalog: Catalog) -> dict[str, Json]:
    """Return everything in *catalog* as JSON: what `keras-designer layers --json` prints."""
    objects: dict[str, Json] = {
        str(registry): [to_record(spec) for spec in catalog.objects(registry).values()]
        for registry in Registry
        if registry is not Registry.LAYER
    }
    layers: list[Json] = [to_record(spec) for spec in catalog.layers.values()]
    return {"keras": catalog.keras_version, "layer": layers, **objects}
