"""TensorBoard's files without TensorBoard, which TensorFlow no longer brings along.

Format: TFRecord of `Event` messages, https://www.tensorflow.org/tutorials/load_data/tfrecord;
tags and folders are those of `keras.callbacks.TensorBoard`.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf


class EventFile:
    """Writes numbers that TensorBoard shows."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"events.out.tfevents.{time.time():.6f}.keras-designer"
        self._writer = tf.io.TFRecordWriter(str(path))
        event = tf.compat.v1.Event(wall_time=time.time(), file_version="brain.Event:2")
        self._writer.write(event.SerializeToString())

    def write(self, step: int, values: Mapping[str, float]) -> None:
        """Write *values* by their tags at *step*."""
        entries = [
            tf.compat.v1.Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()
        ]
        summary = tf.compat.v1.Summary(value=entries)
        event = tf.compat.v1.Event(wall_time=time.time(), step=step, summary=summary)
        self._writer.write(event.SerializeToString())

    def close(self) -> None:
        """Write what is left and close the file."""
        self._writer.close()


class TensorBoardFiles(keras.callbacks.Callback):  # type: ignore[misc]
    """Writes the curves of a run for TensorBoard: each epoch, and batches where wanted."""

    def __init__(self, folder: Path, update_freq: int | str = "epoch") -> None:
        super().__init__()
        self._folder = folder
        self._every = {"epoch": 0, "batch": 1}.get(str(update_freq)) if isinstance(
            update_freq, str
        ) else int(update_freq)  # fmt: skip
        self._files: dict[str, EventFile] = {}

    def on_train_batch_end(self, batch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Write a batch, where batches are wanted."""
        if self._every:
            step = int(self.model.optimizer.iterations)
            if step % self._every == 0:
                self._write("train", step, {f"batch_{k}": v for k, v in (logs or {}).items()})

    def on_epoch_end(self, epoch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Write an epoch."""
        logs = logs or {}
        val = {k.removeprefix("val_"): v for k, v in logs.items() if k.startswith("val_")}
        train = {k: v for k, v in logs.items() if not k.startswith("val_")}
        self._write("train", epoch, {f"epoch_{name}": value for name, value in train.items()})
        self._write("validation", epoch, {f"epoch_{name}": value for name, value in val.items()})

    def on_train_end(self, logs: Mapping[str, Any] | None = None) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()
        self._files = {}

    def _write(self, part: str, step: int, values: Mapping[str, Any]) -> None:
        scalars = {k: float(v) for k, v in values.items() if isinstance(v, int | float)}
        if scalars:
            if part not in self._files:
                self._files[part] = EventFile(self._folder / part)
            self._files[part].write(step, scalars)
