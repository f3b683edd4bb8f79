"""Exports a model: written beside the target, read back in a clean process, then put in place."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from designer.engine.errors import UserError
from designer.engine.export.formats import FORMATS, Format, is_compiled, write_model
from designer.engine.export.models import ExportedModel, model_to_export
from designer.engine.export.places import checked_target, explained, put_in_place, size_of
from designer.engine.export.proof import prove
from designer.engine.export.sample import outputs_of, sample_rows
from designer.engine.export.structure import NOTE, as_structured, is_relisted
from designer.engine.export.weights_file import FORM as WEIGHTS
from designer.engine.export.weights_file import export_weights
from designer.engine.own.models import as_written_by_hand, runs_code
from designer.project.block_problems import hdf5_problem_of
from designer.project.own_code import code_texts
from designer.project.project import Project
from designer.protocol.events import Exported
from designer.protocol.requests import Export

_TOLERANCE = 1e-3
"""A greater difference than this means that another model came back."""


def export_model(request: Export) -> Exported:
    """Write the model of a project or of one of its runs; nothing is written unless it is proved.

    Args:
        request: with the format, the target and, for a trained model, the run's folder.

    Returns:
        The file's size and the greatest absolute difference between the model and what was read
        back from the file, over all outputs of one batch.

    Raises:
        UserError: if the target cannot be written, there is no such model, or Keras cannot keep
            this model in that format; the target is as it was.
    """
    if request.format == WEIGHTS.name:
        return export_weights(request)
    form = FORMATS.get(request.format)
    if form is None:
        raise UserError(
            f"Expected one of the formats {', '.join(FORMATS)}; found {request.format!r}."
        )
    target = checked_target(Path(request.path), form)
    found = as_structured(model_to_export(request))
    _refuse_what_is_lost(found.project, request.format)
    try:
        with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as folder:
            written = Path(folder) / f"model{form.suffix}"
            difference = _write_and_prove(found, form, written, request.folder)
            size, note = size_of(written), _note(found, form, written)
            put_in_place(written, target)
    except OSError as error:
        raise explained(error, target) from error
    return Exported(
        id=request.id,
        format=request.format,
        path=str(target),
        difference=difference,
        size=size,
        note=note,
    )


def _refuse_what_is_lost(project: Project, format: str) -> None:
    problem = hdf5_problem_of(project) if format == "h5" else None
    if problem is not None:
        raise UserError(problem.text, [problem])


def _write_and_prove(found: ExportedModel, form: Format, written: Path, folder: str) -> float:
    rows = sample_rows(found, folder)
    expected = outputs_of(found.model, rows)
    with as_written_by_hand(found.model):
        write_model(found.model, form, written)
        safe = not runs_code(found.model)
    texts = code_texts(found.project)
    try:
        found_again = prove(form, written, rows, texts, safe=safe)
    except UserError as error:
        raise error if safe or form.frozen else _lambda_is_lost(form) from error
    difference = greatest_difference(expected, found_again)
    if not difference <= _TOLERANCE:
        raise UserError(
            f"Expected the {form.title} to predict what the model predicts, found a difference of "
            f"{difference:.3g} after reading it back. Nothing was written. Export the model as "
            ".keras instead."
        )
    return difference


def _lambda_is_lost(form: Format) -> UserError:
    return UserError(
        f"Keras keeps only the bare code of a Lambda in a {form.title}, not the names that it uses "
        "(such as ops): it cannot be read back. Nothing was written. Write the function in the own "
        "code and name it in the Lambda, or export as SavedModel or Python."
    )


def greatest_difference(expected: list[np.ndarray], found: list[np.ndarray]) -> float:
    """Return the greatest absolute difference; infinite where the shapes differ."""
    if [values.shape for values in expected] != [values.shape for values in found]:
        return float("inf")
    differences = [0.0]
    for one, other in zip(expected, found, strict=True):
        if one.dtype.kind in "USO":
            differences.append(0.0 if np.array_equal(one, other) else float("inf"))
        elif one.size:
            both = np.isnan(one) & np.isnan(other) if one.dtype.kind == "f" else False
            gap = np.abs(one.astype(np.float64) - other.astype(np.float64))
            differences.append(float(np.max(np.where(both, 0.0, gap))))
    return float(np.max(differences))


def _note(found: ExportedModel, form: Format, written: Path) -> str:
    notes = []
    if not found.trained:
        notes.append("The model is not trained: it has its first weights.")
    if form.name == "h5" and found.model.compiled and not is_compiled(written):
        notes.append(
            "It has no loss and optimizer: Keras cannot read these back. Compile it again."
        )
    with as_written_by_hand(found.model):
        if not form.frozen and runs_code(found.model):
            notes.append("It holds code: Keras reads it back only with safe_mode=False.")
    if found.trained and is_relisted(found):
        notes.append(NOTE)
    random = [layer.name for layer in _layers(found.model) if _is_random(layer)]
    if form.frozen and random:
        notes.append(
            f"Random changes of the data are switched off in it ({', '.join(random)}): "
            "it is for predictions."
        )
    return " ".join(notes)


def _layers(model: Any) -> Iterator[Any]:
    """Yield the layers of a model, and those of the models in it."""
    for layer in model.layers:
        yield layer
        if hasattr(layer, "layers"):
            yield from _layers(layer)


def _is_random(layer: object) -> bool:
    name = type(layer).__name__
    return name.startswith("Random") or name in ("RandAugment", "AugMix", "CutMix", "MixUp")
