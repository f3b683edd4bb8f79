"""Where each saved layer has come to stand: what the reading of its weights starts from."""

from dataclasses import dataclass, field

from designer.engine.importing.records import LayerRecord, ModelRecord
from designer.graph.records import NodeId


@dataclass(slots=True)
class PlacedModel:
    """A saved model and the nodes that its layers became.

    Attributes:
        owners: layer name -> the node that owns the layer, as it stands in its own graph.
        inside: layer name -> the same for a layer that is a model, or that wraps one.
    """

    record: ModelRecord
    owners: dict[str, NodeId] = field(default_factory=dict)
    inside: dict[str, "PlacedModel"] = field(default_factory=dict)

    def layers(self) -> list[LayerRecord]:
        """Return the saved layers in their order."""
        return list(self.record.layers)
