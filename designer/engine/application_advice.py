"""Pixels that the weights of ImageNet do not expect, told before a model learns badly from them."""

from collections.abc import Iterator
from typing import Final

from designer.catalog.specs import Json, LayerSpec
from designer.engine.applications import WEIGHTS, is_application
from designer.engine.construct import Catalog
from designer.engine.remedies import insert
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Remedy, Severity
from designer.graph.records import Edge, Node
from designer.graph.topology import above

_PREPARES: Final = {"Rescaling", "Normalization", "ops.flip", "ops.divide", "ops.subtract"}
_MEANS: Final[list[Json]] = [123.675, 116.28, 103.53]
_VARIANCES: Final[list[Json]] = [3409.976, 3262.694, 3291.891]
"""Of the red, green and blue pixels of ImageNet from 0 to 255."""


def unprepared_pixels(graph: Graph, catalog: Catalog) -> Iterator[Problem]:
    """Yield a hint for each application with weights of ImageNet whose pixels nobody prepares."""
    for node in graph.nodes.values():
        spec = catalog.layer(node.kind)
        if spec is None or not is_application(spec) or node.layer is not None:
            continue
        edges = graph.incoming(node.id)
        wants = node.params.get(WEIGHTS, "imagenet") == "imagenet"
        if wants and edges and spec.facts.get("preprocessing") != "included":
            before = above(graph, [edges[0].source.node])
            if not any(graph.nodes[id].kind in _PREPARES for id in before):
                yield _hint(node, spec, edges[0])


def _hint(node: Node, spec: LayerSpec, edge: Edge) -> Problem:
    how, remedies = _ways(str(spec.facts.get("preprocessing")), edge)
    return Problem(
        "pixels-not-prepared",
        Severity.HINT,
        "The pixels are not prepared as on ImageNet",
        f"The weights of {spec.called} were learned on pixels {how}. Prepare them so, unless your "
        "pictures are like that already.",
        node.id,
        WEIGHTS,
        remedies,
    )


def _ways(form: str, edge: Edge) -> tuple[str, tuple[Remedy, ...]]:
    match form:
        case "tf":
            params: dict[str, Json] = {"scale": 1 / 127.5, "offset": -1.0}
            remedy = insert(edge, "Rescaling", "Scale 0 … 255 to -1 … 1", params)
            return "from -1 to 1", (remedy,)
        case "torch":
            params = {"mean": _MEANS, "variance": _VARIANCES}
            remedy = insert(edge, "Normalization", "Normalize 0 … 255 as on ImageNet", params)
            return "from which the means of ImageNet were taken, by their deviations", (remedy,)
        case _:
            means: dict[str, Json] = {"mean": [103.939, 116.779, 123.68], "variance": [1.0] * 3}
            remedy = insert(edge, "Normalization", "Take the means of ImageNet off", means)
            return "in the order blue, green, red, from which their means were taken", (remedy,)
