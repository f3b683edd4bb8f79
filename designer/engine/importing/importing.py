"""Imports a model: from a file to a project with its weights, in one call."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from designer.catalog.catalog import Catalog, load_catalog
from designer.engine.importing.arrays import Arrays, stored_arrays
from designer.engine.importing.assemble import Assembly, assemble
from designer.engine.importing.compiled import with_compiled
from designer.engine.importing.folding import Folded, fold_project
from designer.engine.importing.layout import project_laid_out
from designer.engine.importing.lookups import with_words
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model
from designer.engine.importing.paths import saved_leaves
from designer.engine.importing.placed import PlacedModel
from designer.engine.importing.stores import Array
from designer.project.project import OutputStructure, Project

_COUNTED = re.compile(r"(functional|sequential|model)(_\d+)?")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one model.

    Attributes:
        weights: arrays in the order of `layer.weights`, by path id of the owning node.
        notes: what could not be taken over as it was, one sentence each.
    """

    project: Project
    weights: Arrays = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Importing:
    """One model on its way: the project first, its weights when they are asked for.

    Attributes:
        project: laid out and, where that was wanted, folded.
    """

    def __init__(self, opened: Opened, name: str, catalog: Catalog, *, fold: bool) -> None:
        self._opened = opened
        self._assembly = Assembly(catalog, notes=list(opened.notes))
        self._flat, self._placed = _assembled(opened, name, self._assembly)
        self._folded = fold_project(self._flat, catalog) if fold else Folded(self._flat)
        self.project = project_laid_out(self._folded.project)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be taken over as it was; complete once the weights were read."""
        return tuple(self._assembly.notes)

    @contextmanager
    def weights(self) -> Iterator[Iterator[tuple[str, list[Array]]]]:
        """Give path id and arrays of each node that has some, read one after the other.

        Raises:
            BadWeights: if something in the file is not safe to read.
        """
        with self._opened.weights() as store:
            if store is None:
                yield iter(())
                return
            found = stored_arrays(store, self._placed, self._flat, self._assembly)
            yield ((self._folded.key(key), arrays) for key, arrays in found)


def start_import(
    opened: Opened, name: str, *, catalog: Catalog | None = None, fold: bool = True
) -> Importing:
    """Make a project of an opened model.

    Args:
        name: for a model that has none, or one that Keras made up (`functional_3`).
        fold: make blocks of what repeats, where the names show it.
    """
    return Importing(opened, name, catalog or load_catalog(), fold=fold)


def import_model(path: Path, *, catalog: Catalog | None = None, fold: bool = True) -> Imported:
    """Return the project of the model at *path* with all weights. Nothing of the file runs.

    Raises:
        CannotImport: if there is no model that can be read, in one sentence.
        BadWeights: if its weights are not safe to read.
    """
    return finish(start_import(open_model(path), path.stem, catalog=catalog, fold=fold))


def finish(importing: Importing) -> Imported:
    """Return what became of the model with all weights in memory."""
    with importing.weights() as found:
        arrays = dict(found)
    return Imported(importing.project, arrays, importing.notes)


def _called(own: str, file: str) -> str:
    """Return what people would call a model: not as Keras counts those without a name."""
    return file if not own or _COUNTED.fullmatch(own) else own


def _assembled(opened: Opened, name: str, assembly: Assembly) -> tuple[Project, PlacedModel]:
    graph, placed = assemble(assembly, opened.model)
    several = isinstance(opened.model.outputs, list)
    project = Project(
        _called(opened.model.name, name),
        graph,
        blocks=assembly.blocks,
        structure=OutputStructure.LIST if several else OutputStructure.DICT,
        packages=tuple(sorted(assembly.packages)),
    )
    project = with_words(project, list(saved_leaves(placed)), opened.vocabularies)
    return replace(with_compiled(project, opened.model, assembly)), placed
