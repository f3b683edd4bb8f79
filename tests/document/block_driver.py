"""Draws models in a document by names, and reads them back the same way."""

from collections.abc import Iterable

from designer.catalog.catalog import load_catalog
from designer.document.commands import edges, nodes
from designer.document.document import Document
from designer.document.history import History
from designer.graph.graph import Graph
from designer.graph.records import Endpoint, NodeId
from designer.session.live_catalog import LiveCatalog


class Drawing:
    """A document with its catalogue and history; layers are called by their names."""

    def __init__(self) -> None:
        self.document = Document()
        self.history = History(self.document)
        self.catalog = LiveCatalog(load_catalog(), self.document)

    def add(self, kind: str, name: str, at=(0.0, 0.0), **params) -> NodeId:
        return nodes.add_node(self.document, self.catalog, kind, at, params, name)

    def column(self, *rows: tuple[str, str]) -> None:
        for number, (kind, name) in enumerate(rows):
            self.add(kind, name, (0.0, 96.0 * number))

    def wire(self, *wires: str) -> None:
        """Wire `"image > conv"`, or with ports `"a.output > b.query"`."""
        for wire in wires:
            source, target = (end.strip() for end in wire.split(">"))
            edges.connect(
                self.document, self.catalog, self.end(source, "output"), self.end(target, "inputs")
            )

    def end(self, text: str, port: str) -> Endpoint:
        name, _, given = text.partition(".")
        return Endpoint(self.id(name), given or port)

    def id(self, name: str) -> NodeId:
        return self.document.graph.by_name[name].id

    def ids(self, *names: str) -> list[NodeId]:
        return [self.id(name) for name in names]

    @property
    def names(self) -> set[str]:
        return set(self.document.graph.by_name)

    @property
    def wires(self) -> list[str]:
        return wires_of(self.document.graph)

    def block(self, name: str):
        return next(b for b in self.document.project.blocks.values() if b.name == name)


def wires_of(graph: Graph) -> list[str]:
    """Return every wire as `"conv > bn"`; ports that are not the usual ones are said."""
    return sorted(
        f"{_end(graph, e.source, 'output')} > {_end(graph, e.target, 'inputs')}"
        for e in graph.edges.values()
    )


def _end(graph: Graph, end: Endpoint, usual: str) -> str:
    name = graph.nodes[end.node].name
    return name if end.port == usual else f"{name}.{end.port}"


def residual() -> Drawing:
    """Return a small model with a shortcut round two layers."""
    drawing = Drawing()
    drawing.column(
        ("Input", "image"),
        ("Conv2D", "res_conv"),
        ("BatchNormalization", "res_bn"),
        ("Add", "res_add"),
        ("Flatten", "flatten"),
        ("Dense", "dense"),
        ("Output", "label"),
    )
    drawing.wire(
        "image > res_conv",
        "res_conv > res_bn",
        "res_bn > res_add",
        "image > res_add",
        "res_add > flatten",
        "flatten > dense",
        "dense > label",
    )
    drawing.history.forget()
    return drawing


def names_in(graph: Graph) -> Iterable[str]:
    return sorted(node.name for node in graph.nodes.values())
