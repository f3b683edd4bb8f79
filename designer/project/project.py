"""A project: all that one file holds, as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designer.catalog.specs import Json
from designer.graph.graph import Graph
from designer.graph.naming import model_name
from designer.project.settings import CompileSettings, DataSettings, FitSettings


@dataclass(frozen=True, slots=True)
class Project:
    """The drawing and everything needed to train it.

    Attributes:
        name: of the model; see `model_name` for how Keras and the exported code call it.
        notes: free text of the author.
        extra: fields of a newer or foreign file, kept as they are.
    """

    name: str = "model"
    graph: Graph = field(default_factory=Graph)
    data: DataSettings = field(default_factory=DataSettings)
    compile: CompileSettings = field(default_factory=CompileSettings)
    fit: FitSettings = field(default_factory=FitSettings)
    notes: str = ""
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def model_name(self) -> str:
        """The name as Keras and TensorFlow can carry it."""
        return model_name(self.name)
