"""What a taken-away model with several outputs returns: a dictionary, or a list if asked for."""

from dataclasses import replace

import keras

from designer.engine.export.models import ExportedModel
from designer.project.project import OutputStructure

NOTE = "Its outputs are a list. Compile it before it is trained further."


def is_relisted(found: ExportedModel) -> bool:
    """Tell whether the model that was trained returns something else than is taken away."""
    several = len(found.project.graph.outputs) > 1
    return several and found.project.structure is OutputStructure.LIST


def as_structured(found: ExportedModel) -> ExportedModel:
    """Return the model as the project wants it: the same layers, the outputs as a list.

    Loss and optimizer, which are by the names of the outputs, stay behind.
    """
    output = found.model.output
    if not is_relisted(found) or not isinstance(output, dict):
        return found
    inputs = found.model.inputs
    model = keras.Model(
        inputs=inputs[0] if len(inputs) == 1 else inputs,
        outputs=[output[node.name] for node in found.project.graph.outputs],
        name=found.model.name,
    )
    return replace(found, model=model)
