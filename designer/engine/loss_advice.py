"""Outputs without a loss: what Keras leaves out for them without a word."""

from collections.abc import Iterator

from designer.engine.infer import Inferred
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Node
from designer.graph.topology import above
from designer.project.losses import loss_name


def outputs_without_loss(graph: Graph, found: Inferred) -> Iterator[Problem]:
    """Yield what is not measured and not trained, where other Outputs have a loss.

    Where none has one, there is nothing to train at all, which is told otherwise.
    """
    trained = [node for node in graph.outputs if loss_name(node.params.get("loss"))]
    if not trained:
        return
    reached = above(graph, [node.id for node in trained])
    for node in graph.outputs:
        if node in trained:
            continue
        if node.params.get("metrics"):
            yield _not_measured(node)
        alone = above(graph, [node.id]) - reached
        names = sorted(
            graph.nodes[id].name
            for id in alone
            if (answer := found.answers.get(id)) is not None and answer.trainable
        )
        if names:
            yield _not_trained(node, names)


def _not_measured(node: Node) -> Problem:
    return Problem(
        "metrics-without-loss",
        Severity.HINT,
        "Its metrics are not measured",
        f"{node.name} has metrics but no loss, so it is compared with nothing. Choose a loss, or "
        "take the metrics away.",
        node.id,
        "metrics",
        (Remedy("unset_param", "Remove its metrics", {"node": node.id, "name": "metrics"}),),
    )


def _not_trained(node: Node, names: list[str]) -> Problem:
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return Problem(
        "not-trained",
        Severity.WARNING,
        "Nothing trains what leads here",
        f"{node.name} has no loss, so {shown} would keep the first weights: they lead to no Output "
        "that has one. Choose a loss for it.",
        node.id,
        "loss",
    )
