"""A project: all that one file holds, as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from designer.catalog.specs import Json
from designer.graph.blocks import BlockId, Blocks
from designer.graph.graph import Graph
from designer.graph.naming import model_name
from designer.graph.records import Direction, NodeId
from designer.project.settings import CompileSettings, DataSettings, FitSettings


class OutputStructure(StrEnum):
    """What a model with several outputs returns."""

    DICT = "dict"  # by the names of the Output nodes
    LIST = "list"  # in their order


@dataclass(frozen=True, slots=True)
class Project:
    """The drawing and everything needed to train it.

    Attributes:
        name: of the model; see `model_name` for how Keras and the exported code call it.
        notes: free text of the author.
        blocks: nested graphs by id; nodes of the kind `block:<id>` are their instances.
        module: source text of the project's own Python module; it runs only where it is trusted.
        packages: installed packages whose layers are used, such as `keras_hub`.
        weights: file with first weights, relative to the project's; empty is none.
        structure: what the taken-away model returns where it has several outputs.
        direction: whither the tensors go on the drawing.
        extra: fields of a newer or foreign file, kept as they are.
    """

    name: str = "model"
    graph: Graph = field(default_factory=Graph)
    data: DataSettings = field(default_factory=DataSettings)
    compile: CompileSettings = field(default_factory=CompileSettings)
    fit: FitSettings = field(default_factory=FitSettings)
    notes: str = ""
    blocks: Blocks = field(default_factory=dict)
    module: str = ""
    packages: tuple[str, ...] = ()
    weights: str = ""
    structure: OutputStructure = OutputStructure.DICT
    direction: Direction = Direction.DOWN
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def model_name(self) -> str:
        """The name as Keras and TensorFlow can carry it."""
        return model_name(self.name)

    def graph_of(self, scope: BlockId | None) -> Graph:
        """Return the graph of a block, or the root where *scope* is None.

        Raises:
            KeyError: if there is no such block.
        """
        return self.graph if scope is None else self.blocks[scope].graph

    def scope_of(self, node: NodeId) -> BlockId | None:
        """Return the block in which a node stands; None for the root (and for unknown nodes)."""
        if node in self.graph.nodes:
            return None
        return next((id for id, block in self.blocks.items() if node in block.graph.nodes), None)
