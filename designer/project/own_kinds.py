"""What a project adds to Keras's catalogue: its own module, and packages that it names."""

from collections.abc import Mapping

from designer.catalog.catalog import Catalog
from designer.catalog.specs import ObjectSpec, Registry
from designer.project.own_module import read_module
from designer.project.own_packages import package_objects
from designer.project.project import Project

OwnObjects = Mapping[Registry, tuple[ObjectSpec, ...]]


def own_objects(project: Project, base: Catalog) -> OwnObjects:
    """Return registry -> descriptions of what the own module and the packages offer."""
    found: dict[Registry, tuple[ObjectSpec, ...]] = {}
    parts = [read_module(project.module, base).objects]
    parts += [package_objects(name) for name in project.packages]
    for part in parts:
        for registry, specs in part.items():
            found[registry] = (*found.get(registry, ()), *specs)
    return found
