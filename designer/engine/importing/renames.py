"""What Keras 1 and 2 called otherwise than Keras 3: classes, arguments and a few values.

Sources: the release notes of Keras 2.0 and 3.0, and the `legacy` modules of Keras 2.
"""

from collections.abc import Mapping
from typing import Any

CLASSES: Mapping[str, str] = {
    "Convolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "Convolution3D": "Conv3D",
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
    "Deconvolution2D": "Conv2DTranspose",
    "Deconvolution3D": "Conv3DTranspose",
    "Convolution2DTranspose": "Conv2DTranspose",
    "Convolution3DTranspose": "Conv3DTranspose",
    "SeparableConvolution1D": "SeparableConv1D",
    "SeparableConvolution2D": "SeparableConv2D",
    "DepthwiseConvolution2D": "DepthwiseConv2D",
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "SyncBatchNormalization": "BatchNormalization",
    "DenseLayer": "Dense",
    "CuDNNLSTM": "LSTM",
    "CuDNNGRU": "GRU",
    "LSTMV2": "LSTM",
    "GRUV2": "GRU",
    "LSTMV1": "LSTM",
    "GRUV1": "GRU",
    "GlobalAvgPool2D": "GlobalAveragePooling2D",
    "GlobalMaxPool2D": "GlobalMaxPooling2D",
    "MaxPool2D": "MaxPooling2D",
    "AvgPool2D": "AveragePooling2D",
}

_MERGES: Mapping[str, str] = {
    "sum": "Add",
    "mul": "Multiply",
    "concat": "Concatenate",
    "ave": "Average",
    "max": "Maximum",
    "min": "Minimum",
    "dot": "Dot",
    "cos": "Dot",
}

_ARGUMENTS: Mapping[str, str] = {
    "W_constraint": "kernel_constraint",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "b_constraint": "bias_constraint",
    "b_regularizer": "bias_regularizer",
    "beta_init": "beta_initializer",
    "bias": "use_bias",
    "border_mode": "padding",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "filter_length": "kernel_size",
    "gamma_init": "gamma_initializer",
    "init": "kernel_initializer",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "length": "size",
    "nb_filter": "filters",
    "p": "rate",
    "pool_length": "pool_size",
    "sigma": "stddev",
    "stride": "strides",
    "subsample": "strides",
    "subsample_length": "strides",
}

