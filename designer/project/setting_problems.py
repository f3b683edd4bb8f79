"""What is wrong with the settings outside the graph, known without Keras."""

from typing import Any, Final

from designer.catalog.checking import Descriptions, check_value
from designer.catalog.specs import Param
from designer.graph.problems import Problem, Severity
from designer.project.project import Project
from designer.project.setting_params import ADVANCED, CALLBACKS, FIT, OPTIMIZER, SECTION_OF
from designer.project.settings import DataSettings

_PARAMS: Final = (*OPTIMIZER, *ADVANCED, *FIT, *CALLBACKS)
_LARGEST_SEED: Final = 2**32 - 1


def setting_problems(project: Project, catalog: Descriptions) -> tuple[Problem, ...]:
    """Return what keeps *project* from being trained, besides its drawing and its data."""
    found: list[Problem | None] = []
    for param in _PARAMS:
        section = SECTION_OF[param.name]
        value = getattr(getattr(project, section), param.name)
        found.append(_setting_problem(section, param, value, catalog))
    found += [
        _seed_problem("fit.seed", project.fit.seed),
        _seed_problem("data.seed", project.data.seed),
        _share_problem(project.data),
    ]
    return tuple(problem for problem in found if problem is not None)


def setting_param(path: str) -> Param | None:
    """Return the description of a setting such as `fit.epochs`, where there is one."""
    section, _, name = path.partition(".")
    return next((p for p in _PARAMS if p.name == name and SECTION_OF[name] == section), None)


def _setting_problem(
    section: str, param: Param, value: Any, catalog: Descriptions
) -> Problem | None:
    plain = list(value) if isinstance(value, tuple) else value
    why = check_value(param, plain, catalog)
    if why is None:
        return None
    title = f"{param.name.replace('_', ' ')} is not possible"
    return _problem(f"{section}.{param.name}", title, why)


def _seed_problem(field: str, seed: int) -> Problem | None:
    if seed <= _LARGEST_SEED and (seed >= 0 or field == "fit.seed"):
        return None
    why = f"Expected a whole number from 0 to {_LARGEST_SEED}, found {seed}."
    return _problem(field, "seed is not possible", why)


def _share_problem(data: DataSettings) -> Problem | None:
    """Return what keeps the rows from being split; only a file edited by hand can say so."""
    validation, test = data.validation, data.test
    if validation >= 0 and test >= 0 and validation + test < 1:
        return None
    why = (
        "Expected shares for validation and test of 0 or more that are less than 1 together, "
        f"found {validation:g} and {test:g}. Make them smaller."
    )
    title = "The shares leave nothing to train on"
    return Problem("data-shares", Severity.ERROR, title, why, None, "data.validation")


def _problem(field: str, title: str, why: str) -> Problem:
    return Problem("bad-setting", Severity.ERROR, title, why, None, field)
