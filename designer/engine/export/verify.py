"""Reads an exported model and writes its predictions: `python -m … FORMAT MODEL ROWS OUT OWN`.

Runs in a process of its own, so that nothing but the file can explain what it predicts.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from designer.engine.own.in_force import OwnCode, in_force


def main(arguments: Sequence[str]) -> int:
    """Predict and write; return 0, or 1 with one line on standard error."""
    form, path, given, answer, about = arguments
    try:
        with np.load(given, allow_pickle=False) as file:
            rows = [tf.constant(file[f"arr_{number}"]) for number in range(len(file.files))]
        if form == "savedmodel":
            saved = tf.saved_model.load(path)  # kept: its functions need its variables
            result = saved.serve(*rows)
        else:
            own = json.loads(Path(about).read_text(encoding="utf-8"))
            safe, functions = own.pop("safe"), own.pop("functions")
            with in_force(OwnCode(**own), functions):
                model = keras.models.load_model(path, compile=False, safe_mode=safe)
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
