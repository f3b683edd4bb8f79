"""Imports Keras and tells what this machine offers."""

import platform

import keras
import numpy as np
import tensorflow as tf

from designer.protocol.events import EngineReady


def ready() -> EngineReady:
    """Return the versions and devices of this engine.

    Only lists devices: to initialize them would take a graphics card's memory.
    """
    devices = tf.config.list_physical_devices()
    return EngineReady(
        versions={
            "python": platform.python_version(),
            "keras": keras.__version__,
            "tensorflow": tf.__version__,
            "numpy": np.__version__,
        },
        devices=[device.name.removeprefix("/physical_device:") for device in devices],
    )
