"""Settings that cannot be trained with are told before anything is started."""

from dataclasses import replace

import pytest

from designer.catalog.catalog import load_catalog
from designer.project.project import Project
from designer.project.setting_problems import setting_param, setting_problems
from designer.project.settings import CompileSettings, DataSettings, FitSettings


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


def test_a_new_project_has_none(catalog):
    assert setting_problems(Project(), catalog) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fit": FitSettings(batch_size=-4)}, "fit.batch_size"),
        ({"fit": FitSettings(epochs=0)}, "fit.epochs"),
        ({"fit": FitSettings(seed=-1)}, "fit.seed"),
        ({"fit": FitSettings(seed=2**32)}, "fit.seed"),
        ({"fit": FitSettings(class_weight="many")}, "fit.class_weight"),
        ({"fit": FitSettings(callbacks=("Nonsense",))}, "fit.callbacks"),
        ({"data": DataSettings(seed=-1)}, "data.seed"),
        ({"compile": CompileSettings(optimizer="Foo")}, "compile.optimizer"),
        ({"compile": CompileSettings(optimizer=[1])}, "compile.optimizer"),
        ({"compile": CompileSettings(steps_per_execution=0)}, "compile.steps_per_execution"),
        ({"compile": CompileSettings(jit_compile="often")}, "compile.jit_compile"),
        (
            {
                "compile": CompileSettings(
                    optimizer={"class_name": "Adam", "config": {"learning_rate": "fast"}}
                )
            },
            "compile.optimizer",
        ),
    ],
)
def test_what_keras_would_refuse_is_told_at_its_field(changes, field, catalog):
    problems = setting_problems(replace(Project(), **changes), catalog)
    assert [(p.code, p.field) for p in problems] == [("bad-setting", field)]
    assert problems[0].text.startswith(("Expected", "Adam, learning_rate: Expected"))


def test_a_setting_is_found_by_its_path():
    assert setting_param("fit.epochs").minimum == 1
    assert setting_param("compile.epochs") is None
    assert setting_param("data.path") is None


@pytest.mark.parametrize("shares", [(0.8, 0.7), (0.5, 0.5), (-0.1, 0.2)])
def test_shares_that_leave_nothing_to_train_on(shares, catalog):
    data = DataSettings(validation=shares[0], test=shares[1])
    (problem,) = setting_problems(replace(Project(), data=data), catalog)
    assert (problem.code, problem.field) == ("data-shares", "data.validation")
    assert problem.text.endswith(f"found {shares[0]:g} and {shares[1]:g}. Make them smaller.")
