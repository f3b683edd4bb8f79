"""Reads one exported model and writes its predictions: `python -m … FORMAT MODEL ROWS OUTPUTS`.

Runs in a process of its own, so that nothing but the file can explain what it predicts.
"""

import sys
from collections.abc import Sequence

import keras
import numpy as np
import tensorflow as tf


def main(arguments: Sequence[str]) -> int:
    """Predict and write; return 0, or 1 with one line on standard error."""
    form, path, given, answer = arguments
    try:
        with np.load(given, allow_pickle=False) as file:
            rows = [tf.constant(file[f"arr_{number}"]) for number in range(len(file.files))]
        if form == "savedmodel":
            saved = tf.saved_model.load(path)  # kept: its functions need its variables
            result = saved.serve(*rows)
        else:
            model = keras.models.load_model(path, compile=False)
            result = model(rows if len(rows) > 1 else rows[0], training=False)
        np.savez(answer, *(_plain(values) for values in tf.nest.flatten(result)))
    except Exception as error:
        sys.stderr.write((str(error).strip().splitlines() or [repr(error)])[0] + "\n")
        return 1
    return 0


def _plain(values: tf.Tensor) -> np.ndarray:
    array = np.asarray(values)
    return array.astype(np.str_) if array.dtype.kind in "OS" else array


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
