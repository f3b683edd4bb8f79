"""How near the estimate of memory is to the measured peak, on models of keras.applications: JSON.

Each figure is measured in a process of its own: the peak of its resident memory while it predicts
or trains with Adam, less what it held before the model was made. Run `python benchmarks/memory.py`
(some minutes), with names of models, or with `--held-out` for those that
nothing was tuned on. What is aimed at is a ratio of 0.85 to 1.15.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

MODELS = ("MobileNetV2", "ResNet50", "EfficientNetB0", "VGG16", "DenseNet121", "ConvNeXtTiny")
"""Models that the figures in `designer.engine.memory.habits` were measured on."""

HELD_OUT = (
    "EfficientNetV2B0",
    "DenseNet169",
    "MobileNetV3Large",
    "ResNet50V2",
    "VGG19",
    "NASNetMobile",
    "transformer",
    "lstm",
)
"""Models that no figure was measured on."""

LARGER = {"InceptionV3": 299, "Xception": 299, "InceptionResNetV2": 299}
SIDE = 224
BATCHES = {"training": 8, "inference": 16}
USES = tuple(BATCHES)


def made(name: str) -> Any:
    """Return the model with that name, with weights of chance."""
    import keras

    if name in OWN:
        return OWN[name]()
    side = LARGER.get(name, SIDE)
    return getattr(keras.applications, name)(weights=None, input_shape=(side, side, 3))


def transformer() -> Any:
    """Return a small encoder for sequences of 128 words."""
    from keras import Input, Model, layers

    words = Input((128,), dtype="int32")
    x = layers.Embedding(10_000, 256)(words)
    for _ in range(4):
        heard = layers.MultiHeadAttention(8, 32, dropout=0.1)(x, x)
        x = layers.LayerNormalization()(layers.Add()([x, heard]))
        thought = layers.Dense(256)(layers.Dense(1024, activation="gelu")(x))
        x = layers.LayerNormalization()(layers.Add()([x, layers.Dropout(0.1)(thought)]))
    x = layers.GlobalAveragePooling1D()(x)
    return Model(words, layers.Dense(20, activation="softmax")(x))


def lstm() -> Any:
    """Return two LSTM layers, one of them there and back, over sequences of 100 words."""
    from keras import Input, Model, layers

    words = Input((100,), dtype="int32")
    x = layers.Embedding(10_000, 128)(words)
    x = layers.Bidirectional(layers.LSTM(128, return_sequences=True))(x)
    x = layers.LSTM(256)(x)
    return Model(words, layers.Dense(20, activation="softmax")(x))


OWN = {"transformer": transformer, "lstm": lstm}


def measured(name: str, use: str, batch: int) -> dict[str, Any]:
    """Return the peak of one use in this process, and the estimate of it."""
    import keras
    import numpy as np

    from designer.engine.memory.peaks import Device, peak, reset_peak

    device = Device("CPU", None)
    _warm_up(keras, np)
    reset_peak(device)
    before = peak(device)
    model = made(name)
    model.compile("adam", "categorical_crossentropy")
    given, wanted = model.inputs[0], model.outputs[0]
    x = np.random.default_rng(0).random((batch, *given.shape[1:])).astype(given.dtype)
    y = np.zeros((batch, *wanted.shape[1:]), dtype="float32")
    for _ in range(2):
        if use == "training":
            model.train_on_batch(x, y)
        else:
            model.predict_on_batch(x)
    found = peak(device) - before
    expected = estimated(model, use, batch)
    return {
        "model": name,
        "use": use,
        "batch": batch,
        "measured_mb": round(found / 1e6, 1),
        "estimated_mb": round(expected / 1e6, 1),
        "ratio": round(expected / found, 3),
    }


def _warm_up(keras: Any, np: Any) -> None:
    """Let TensorFlow take what it takes once, whatever the model."""
    layers = [keras.Input((32, 32, 3)), keras.layers.Conv2D(8, 3), keras.layers.Flatten()]
    model = keras.Sequential([*layers, keras.layers.Dense(4, activation="softmax")])
    model.compile("adam", "categorical_crossentropy")
    x, y = np.zeros((2, 32, 32, 3), "float32"), np.zeros((2, 4), "float32")
    model.train_on_batch(x, y)
    model.predict_on_batch(x)


def estimated(model: Any, use: str, batch: int) -> float:
    """Return what the window shows for the processor: tensors, and TensorFlow's own."""
    from designer.catalog.catalog import load_catalog
    from designer.engine.memory.estimate import host_bytes
    from designer.engine.memory.models import model_memory, walk_model
    from designer.engine.memory.slots import optimizer_slots
    from designer.project.memory_need import need

    memory, found = model_memory(model), walk_model(model)
    moments = found.training if use == "training" else found.inference
    slots = optimizer_slots("Adam", load_catalog()) * memory.trainable
    own = host_bytes(memory.layers, memory.variables)[use]
    return need(moments, batch) + own + (slots if use == "training" else 0.0)


def in_own_process(name: str, use: str, batch: int) -> dict[str, Any]:
    """Measure in a fresh process."""
    command = [sys.executable, __file__, name, "--batches", str(batch), "--only", use]
    told = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if told.returncode:
        words = told.stderr.strip().splitlines()[-1:] or ["it ended without a word"]
        return {"model": name, "use": use, "batch": batch, "failed": words[0][:200]}
    return json.loads(told.stdout.splitlines()[-1])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*")
    parser.add_argument("--held-out", action="store_true", help="only what nothing was tuned on")
    parser.add_argument("--batches", help="such as 4,16; one of its own for each use if not said")
    parser.add_argument("--only", choices=USES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    batches = [int(word) for word in options.batches.split(",")] if options.batches else []
    if options.only:
        print(json.dumps(measured(options.models[0], options.only, batches[0])))
        return
    rows = [
        in_own_process(name, use, batch)
        for name in options.models or (HELD_OUT if options.held_out else MODELS)
        for use in USES
        for batch in batches or [BATCHES[use]]
    ]
    ratios = [row["ratio"] for row in rows if "ratio" in row]
    summary = {
        "within_15_percent": sum(0.85 <= ratio <= 1.15 for ratio in ratios),
        "of": len(rows),
        "median_ratio": round(statistics.median(ratios), 3) if ratios else None,
        "worst_ratios": [min(ratios), max(ratios)] if ratios else None,
    }
    print(json.dumps({"unit": "MB", **summary, "rows": rows}, indent=2))


if __name__ == "__main__":
    main()
