"""Notebooks and packages, run in clean processes."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import keras
import numpy as np
import pytest

from designer import paths
from designer.codegen.code_form import CodeForm
from designer.codegen.package import ModelFacts
from designer.codegen.writing import Known, write_code
from designer.engine.build import build_model
from designer.engine.check import check
from designer.engine.memo import Memo
from designer.project.files import read_project
from designer.project.kinds import catalog_for
from designer.project.project import OutputStructure
from tests.engine.block_bank import several_ends

pytestmark = pytest.mark.engine


def run(folder, *command):
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def quick(name):
    project = read_project(paths.resources() / "examples" / f"{name}.kdesign").project
    return replace(project, fit=replace(project.fit, epochs=2))


def facts(project):
    nodes, totals, _ = check(project, catalog_for(project), Memo())

    def shapes(ends):
        return {n.name: tuple(nodes[n.id]["outputs"]["output"]["shape"]) for n in ends}

    graph = project.graph
    return ModelFacts(shapes(graph.inputs), shapes(graph.outputs), totals["parameters"])


def test_a_notebook_runs_from_top_to_bottom(tmp_path):
    project = replace(quick("two_inputs_two_outputs"), structure=OutputStructure.LIST)
    write_code(CodeForm.NOTEBOOK, tmp_path / "it.ipynb", project)
    cells = json.loads((tmp_path / "it.ipynb").read_text())["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    (tmp_path / "cells.py").write_text("\n\n".join(code))
    run(tmp_path, "cells.py")
    assert (tmp_path / "two_inputs_two_outputs.keras").is_file()


def test_a_package_trains_and_its_tests_pass(tmp_path):
    project = quick("iris_mlp")
    write_code(CodeForm.PACKAGE, tmp_path / "it", project, Known(facts=facts(project)))
    told = run(tmp_path / "it", "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "4 passed" in told
    run(tmp_path / "it", "-m", "iris_mlp.train")
    assert (tmp_path / "it" / "iris_mlp.keras").is_file()


@pytest.mark.parametrize("structure", OutputStructure)
def test_the_tests_of_a_package_of_several_outputs_pass(tmp_path, structure):
    project = replace(several_ends(), structure=structure)
    write_code(CodeForm.PACKAGE, tmp_path / "it", project, Known(facts=facts(project)))
    told = run(tmp_path / "it", "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "4 passed" in told


def test_a_script_with_the_weights_of_a_run_is_the_model_of_the_run(tmp_path):
    listed = replace(quick("two_inputs_two_outputs"), structure=OutputStructure.LIST)
    trained = build_model(listed)
    trained.set_weights([weights + 0.25 for weights in trained.get_weights()])
    trained.save(tmp_path / "model.keras")
    known = Known(weights=tmp_path / "model.keras")
    write_code(CodeForm.PYTHON, tmp_path / "it.py", listed, known)
    run(tmp_path, "it.py")
    saved = keras.models.load_model(tmp_path / "two_inputs_two_outputs.keras")
    for one, other in zip(trained.get_weights(), saved.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    assert [tensor.shape for tensor in saved.outputs] == [(None, 10), (None, 64)]
