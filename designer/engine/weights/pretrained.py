"""The weights that come with models of `keras.applications`: fetched when they are needed."""

import random
import re
from collections.abc import Callable
from typing import Any, Final

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import LayerSpec, Role
from designer.engine.applications import WEIGHTS, application_arguments
from designer.engine.construct import CannotMake, class_of
from designer.engine.errors import UserError
from designer.engine.weights.store import Array
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node

IMAGENET: Final = "imagenet"

_FETCHING = re.compile(r"URL fetch failure on (\S+?): (.*)", re.DOTALL)


def wants_imagenet(node: Node) -> bool:
    """Tell whether *node* is an application that wants the weights of ImageNet."""
    return _spec(node) is not None and node.params.get(WEIGHTS, IMAGENET) == IMAGENET


def wants_file(node: Node) -> str:
    """Return the file that an application's parameter `weights` names; empty where none."""
    value = node.params.get(WEIGHTS, IMAGENET)
    is_file = isinstance(value, str) and value != IMAGENET
    return str(value) if is_file and _spec(node) is not None else ""


def imagenet_source(node: Node, model: Any, tell: Callable[[str], None]) -> list[Array]:
    """Return the weights of ImageNet for the *model* of *node*; they are fetched once and kept.

    Raises:
        UserError: if they cannot be fetched, with what to do by hand.
    """
    spec = _spec(node)
    assert spec is not None
    arguments = application_arguments(spec, node.params, load_catalog(), model.input_shape)
    megabytes = 4 * model.count_params() / 1e6
    tell(f"{node.name} gets the weights of ImageNet ({megabytes:.0f} MB, fetched once).")
    before = random.getstate()
    try:
        made = class_of(spec)(**{**arguments, WEIGHTS: IMAGENET})
    except CannotMake:
        raise
    except Exception as error:
        raise _refused(node, spec, error) from error
    finally:
        random.setstate(before)  # a seeded run goes on as if nothing had been made here
    return [variable.numpy() for variable in made.weights]


def _spec(node: Node) -> LayerSpec | None:
    spec = load_catalog().layer(node.kind)
    return spec if spec is not None and spec.role is Role.APPLICATION else None


def _refused(node: Node, spec: LayerSpec, error: Exception) -> UserError:
    found = _FETCHING.search(str(error))
    if found:
        url = found[1]
        why = (found[2].strip().splitlines() or ["no answer"])[0].removeprefix("None -- ")
        text = (
            f"Expected to fetch the weights of {spec.called} for {node.name} from {url}, found no "
            f"way there ({why}). Connect to the internet, or fetch that file with another "
            f"computer and choose it as weights of {node.name}, or choose no weights."
        )
        title = "The weights cannot be fetched"
    else:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        text = (
            f"Expected the weights of ImageNet to fit {node.name}, found that Keras refuses them: "
            f"{first} Choose no weights, or the settings that they were made for."
        )
        title = "The weights do not fit"
    problem = Problem("no-weights", Severity.ERROR, title, text, node.id, WEIGHTS)
    return UserError(text, [problem])