_UNITS = frozenset({"Dense", "LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "SimpleRNNCell"})
_ORDERINGS = {"tf": "channels_last", "th": "channels_first"}

_OF_KERAS_2 = ("time_major", "batch_input_shape", "implementation", "alpha", "rng_type")
"""Arguments that configs of Keras 2 have and those of Keras 3 never, as far as they matter."""

_SCALINGS: Mapping[tuple[float, str, str], str] = {
    (1.0, "fan_avg", "uniform"): "GlorotUniform",
    (1.0, "fan_avg", "normal"): "GlorotNormal",
    (2.0, "fan_in", "uniform"): "HeUniform",
    (2.0, "fan_in", "normal"): "HeNormal",
    (1.0, "fan_in", "uniform"): "LecunUniform",
    (1.0, "fan_in", "normal"): "LecunNormal",
}


def modern_layer(name: str, config: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return class name and config of a layer of Keras 1 or 2 in the words of Keras 3."""
    found = {str(key): value for key, value in config.items()}
    if name == "Merge":
        return _merge(found)
    if name == "CuDNNGRU":
        found.setdefault("reset_after", True)
    if name.startswith("CuDNN"):
        found.setdefault("recurrent_activation", "sigmoid")
    kind = CLASSES.get(name, name)
    if kind == "GRU" or kind == "GRUCell":
        found.setdefault("reset_after", False)
    _rename(found, kind)
    _reshape(found, kind, name)
    return kind, found


def modern_object(raw: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return class name and config of an object (a layer, too) in the words of Keras 3."""
    name = str(raw.get("class_name"))
    config = raw.get("config")
    found = dict(config) if isinstance(config, Mapping) else {}
    if str(raw.get("module", "")).startswith("keras") or raw.get("module") == "builtins":
        return layer_of_keras_3(name, found) if "trainable" in found else (name, found)
    if name == "VarianceScaling":
        return _scaling(found)
    if "lr" in found:
        found["learning_rate"] = found.pop("lr")
    return modern_layer(name, found) if name in CLASSES or _is_layer(found) else (name, found)


def layer_of_keras_3(name: str, config: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return class name and config as they are; files of Keras 2.13 to 2.15 are put right."""
    old = any(key in config for key in _OF_KERAS_2) or isinstance(config.get("axis"), list)
    if old and name in ("GRU", "GRUCell"):
        config = {"reset_after": True, **config}
    return modern_layer(name, config) if old else (name, dict(config))


def _is_layer(config: Mapping[str, Any]) -> bool:
    return "trainable" in config or "units" in config


def _rename(found: dict[str, Any], kind: str) -> None:
    for old, new in _ARGUMENTS.items():
        if old in found and new not in found:
            found[new] = found.pop(old)
    if kind in _UNITS and "units" not in found and "output_dim" in found:
        found["units"] = found.pop("output_dim")
    if kind == "Embedding" and "kernel_initializer" in found:
        found.setdefault("embeddings_initializer", found.pop("kernel_initializer"))
    if kind in ("LeakyReLU",) and "alpha" in found:
        found["negative_slope"] = found.pop("alpha")
    if found.get("dim_ordering") in _ORDERINGS:
        found["data_format"] = _ORDERINGS[found.pop("dim_ordering")]
    if found.get("forget_bias_init") is not None:
        found["unit_forget_bias"] = found.pop("forget_bias_init") == "one"


def _reshape(found: dict[str, Any], kind: str, name: str) -> None:
    if "nb_row" in found and "nb_col" in found:
        depth = [found.pop("kernel_dim1")] if "kernel_dim1" in found else []
        found.setdefault("kernel_size", [*depth, found.pop("nb_row"), found.pop("nb_col")])
    if "kernel_dim1" in found:
        sizes = [found.pop(f"kernel_dim{axis}", 1) for axis in (1, 2, 3)]
        found.setdefault("kernel_size", sizes)
    if name.startswith("Atrous") and "atrous_rate" in found:
        found.setdefault("dilation_rate", found.pop("atrous_rate"))
    axis = found.get("axis")
    if kind == "BatchNormalization" and isinstance(axis, list) and len(axis) == 1:
        found["axis"] = axis[0]
    for key, value in tuple(found.items()):
        if key.endswith(("_regularizer", "_constraint")) and isinstance(value, dict):
            found[key] = _keras_1_object(value)


def _keras_1_object(value: dict[str, Any]) -> dict[str, Any]:
    """Return `{"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}` as later versions write it."""
    if "class_name" in value or not isinstance(value.get("name"), str):
        return value
    config = {key: entry for key, entry in value.items() if key != "name"}
    name = "L1L2" if "Regularizer" in value["name"] else value["name"]
    if "m" in config:
        config["max_value"] = config.pop("m")
    return {"class_name": name, "config": config}


def _merge(found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    mode = str(found.get("mode"))
    kind = _MERGES.get(mode, "Merge")
    kept: dict[str, Any] = {key: found[key] for key in ("name", "trainable") if key in found}
    if kind == "Concatenate":
        kept["axis"] = found.get("concat_axis", -1)
    elif kind == "Dot":
        kept |= {"axes": found.get("dot_axes", -1), "normalize": mode == "cos"}
    return kind, found if kind == "Merge" else kept


def _scaling(found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name under which a `VarianceScaling` is known, where it has one."""
    law = str(found.get("distribution", "truncated_normal"))
    law = "normal" if law == "truncated_normal" else law
    scale = found.get("scale", 1.0)
    key = (float(scale) if isinstance(scale, int | float) else 0.0, str(found.get("mode")), law)
    if key in _SCALINGS:
        return _SCALINGS[key], {"seed": found.get("seed")}
    if found.get("distribution") == "normal":
        found["distribution"] = "truncated_normal"
    return "VarianceScaling", found
