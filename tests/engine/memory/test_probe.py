"""A probe trains a few steps and says what a batch needs."""

from dataclasses import replace

import pytest

from designer.engine.errors import UserError
from designer.engine.memory.probe import probe_memory
from designer.project.files import project_to_dict
from designer.project.settings import DataKind, DataSettings, FitSettings
from designer.protocol.requests import ProbeMemory

pytestmark = pytest.mark.engine


def probed(project):
    return probe_memory(ProbeMemory("q1", project_to_dict(project)))


def network(drawing, shape, *, loss="sparse_categorical_crossentropy", width=32):
    drawing.add("x", "Input", shape=shape)
    drawing.add("c", "Conv2D", "x", filters=width, kernel_size=3, padding="same")
    drawing.add("b", "BatchNormalization", "c")
    drawing.add("g", "GlobalAveragePooling2D", "b")
    drawing.add("d", "Dense", "g", units=10, activation="softmax")
    return drawing.add("y", "Output", "d", loss=loss, columns=[]).project


def test_without_data_rows_of_chance_do(drawing):
    project = replace(network(drawing, [96, 96, 3], width=64), fit=FitSettings(batch_size=64))
    found = probed(project)
    assert found.device in ("CPU", "GPU")
    assert [batch for batch, _ in found.points][:2] == [4, 8]
    assert found.measured
    # Input of the normalization and its output, at the least.
    assert found.each > 96 * 96 * 64 * 4
    assert found.need == pytest.approx(found.fixed + 64 * found.each, rel=0.01)
    assert 0 < found.largest < found.available / (96 * 96 * 64 * 4)


def test_a_small_model_is_probed_with_its_data(drawing):
    project = network(drawing, [8, 8, 1])
    data = DataSettings(kind=DataKind.BUILTIN, name="digits")
    found = probed(replace(project, data=data))
    assert found.largest > 1000


def test_what_cannot_be_trained_is_said(drawing):
    with pytest.raises(UserError, match="No Output has a loss"):
        probed(network(drawing, [8, 8, 1], loss=None))
