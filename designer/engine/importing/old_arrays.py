"""Arrays of layers that Keras 1 and 2 kept otherwise, as Keras 3 has them.

Source: `preprocess_weights_for_loading` in the `hdf5_format` module of Keras 2.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from designer.engine.importing.stores import Array

_GATES = {"CuDNNLSTM": 4, "CuDNNGRU": 3}


def modern_arrays(class_name: str, config: Mapping[str, Any], arrays: list[Array]) -> list[Array]:
    """Return the arrays of one layer in the shapes and the order of Keras 3."""
    if class_name == "LSTM" and len(arrays) == 12:
        return _joined(arrays, (0, 2, 1, 3))
    if class_name == "GRU" and len(arrays) == 9:
        return _joined(arrays, (0, 1, 2))
    if class_name == "Convolution1D" and arrays and arrays[0].ndim == 4:
        return [arrays[0][:, 0], *arrays[1:]]
    if class_name in _GATES and len(arrays) == 3:
        return _from_cudnn(class_name, arrays)
    if config.get("dim_ordering") == "th" and arrays and arrays[0].ndim == 4:
        return [np.transpose(arrays[0], (2, 3, 1, 0))[::-1, ::-1], *arrays[1:]]
    return arrays


def _joined(arrays: list[Array], order: tuple[int, ...]) -> list[Array]:
    """Join the arrays of the gates, which Keras 1 kept apart: W, U and b of each in turn."""
    return [
        np.concatenate([arrays[3 * gate + part] for gate in order], axis=-1) for part in range(3)
    ]


def _from_cudnn(class_name: str, arrays: list[Array]) -> list[Array]:
    gates = _GATES[class_name]
    kernel = _each(arrays[0], gates, lambda k: k.T.reshape(k.shape, order="F"))
    recurrent = _each(arrays[1], gates, lambda k: k.T)
    if class_name == "CuDNNGRU":
        return [kernel, recurrent, arrays[2].reshape(2, -1)]
    return [kernel, recurrent, np.sum(np.split(arrays[2], 2), axis=0)]


def _each(kernels: Array, gates: int, change: Callable[[Array], Array]) -> Array:
    return np.hstack([change(kernel) for kernel in np.hsplit(kernels, gates)])
