"""The settings of a project besides its graph: data, compile and fit.

What belongs to one input or output stands on its node: `Input` has the params `shape`, `dtype`,
`columns` and `encoding`; `Output` has `columns`, `encoding`, `loss`, `loss_weight` and `metrics`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from designer.catalog.specs import Json


class DataKind(StrEnum):
    """Where the data comes from."""

    NONE = "none"
    BUILTIN = "builtin"  # digits, iris, wine, breast_cancer, diabetes: no network needed
    KERAS = "keras"  # keras.datasets, downloaded once
    CSV = "csv"
    NUMPY = "numpy"  # .npy or .npz
    HDF5 = "hdf5"
    IMAGE_FOLDER = "image_folder"  # one sub-folder a class


class Split(StrEnum):
    """A part of the data."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class DataSettings:
    """The data, how it is read and how it is split.

    Attributes:
        name: the set's name, for BUILTIN and KERAS.
        path: the file or folder, relative to the project's folder or absolute.
        options: what only this kind has (CSV: delimiter, encoding, header; images: image_size,
            color_mode ...), by the names in `designer.engine.data`.
        validation: share of all rows, 0 to 1 (a share of the training rows where the set comes
            with test rows of its own).
        test: share of all rows, 0 to 1.
        stratify: keep the class balance in each part, where an output is a class.
        seed: of the split.
    """

    kind: DataKind = DataKind.NONE
    name: str = ""
    path: str = ""
    options: Mapping[str, Json] = field(default_factory=dict)
    validation: float = 0.2
    test: float = 0.2
    stratify: bool = True
    seed: int = 0
    extra: Mapping[str, Json] = field(default_factory=dict)


def _adam() -> Json:
    return {"class_name": "Adam", "config": {}}


@dataclass(frozen=True, slots=True)
class CompileSettings:
    """What `Model.compile` gets besides the losses and metrics on the outputs.

    Attributes:
        optimizer: `{"class_name", "config"}` or Keras's short name.
        jit_compile: `"auto"`, True or False.
        extra: fields of a newer file.
    """

    optimizer: Json = field(default_factory=_adam)
    steps_per_execution: int = 1
    jit_compile: Json = "auto"
    run_eagerly: bool = False
    extra: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FitSettings:
    """What `Model.fit` gets.

    Attributes:
        seed: of the initial weights, of dropout and of the order of the data.
        shuffle: whether the training rows come in a new order each epoch.
        class_weight: None, `"balanced"`, or class index (as text) to weight.
        callbacks: `{"class_name", "config"}` of `keras.callbacks`.
    """

    epochs: int = 20
    batch_size: int = 32
    seed: int = 0
    shuffle: bool = True
    class_weight: Json = None
    callbacks: tuple[Json, ...] = ()
    extra: Mapping[str, Json] = field(default_factory=dict)
