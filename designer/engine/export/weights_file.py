"""Writes the weights of a model alone, as Keras reads them back: what a script begins with."""

import tempfile
from pathlib import Path

import numpy as np

from designer.engine.errors import UserError
from designer.engine.export.formats import Format
from designer.engine.export.models import ExportedModel, model_to_export
from designer.engine.export.places import checked_target, explained, put_in_place, size_of
from designer.engine.export.structure import as_structured
from designer.project.settings import DataKind
from designer.protocol.events import Exported
from designer.protocol.requests import Export

FORM = Format("weights", "weights of Keras", ".weights.h5")


def export_weights(request: Export) -> Exported:
    """Write `NAME.weights.h5`; nothing is written unless Keras reads the same weights back.

    Raises:
        UserError: if the target cannot be written, or there is no such model.
    """
    target = checked_target(Path(request.path), FORM)
    model = _as_in_the_script(model_to_export(request)).model
    before = model.get_weights()
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as folder:
            written = Path(folder) / f"model{FORM.suffix}"
            model.save_weights(written)
            model.load_weights(written)
            _require_same(before, model.get_weights(), target)
            size = size_of(written)
            put_in_place(written, target)
    except OSError as error:
        raise explained(error, target) from error
    return Exported(request.id, FORM.name, str(target), 0.0, size)


def _as_in_the_script(found: ExportedModel) -> ExportedModel:
    """Return the model into which a script loads the weights: Keras keeps them by place.

    Where there is data, that is the one with named outputs, which is trained.
    """
    return as_structured(found) if found.project.data.kind is DataKind.NONE else found


def _require_same(before: list[np.ndarray], after: list[np.ndarray], target: Path) -> None:
    if not all(map(np.array_equal, before, after)):
        raise UserError(
            f"Expected Keras to read the weights in {target.name} back, found others. Nothing was "
            "written. Export the model as .keras instead."
        )
