"""Imports a model: from a file to a project with its weights, in one call."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from designer.catalog.catalog import Catalog, load_catalog
from designer.engine.importing.arrays import Arrays, read_arrays
from designer.engine.importing.assemble import Assembly, assemble
from designer.engine.importing.compiled import apply_compiled
from designer.engine.importing.layout import blocks_laid_out, laid_out
from designer.engine.importing.lookups import with_words
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model
from designer.engine.importing.paths import saved_leaves
from designer.project.project import OutputStructure, Project


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one model.

    Attributes:
        weights: arrays in the order of `layer.weights`, by path id of the owning node.
        names: of the layers, by the same ids.
        notes: what could not be taken over as it was, one sentence each.
    """

    project: Project
    weights: Arrays = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def import_model(path: Path, *, catalog: Catalog | None = None, fold: bool = True) -> Imported:
    """Return the project of the model at *path*. Nothing of the file runs.

    Args:
        fold: make blocks of what repeats, where the names show it.

    Raises:
        CannotImport: if there is no model that can be read, in one sentence.
        BadWeights: if its weights are not safe to read.
    """
    return import_opened(open_model(path), name=path.stem, catalog=catalog, fold=fold)


def import_opened(
    opened: Opened, *, name: str, catalog: Catalog | None = None, fold: bool = True
) -> Imported:
    """Return the project of an opened model; see `import_model`."""
    assembly = Assembly(catalog or load_catalog(), notes=list(opened.notes))
    graph, placed = assemble(assembly, opened.model)
    project = Project(
        opened.model.name or name,
        graph,
        blocks=assembly.blocks,
        structure=_structure(opened),
        packages=tuple(sorted(assembly.packages)),
    )
    project = with_words(project, list(saved_leaves(placed)), opened.vocabularies)
    project = apply_compiled(project, opened.model, assembly)
    with opened.weights() as store:
        arrays = read_arrays(store, placed, project, assembly) if store is not None else {}
    project = replace(
        project, graph=laid_out(project.graph), blocks=blocks_laid_out(dict(project.blocks))
    )
    return Imported(project, arrays, {}, tuple(assembly.notes))


def _structure(opened: Opened) -> OutputStructure:
    outputs = opened.model.outputs
    return OutputStructure.LIST if isinstance(outputs, list) else OutputStructure.DICT
