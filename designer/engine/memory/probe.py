"""Answers `ProbeMemory`: trains a few steps with small batches, and tells what they needed.

TensorFlow gives memory back to the system late or never, so batches grow from step to step, and
the process that probes does nothing else before or after.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from designer.catalog.catalog import Catalog
from designer.engine.build import build_model
from designer.engine.check import check_all, shared_memo
from designer.engine.data.adapt import adapt_model
from designer.engine.data.prepared import PreparedData, prepare
from designer.engine.memory.peaks import Device, device_here, peak, reset_peak
from designer.engine.memory.probe_rows import rows_like_training, rows_of_chance
from designer.engine.training.compiling import compile_model
from designer.project.built import built
from designer.project.files import project_from_dict
from designer.project.kinds import catalog_for
from designer.project.memory_need import Precision, Use
from designer.project.project import Project
from designer.project.settings import DataKind
from designer.protocol.events import MemoryProbed
from designer.protocol.requests import ProbeMemory

_FIRST = 4
_MOST = 4096
_SECONDS = 20.0
_CLEAR = 96 << 20
"""Growth that is above the grain of the allocator, so that the slope can be trusted."""
_BOLD = 0.4
"""The share of the free memory that a probe may reach for."""
_SPARE = 0.95


@dataclass(frozen=True, slots=True)
class Fitted:
    """Bytes besides the batch, and bytes of each sample."""

    fixed: float
    each: float
    measured: bool


def probe_memory(request: ProbeMemory) -> MemoryProbed:
    """Return what training needs, and the largest batch that fits.

    Raises:
        UserError: if the project cannot be trained: its data, its model or its settings.
    """
    project = built(project_from_dict(request.project))
    catalog = catalog_for(project)
    data = prepare(project, request.folder) if project.data.kind is not DataKind.NONE else None
    device = device_here()
    reset_peak(device)
    before = 0 if device.is_card else peak(device)
    model = _model(project, catalog, data)
    points = list(_points(model, project, data, device, before))
    fitted = _fitted(points, project, catalog, request.folder)
    need = fitted.fixed + fitted.each * project.fit.batch_size
    return MemoryProbed(
        request.id,
        device.name,
        [list(point) for point in points],
        round(fitted.fixed),
        round(fitted.each),
        fitted.measured,
        device.available,
        round(need),
        _largest(fitted, device),
    )


def _model(project: Project, catalog: Catalog, data: PreparedData | None) -> Any:
    model = build_model(project, catalog)
    if data is not None:
        adapt_model(model, project, data)
    compile_model(model, project, catalog)
    return model


def _points(
    model: Any, project: Project, data: PreparedData | None, device: Device, before: int
) -> Iterator[tuple[int, int]]:
    """Yield batch sizes with the bytes that two steps needed, from small batches to larger."""
    begun, last, batch = time.monotonic(), 0, _FIRST
    while batch <= _MOST:
        if data is None:
            x, y = rows_of_chance(model, project, batch)
        else:
            x, y = rows_like_training(data, project.fit, batch)
        reset_peak(device)
        for _ in range(2):
            model.train_on_batch(x, y)
        needed = max(0, peak(device) - before)
        yield batch, needed
        grew = needed - last
        enough = last and grew > _CLEAR
        bold = device.available is not None and needed + 2 * grew > _BOLD * device.available
        if enough or bold or time.monotonic() - begun > _SECONDS:
            return
        last, batch = needed, batch * 2


def _fitted(
    points: list[tuple[int, int]], project: Project, catalog: Catalog, folder: str
) -> Fitted:
    """Return a line through the last two points; its slope is estimated where it drowns."""
    batch, needed = points[-1]
    if len(points) > 1:
        earlier, less = points[-2]
        if needed - less > _CLEAR / 6:
            each = (needed - less) / (batch - earlier)
            return Fitted(max(0.0, needed - each * batch), each, True)
    figures = check_all(project, catalog, shared_memo(), folder).memory
    one = figures.need(Use.TRAINING, batch, Precision.FLOAT32)
    two = figures.need(Use.TRAINING, 2 * batch, Precision.FLOAT32)
    each = max(1.0, (two - one) / batch) if one is not None and two is not None else 1.0
    return Fitted(max(0.0, needed - each * batch), each, False)


def _largest(fitted: Fitted, device: Device) -> int | None:
    if device.available is None:
        return None
    room = _SPARE * device.available - fitted.fixed
    return max(0, int(room // fitted.each))
