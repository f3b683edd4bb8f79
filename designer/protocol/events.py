"""Events: what an engine tells, in the past tense."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class EngineReady:
    """Keras is imported and requests are answered.

    Attributes:
        versions: of python, keras, tensorflow, numpy.
        devices: names such as `CPU:0` or `GPU:0`.
    """

    versions: dict[str, str]
    devices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProjectChecked:
    """What Keras says of a graph.

    Attributes:
        nodes: by node id: `outputs` (port -> {"shape": [None, 8, 8, 32], "dtype": "float32"}),
            `parameters` (int), `trainable` (int), `multiply_adds` (int or None; of one sample),
            `activation_bytes` (int or None; of one sample). A node that shares a layer has
            `parameters` 0. A node that could not be inferred is missing.
        totals: `parameters`, `trainable`, `multiply_adds`, `activation_bytes`.
        problems: as `Problem.to_json` writes them.
        memory: as `MemoryFigures.to_json` writes them; empty where they are not known.
    """

    id: str
    revision: int
    nodes: dict[str, Any]
    totals: dict[str, Any]
    problems: list[dict[str, Any]]
    seconds: float = 0.0
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DataPreviewed:
    """The head of the data.

    Attributes:
        fields: a list of {"name", "dtype", "shape" (of one row), "role" ("number" | "class" |
            "text" | "image"), "classes" (names or None), "missing" (count), "minimum",
            "maximum", "mean"}.
        head: field name -> the first rows, as plain values; pictures as paths of PNG files.
        counts: rows in "train", "validation", "test" and "total".
        balance: class field -> {class name: rows}.
        problems: as `Problem.to_json` writes them.
        resolved: options that were "auto", and what they turned out to be.
    """

    id: str
    fields: list[dict[str, Any]]
    head: dict[str, Any]
    counts: dict[str, int]
    balance: dict[str, dict[str, int]]
    problems: list[dict[str, Any]]
    resolved: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunStarted:
    """Training has begun (the data is read, the model is built).

    Attributes:
        steps: batches in an epoch.
        epoch: the first epoch to train, counted from 0; above 0 where a run was resumed.
        metrics: names as in Keras's logs, without "val_".
    """

    id: str
    run_folder: str
    epochs: int
    steps: int
    epoch: int
    samples: int
    metrics: list[str]


@dataclass(frozen=True, slots=True)
class BatchesEnded:
    """One or more batches since the last message; at most twenty messages a second.

    Attributes:
        epoch: counted from 0.
        step: the last batch that ended, counted from 1 within the epoch.
        steps: global step (counted from 1 over the whole run) of each value.
        values: metric -> a value per batch. `loss` is the batch's own loss; others are Keras's
            running means of the epoch.
        samples_per_second: smoothed; 0 while it is not known.
        seconds_left: estimate to the end of the run; None while it is not known.
    """

    id: str
    epoch: int
    step: int
    steps: list[int]
    values: dict[str, list[float]]
    samples_per_second: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class EpochEnded:
    """An epoch is done; `logs` has Keras's names, validation included.

    Attributes:
        epoch: counted from 0.
        step: global step at its end.
    """

    id: str
    epoch: int
    step: int
    logs: dict[str, float]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The run does something else: `preparing`, `training`, `validating`, `paused`, `saving`."""

    id: str
    phase: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run is over.

    Attributes:
        outcome: `completed`, `stopped`, `early_stopped` or `failed`.
        message: one clear sentence where it failed.
        best: metric -> {"value", "epoch"} (`epoch` counted from 1), by each metric's direction.
        problems: as `Problem.to_json` writes them, where it failed.
    """

    id: str
    outcome: str
    message: str = ""
    epochs: int = 0
    best: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How good a model is.

    Attributes:
        metrics: Keras's names and values.
        outputs: output name -> {"kind": "classes" | "numbers", and for classes "labels",
            "confusion" (rows are true classes), "per_class" (a list of {"label", "precision",
            "recall", "f1", "support"}); for numbers "true", "predicted" (samples of both, at
            most 2000), "mean_absolute_error", "root_mean_squared_error", "r2"}.
        note: what the user should know (the data has changed ...); may be empty.
    """

    id: str
    split: str
    samples: int
    metrics: dict[str, float]
    outputs: dict[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Predicted:
    """Predictions.

    Attributes:
        labels: what each row was made from (file name, or row number).
        outputs: output name -> list of {"value": ..., "label": class name or None,
            "probabilities": list or None}.
        classes: output name -> class names, where it is a class.
        note: what the user should know (pictures were scaled ...); may be empty.
    """

    id: str
    labels: list[str]
    outputs: dict[str, Any]
    classes: dict[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackageDescribed:
    """The layers of an installed package are noted, where the catalogue reads them."""

    id: str
    package: str
    layers: int


@dataclass(frozen=True, slots=True)
class Exported:
    """A model was written, loaded again in a clean process and compared.

    Attributes:
        difference: greatest absolute difference on one batch.
        size: of what was written, in bytes.
        note: what the user should know (augmentation left out ...); may be empty.
    """

    id: str
    format: str
    path: str
    difference: float
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemoryProbed:
    """What some steps of training needed, and what follows for other batches.

    Attributes:
        device: `CPU` or `GPU`.
        points: [batch size, bytes] of each batch that was tried, the data not counted.
        fixed: bytes besides the batch.
        each: bytes of each sample.
        measured: `each` was measured; it is estimated where it drowned in the rest.
        available: bytes that are free on the device; None where not known.
        need: bytes for the batch size of the project.
        largest: the largest batch that fits, 0 where none does; None where not known.
    """

    id: str
    device: str
    points: list[list[int]]
    fixed: int
    each: int
    measured: bool
    available: int | None
    need: int
    largest: int | None


@dataclass(frozen=True, slots=True)
class ImportProgressed:
    """An import has come so far: `text` says what is being done, for the user."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ModelsImported:
    """Models were read from a source.

    Attributes:
        models: for each {"name", "project" (a dictionary, `weights` unset), "weights" (the path
            of a file of ours; empty where there are none), "notes" (sentences on what could not
            be taken over as it was)}.
        code: the source has code that did not run because it is not trusted: what it would do,
            in one sentence; empty where there is none.
    """

    id: str
    path: str
    models: list[dict[str, Any]]
    code: str = ""


@dataclass(frozen=True, slots=True)
class WeightsChecked:
    """Where the first weights of the layers come from.

    Attributes:
        nodes: by path id of the node that owns the layer: {"source": the file or run as the
            project names it, `imagenet`, or "" for fresh ones, "fresh": why they are fresh}.
            Layers of which nobody said anything are missing.
    """

    id: str
    revision: int
    nodes: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class WeightsListed:
    """What a file of weights holds.

    Attributes:
        layers: name of the layer (`base/conv1` in a model in the model) -> shapes of its weights.
    """

    id: str
    path: str
    layers: dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class ApplicationExpanded:
    """A model of `keras.applications` as a graph.

    Attributes:
        project: a project of which the graph, laid out, with one `Input` and one `Output`, and
            the blocks are to be taken over.
        weights: the file that was written; empty where there are none but those of chance.
        notes: what could not be taken over, one sentence each.
    """

    id: str
    project: dict[str, Any]
    weights: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """A request could not be answered.

    Attributes:
        message: what was expected, what was found, what to do.
        detail: the traceback, for the log and `--debug` only.
        problems: as `Problem.to_json` writes them.
    """

    id: str
    message: str
    detail: str = ""
    problems: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Logged:
    """A line for the log: `level` is `info`, `warning` or `error`."""

    level: str
    text: str


Event: TypeAlias = (
    EngineReady
    | ProjectChecked
    | DataPreviewed
    | RunStarted
    | BatchesEnded
    | EpochEnded
    | PhaseChanged
    | RunEnded
    | Evaluated
    | Predicted
    | Exported
    | PackageDescribed
    | MemoryProbed
    | ImportProgressed
    | ModelsImported
    | WeightsChecked
    | WeightsListed
    | ApplicationExpanded
    | RequestFailed
    | Logged
)

EVENTS: tuple[type[Event], ...] = (
    EngineReady,
    ProjectChecked,
    DataPreviewed,
    RunStarted,
    BatchesEnded,
    EpochEnded,
    PhaseChanged,
    RunEnded,
    Evaluated,
    Predicted,
    Exported,
    PackageDescribed,
    MemoryProbed,
    ImportProgressed,
    ModelsImported,
    WeightsChecked,
    WeightsListed,
    ApplicationExpanded,
    RequestFailed,
    Logged,
)
