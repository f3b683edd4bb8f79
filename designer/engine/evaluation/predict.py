"""What a run's model answers for rows, files and pictures."""

from typing import Any

import numpy as np
import tensorflow as tf

from designer.engine.evaluation.answers import by_output, class_names, is_classes, probabilities
from designer.engine.evaluation.given import rows_given
from designer.engine.evaluation.trained import open_run
from designer.project.output_binding import OutputBinding
from designer.protocol.events import Predicted
from designer.protocol.requests import Predict


def predict(request: Predict) -> Predicted:
    """Return the answers of a run's model.

    Raises:
        UserError: if there is no model, or what is given does not fit it.
    """
    trained = open_run(request.run_folder, request.folder)
    given = rows_given(trained, request.source, request.rows)
    several = len(trained.bindings.inputs) > 1
    x: Any = dict(given.arrays) if several else next(iter(given.arrays.values()))
    if _is_text(x):
        x = _tensors(x)
    predicted = trained.model.predict(x, batch_size=trained.project.fit.batch_size, verbose=0)
    nodes = trained.project.graph.outputs
    answers = by_output(predicted, [node.name for node in nodes])
    bound = {output.name: output for output in trained.bindings.outputs}
    outputs, classes = {}, {}
    for node in nodes:
        binding = bound.get(node.name)
        values = answers[node.name]
        if binding is not None and is_classes(binding, values):
            names, outputs[node.name] = _classes(binding, values, node.params.get("loss"))
            classes[node.name] = names
        else:
            outputs[node.name] = [_number(value) for value in values]
    return Predicted(request.id, given.labels, outputs, classes, " ".join(given.notes))


def _classes(
    binding: OutputBinding, values: np.ndarray, loss: Any
) -> tuple[list[str], list[dict[str, Any]]]:
    chances = probabilities(values, loss)
    names = class_names(binding, chances.shape[1])
    return names, [
        {
            "value": int(row.argmax()),
            "label": names[int(row.argmax())],
            "probabilities": row.tolist(),
        }
        for row in chances
    ]


def _number(value: np.ndarray) -> dict[str, Any]:
    plain = float(value.reshape(-1)[0]) if value.size == 1 else value.tolist()
    return {"value": plain, "label": None, "probabilities": None}


def _is_text(x: Any) -> bool:
    arrays = x.values() if isinstance(x, dict) else [x]
    return any(array.dtype.kind == "U" for array in arrays)


def _tensors(x: Any) -> Any:
    """Return text as tensors, which Keras takes where it does not take arrays of text."""
    return tf.nest.map_structure(tf.constant, x)
