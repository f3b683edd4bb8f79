"""Why a training failed, in one sentence, with the node where that can be told."""

import errno
import re
from dataclasses import dataclass
from pathlib import Path

from designer.engine.errors import UserError
from designer.engine.failures import sentence
from designer.engine.training.run_record import LOG
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node
from designer.project.expansion import CannotExpand, Expansion, expansion
from designer.project.places_in_blocks import name_in_blocks, placed
from designer.project.project import Project
from designer.protocol.requests import Request

_LABEL = re.compile(r"label value of (-?\d+) .*?valid range of \[(\d+), (\d+)\)", re.S)
_SHAPES = re.compile(r"target\.shape=\((.*?)\), output\.shape=\((.*?)\)")
_MEMORY = ("ResourceExhaustedError", "MemoryError")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the user reads.

    Attributes:
        problems: the same with node and field, where they are known.
    """

    message: str = ""
    problems: tuple[Problem, ...] = ()


def explain_failure(
    error: BaseException, request: Request, project: Project | None, folder: Path
) -> Explanation:
    """Return why a training ended with *error*."""
    if isinstance(error, UserError):
        return Explanation(error.message, error.problems)
    if is_full_disk(error):
        return Explanation(
            f"The disk is full: the run cannot be written to {folder}. Make room and resume the "
            "run; its last checkpoint is whole."
        )
    words = _in_training(sentence(request, error), folder)
    if project is None:
        return Explanation(words)
    text = str(error)
    if found := _LABEL.search(text):
        return _wrong_label(project, *found.groups())
    if found := _SHAPES.search(text):
        return _wrong_shape(project, *found.groups())
    found_in = _expansion(project)
    node = _node_in(found_in.graph, text)
    if any(kind.__name__ in _MEMORY for kind in type(error).__mro__):
        problem = Problem(
            "out-of-memory",
            Severity.ERROR,
            "Out of memory",
            words,
            node.id if node else None,
            "fit.batch_size",
        )
        return Explanation(words, tuple(placed([problem], found_in)))
    if node is None:
        return Explanation(words)
    problem = Problem("training-failed", Severity.ERROR, "Training failed here", words, node.id)
    name = name_in_blocks(node.id, found_in) or node.name
    return Explanation(f"{name}: {words}", tuple(placed([problem], found_in)))


def _expansion(project: Project) -> Expansion:
    """Return the graph of the layers that are trained, those in blocks too."""
    try:
        return expansion(project.graph, project.blocks, models=False)
    except CannotExpand:
        return Expansion(project.graph)


def _in_training(words: str, folder: Path) -> str:
    """Return *words* with what failed, and with the file that has the details."""
    words = words.replace("StartTraining failed in the engine", "Training failed")
    return words.replace("The log has the details.", f"The log has the details: {folder / LOG}.")


def not_finite(epoch: int, step: int) -> Explanation:
    """Return what a loss of NaN or infinity means; *epoch* and *step* from 1."""
    text = (
        f"The loss became NaN or infinite in epoch {epoch}, batch {step}. Lower the learning rate, "
        "scale the inputs (Normalization), or check the data and the loss."
    )
    title = "The loss became NaN or infinite"
    problem = Problem("loss-not-finite", Severity.ERROR, title, text, None, "compile.optimizer")
    return Explanation(text, (problem,))


def is_full_disk(error: BaseException) -> bool:
    """Tell whether *error*, or what caused it, is a full disk."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        # HDF5 and TensorFlow tell it in words alone.
        if "No space left on device" in str(seen) or "errno = 28" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _wrong_label(project: Project, label: str, low: str, high: str) -> Explanation:
    node = _only_output(project)
    text = (
        f"The target has the class {label}, but the model's output has the classes {low} to "
        f"{int(high) - 1} only. Set the units of the last layer to the number of classes."
    )
    problem = Problem("class-count", Severity.ERROR, "Too few classes", text, node, "columns")
    return Explanation(text, (problem,))


def _wrong_shape(project: Project, target: str, output: str) -> Explanation:
    node = _only_output(project)
    text = (
        f"The loss compares targets of shape ({target}) with outputs of shape ({output}). Choose "
        "another loss, another encoding of the target, or other units of the last layer."
    )
    title = "Output and target do not fit"
    problem = Problem("loss-shapes", Severity.ERROR, title, text, node, "loss")
    return Explanation(text, (problem,))


def _only_output(project: Project) -> str | None:
    outputs = project.graph.outputs
    return outputs[0].id if len(outputs) == 1 else None


def _node_in(graph: Graph, text: str) -> Node | None:
    """Return the node whose layer TensorFlow names as `model/layer/Op`, if it is one alone."""
    named = {part for path in re.findall(r"[\w.\-]+(?:/[\w.\-]+)+", text) for part in
             path.split("/")[1:-1]}  # fmt: skip
    found = [
        node
        for node in graph.nodes.values()
        if any(part == node.name or part.removesuffix("_1") == node.name for part in named)
    ]
    return found[0] if len(found) == 1 else None
