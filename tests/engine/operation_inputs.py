"""What each operation can be given: shapes and types at its ports, and settings."""

from dataclasses import dataclass, field

from designer.catalog.specs import Json, LayerSpec

PICTURE = (8, 8, 3)
SQUARE = (3, 3)
WHOLE = "int32"
TRUTH = "bool"


@dataclass(frozen=True)
class Given:
    """What one operation is tried with.

    Attributes:
        shapes: of one sample, by port; several for a port that takes many.
        dtypes: by port, where they are not float32.
        params: settings, and constants.
        batch: the length of the batch axis; None where it may be any.
    """

    shapes: dict[str, tuple[int, ...] | list[tuple[int, ...]]]
    dtypes: dict[str, str] = field(default_factory=dict)
    params: dict[str, Json] = field(default_factory=dict)
    batch: int | None = None


_OF_WHOLE = (
    "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_invert", "bitwise_not", "gcd", "lcm",
    "bitwise_left_shift", "bitwise_right_shift", "left_shift", "right_shift", "bincount",
    "one_hot",
)  # fmt: skip
_OF_SQUARES = (
    "cholesky", "cholesky_inverse", "det", "eig", "eigh", "inv", "slogdet", "logdet",
    "pinv", "matrix_rank", "qr", "svd", "trace", "diagonal",
)  # fmt: skip
_OF_PICTURES = (
    "average_pool", "max_pool", "adaptive_average_pool", "adaptive_max_pool", "rgb_to_grayscale",
    "rgb_to_hsv", "hsv_to_rgb", "resize", "extract_patches",
    "gaussian_blur", "elastic_transform", "sobel_edges",
)  # fmt: skip
_OWN = {
    "append": Given({"x1": (3,), "x2": (3,)}, params={"axis": 0}, batch=2),
    "crop_images": Given(
        {"images": PICTURE},
        params={"top_cropping": 1, "left_cropping": 1, "target_height": 4, "target_width": 4},
    ),
    "pad_images": Given(
        {"images": PICTURE},
        params={"top_padding": 1, "left_padding": 1, "target_height": 12, "target_width": 12},
    ),
    "pad": Given({"x": PICTURE}, params={"pad_width": [[0, 0], [1, 1], [1, 1], [0, 0]]}),
    "multi_hot": Given({"inputs": (4,)}, {"inputs": WHOLE}, {"num_classes": 5}),
    "argpartition": Given({"x": (4,)}, params={"kth": 1}),
    "array_split": Given({"x": (6,)}, params={"indices_or_sections": 3, "axis": 1}),
    "batch_normalization": Given(
        {"x": (8,)}, params={"mean": [0.0] * 8, "variance": [1.0] * 8, "axis": -1}
    ),
    "binary_crossentropy": Given({"target": (4,), "output": (4,)}),
    "bincount": Given({"x": (4,)}, {"x": WHOLE}, {"minlength": 4}),
    "broadcast_to": Given({"x": (1, 4)}, params={"shape": [2, 3, 4]}, batch=2),
    "conv": Given({"inputs": PICTURE}, params={"kernel": [[[[0.5, 1.0]] * 3] * 2] * 2}),
    "conv_transpose": Given(
        {"inputs": PICTURE},
        params={"kernel": [[[[0.5] * 3] * 2] * 2] * 2, "data_format": "channels_last"},
    ),
    "cross": Given({"x1": (3,), "x2": (3,)}),
    "ctc_decode": Given(
        {"inputs": (5, 4), "sequence_lengths": ()}, {"sequence_lengths": WHOLE}, batch=2
    ),
    "ctc_loss": Given(
        {"target": (3,), "output": (5, 4), "target_length": (), "output_length": ()},
        {"target": WHOLE, "target_length": WHOLE, "output_length": WHOLE},
        batch=2,
    ),
    "depth_to_space": Given({"x": (4, 4, 8)}),
    "depthwise_conv": Given({"inputs": PICTURE}, params={"kernel": [[[[0.5, 1.0]] * 3] * 2] * 2}),
    "diag": Given({"x": ()}, batch=3),
    "digitize": Given({"x": (4,)}, params={"bins": [0.0, 0.5, 1.0]}),
    "dot": Given({"x1": (3,), "x2": (4,)}, batch=3),
    "dot_product_attention": Given(dict.fromkeys(("query", "key", "value"), (5, 2, 4))),
    "dsplit": Given({"x": (3, 4)}),
    "einsum": Given({"operands": [(3,), (3,)]}, params={"subscripts": "bi,bi->b"}),
    "expand_dims": Given({"x": (4,)}, params={"axis": -1}),
    "extract_patches_3d": Given({"volumes": (4, 4, 4, 2)}),
    "extract_sequences": Given({"x": (16,)}, params={"sequence_length": 4, "sequence_stride": 2}),
    "fft": Given({"x": [(8,), (8,)]}),
    "fft2": Given({"x": [(8, 8), (8, 8)]}),
    "ifft2": Given({"x": [(8, 8), (8, 8)]}),
    "fold": Given(
        {"x": (12, 4)}, params={"output_size": [4, 4], "kernel_size": [2, 2], "stride": [2, 2]}
    ),
    "full": Given({"fill_value": ()}, params={"shape": [3]}, batch=3),
    "geomspace": Given({"start": (2,), "stop": (2,)}, params={"num": 5}),
    "get_item": Given({"x": (4, 3)}, params={"key": "[:, 1:, ..., 0]"}),
    "affine_transform": Given({"images": PICTURE, "transform": (8,)}),
    "perspective_transform": Given(
        {"images": PICTURE, "start_points": (4, 2), "end_points": (4, 2)}
    ),
    "map_coordinates": Given({"inputs": (4,), "coordinates": (2, 2)}, batch=2),
    "scale_and_translate": Given(
        {"images": PICTURE},
        params={
            "output_shape": [2, 4, 4, 3],
            "scale": [0.5, 0.5],
            "translation": [0.0, 0.0],
            "spatial_dims": [1, 2],
            "method": "linear",
        },
        batch=2,
    ),
    "ssim": Given({"image1": (16, 16, 3), "image2": (16, 16, 3)}),
    "in_top_k": Given({"targets": (), "predictions": (4,)}, {"targets": WHOLE}, {"k": 2}),
    "inner": Given({"x1": (3,), "x2": (3,)}),
    "irfft": Given({"x": [(5,), (5,)]}),
    "istft": Given(
        {"x": [(5, 9), (5, 9)]},
        params={"sequence_length": 16, "sequence_stride": 8, "fft_length": 16},
    ),
    "kron": Given({"x1": (3,), "x2": (2,)}),
    "layer_normalization": Given({"x": (4,)}, params={"gamma": [1.0] * 4, "beta": [0.0] * 4}),
    "ldexp": Given({"x1": (4,), "x2": (4,)}, {"x2": WHOLE}),
    "left_shift": Given({"x": (4,), "y": (4,)}, {"x": WHOLE, "y": WHOLE}),
    "linspace": Given({"start": (2,), "stop": (2,)}, params={"num": 5}),
    "logspace": Given({"start": (2,), "stop": (2,)}, params={"num": 5}),
    "logical_and": Given({"x1": (4,), "x2": (4,)}, {"x1": TRUTH, "x2": TRUTH}),
    "logical_not": Given({"x": (4,)}, {"x": TRUTH}),
    "logical_or": Given({"x1": (4,), "x2": (4,)}, {"x1": TRUTH, "x2": TRUTH}),
    "logical_xor": Given({"x1": (4,), "x2": (4,)}, {"x1": TRUTH, "x2": TRUTH}),
    "lstsq": Given({"a": (3,), "b": (2,)}, batch=4),
    "histogram": Given({"x": ()}, batch=4),
    "lu_factor": Given({"x": (3,)}, batch=3),
    "matmul": Given({"x1": (3, 4), "x2": (4, 2)}),
    "meshgrid": Given({"x": [(), ()]}, batch=3),
    "moments": Given({"x": (4,)}, params={"axes": [1]}),
    "moveaxis": Given({"x": (4, 3)}, params={"source": 1, "destination": 2}),
    "nextafter": Given({"x1": (4,), "x2": (4,)}),
    "polar": Given({"abs_": (4,), "angle": (4,)}),
    "psnr": Given({"x1": PICTURE, "x2": PICTURE}),
    "rearrange": Given(
        {"tensor": (4, 6)},
        params={"pattern": "b h (w k) -> b (h k) w", "axes_lengths": {"k": 2}},
        batch=2,
    ),
    "repeat": Given({"x": (4,)}, params={"repeats": 2, "axis": 1}),
    "reshape": Given({"x": (4, 3)}, params={"newshape": [-1, 12]}),
    "rfft": Given({"x": (8,)}),
    "right_shift": Given({"x": (4,), "y": (4,)}, {"x": WHOLE, "y": WHOLE}),
    "rms_normalization": Given({"x": (4,)}, params={"scale": [2.0] * 4}),
    "rot90": Given({"array": (4, 3)}, params={"axes": [1, 2]}),
    "scatter": Given({"values": ()}, params={"indices": [[0], [2]], "shape": [4]}, batch=2),
    "scatter_update": Given(
        {"inputs": (3,), "updates": ()}, params={"indices": [[0, 1], [1, 2]]}, batch=2
    ),
    "searchsorted": Given({"values": ()}, params={"sorted_sequence": [0.0, 0.5, 1.0]}, batch=4),
    "segment_max": Given(
        {"data": (3,)}, params={"segment_ids": [0, 0, 1], "num_segments": 2}, batch=3
    ),
    "select": Given({"condlist": [(4,), (4,)], "choicelist": [(4,), (4,)]}, {"condlist": TRUTH}),
    "separable_conv": Given(
        {"inputs": PICTURE},
        params={
            "depthwise_kernel": [[[[0.5]] * 3] * 2] * 2,
            "pointwise_kernel": [[[[0.5] * 4] * 3]],
        },
    ),
    "slice": Given(
        {"inputs": (4, 3)}, params={"start_indices": [0, 1, 0], "shape": [2, 2, 3]}, batch=2
    ),
    "slice_update": Given(
        {"inputs": (4,), "updates": (2,)}, params={"start_indices": [0, 1]}, batch=2
    ),
    "solve": Given({"a": SQUARE, "b": (3, 2)}),
    "solve_triangular": Given({"a": SQUARE, "b": (3, 2)}),
    "space_to_depth": Given({"x": (4, 4, 2)}),
    "sparse_categorical_crossentropy": Given(
        {"target": (), "output": (4,)}, {"target": WHOLE}, batch=2
    ),
    "split": Given({"x": (6,)}, params={"indices_or_sections": [1, 3], "axis": -1}),
    "squeeze": Given({"x": (1, 4)}, params={"axis": 1}),
    "stft": Given(
        {"x": (64,)}, params={"sequence_length": 16, "sequence_stride": 8, "fft_length": 16}
    ),
    "svd": Given({"x": SQUARE}, params={"compute_uv": True}),
    "swapaxes": Given({"x": (4, 3)}, params={"axis1": 1, "axis2": 2}),
    "take": Given({"x": (4,)}, params={"indices": [0, 2], "axis": 1}),
    "take_along_axis": Given({"x": (4,), "indices": (2,)}, {"indices": WHOLE}, {"axis": 1}),
    "tensordot": Given({"x1": (3,), "x2": (4,)}, params={"axes": 1}, batch=3),
    "top_k": Given({"x": (6,)}, params={"k": 2}),
    "transpose": Given({"x": (4, 3)}, params={"axes": [0, 2, 1]}),
    "unfold": Given({"x": (3, 8, 8)}),
    "unravel_index": Given({"indices": ()}, {"indices": WHOLE}, {"shape": [2, 3]}),
    "unstack": Given({"x": (3, 4)}, params={"num": 3, "axis": 1}),
    "vander": Given({"x": ()}, batch=3),
    "vdot": Given({"x1": (3,), "x2": (3,)}),
    "view": Given({"x": (4,)}, params={"dtype": "int32"}),
    "view_as_complex": Given({"x": (4, 2)}),
    "view_as_real": Given({"x": (4,)}, {"x": "complex64"}),
    "where": Given({"condition": (4,), "x1": (4,)}, {"condition": TRUTH}, {"x2": 0.0}),
    "hsplit": Given({"x": (4,)}),
    "vsplit": Given({"x": (4,)}, batch=4),
    "correlate": Given({"x1": (), "x2": ()}, batch=4),
    "cdist": Given({"x": (3, 4), "y": (5, 4)}),
    "corrcoef": Given({"x": (4,)}, batch=3),
    "diagflat": Given({"x": (2,)}, batch=2),
    "outer": Given({"x1": (2,), "x2": (3,)}, batch=2),
    "clip": Given({"x": (4,)}, params={"x_min": -0.5, "x_max": 0.5}),
    "threshold": Given({"x": (4,)}, params={"threshold": 0.1, "default_value": -1.0}),
    "roll": Given({"x": (4,)}, params={"shift": 1, "axis": 1}),
    "glu": Given({"x": (4,)}),
    "unique": Given({"x": ()}, {"x": WHOLE}, {"size": 4, "return_counts": True}, batch=4),
    "percentile": Given({"x": (4,)}, params={"q": 50.0, "axis": 1}),
    "quantile": Given({"x": (4,)}, params={"q": [0.25, 0.5], "axis": 1}),
    "average": Given({"x": (4,)}, params={"axis": 1, "weights": [1.0, 2.0, 3.0, 4.0]}),
    "cast": Given({"x": (4,)}, params={"dtype": "int32"}),
}
_LIKE = {"segment_min": "segment_max", "segment_sum": "segment_max", "segment_prod": "segment_max",
         "nanpercentile": "percentile", "nanquantile": "quantile",
         "categorical_crossentropy": "binary_crossentropy"}  # fmt: skip


def given(spec: LayerSpec) -> Given:
    """Return what the operation *spec* is tried with."""
    name = spec.kind.rpartition(".")[2]
    name = _LIKE.get(name, name)
    params = {p.name: p.initial for p in spec.params if p.required and p.initial is not None}
    if name in _OWN:
        own = _OWN[name]
        return Given(own.shapes, own.dtypes, {**params, **own.params}, own.batch)
    shape = SQUARE if name in _OF_SQUARES else PICTURE if name in _OF_PICTURES else (4,)
    needed = [port for port in spec.inputs if not port.optional]
    dtypes = dict.fromkeys((p.name for p in needed), WHOLE) if name in _OF_WHOLE else {}
    return Given({p.name: [shape, shape] if p.many else shape for p in needed}, dtypes, params)
