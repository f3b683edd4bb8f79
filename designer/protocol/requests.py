"""Requests: what an engine can be asked for, in the imperative.

Projects travel as the dictionaries that `designer.project.files` reads and writes. Every request
carries an id; the events that answer it carry the same. `trusted` says that the user trusts the
code that came with the project: without it nothing of that runs.
"""

from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class CheckProject:
    """Infer shapes, parameters and costs; answered by `ProjectChecked`."""

    id: str
    revision: int
    project: dict[str, Any]
    folder: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class PreviewData:
    """Read the head of the data; answered by `DataPreviewed`.

    Attributes:
        folder: what relative paths in the project are relative to.
        rows: how many rows of the head are wanted.
        download: the user asked for this data, so it may be fetched from the network.
    """

    id: str
    project: dict[str, Any]
    folder: str = ""
    rows: int = 20
    download: bool = False
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class StartTraining:
    """Train in the background; answered by `RunStarted`, then progress, then `RunEnded`.

    Attributes:
        run_folder: the folder of the run: new and empty, or that of the run to resume.
        resume: go on from the last checkpoint in `run_folder`.
    """

    id: str
    project: dict[str, Any]
    run_folder: str
    folder: str = ""
    resume: bool = False
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class StopTraining:
    """End the run after the batch in hand; its weights are kept."""

    id: str


@dataclass(frozen=True, slots=True)
class PauseTraining:
    """Hold the run after the batch in hand."""

    id: str


@dataclass(frozen=True, slots=True)
class ContinueTraining:
    """Go on with a paused run."""

    id: str


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Evaluate a run's model on one part of its data; answered by `Evaluated`."""

    id: str
    run_folder: str
    folder: str = ""
    split: str = "test"
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Predict:
    """Predict with a run's model; answered by `Predicted`.

    Attributes:
        source: a CSV, NPY, NPZ or picture file, or a folder of pictures.
        rows: rows given directly, by the name of the Input node; used where `source` is empty.
    """

    id: str
    run_folder: str
    folder: str = ""
    source: str = ""
    rows: dict[str, Any] = field(default_factory=dict)
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Write the model; answered by `Exported`.

    Attributes:
        format: `keras`, `h5` or `savedmodel`; `weights` for Keras's `.weights.h5` alone.
        path: the file or folder to write.
        run_folder: whose weights to use; empty for an untrained model.
    """

    id: str
    project: dict[str, Any]
    format: str
    path: str
    run_folder: str = ""
    folder: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ImportModel:
    """Read models that somebody saved or wrote; answered by `ModelsImported`.

    Attributes:
        path: a `.keras`, `.h5` or `.json` file, the folder of a SavedModel, a script.
        folder: where files of weights are written.
        trusted: the user trusts the source, so code in it may run.
        fold: make blocks of what repeats.
    """

    id: str
    path: str
    folder: str
    trusted: bool = False
    fold: bool = True


@dataclass(frozen=True, slots=True)
class CancelImport:
    """Give up an import: the request with this id is answered by `RequestFailed` then."""

    id: str


@dataclass(frozen=True, slots=True)
class CheckWeights:
    """Find out which layers would begin with weights of a file; answered by `WeightsChecked`."""

    id: str
    revision: int
    project: dict[str, Any]
    folder: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ProbeMemory:
    """Train a few steps with small batches to see what they need; answered by `MemoryProbed`.

    The process that answers keeps the memory it took, so it should be one that ends then.
    """

    id: str
    project: dict[str, Any]
    folder: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ListWeights:
    """Read which layers a file of weights holds; answered by `WeightsListed`.

    Attributes:
        path: a file or the folder of a run, as a project names it.
        folder: what a relative path is relative to.
    """

    id: str
    path: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class ExpandApplication:
    """Take a model of `keras.applications` apart; answered by `ApplicationExpanded`.

    Attributes:
        kind: `applications.ResNet50`.
        params: of the node.
        shape: of the pictures that are wired to it, batch axis included.
        name: of the node.
        prefix: what the ids of the nodes and blocks begin with, so that they are free.
        around: what stands before those ids in path ids (`n5/`); empty where the nodes will stand
            in the root graph.
        weights: the file to write, where the model begins with weights that are not of chance.
        folder: what relative paths among *params* are relative to.
    """

    id: str
    kind: str
    params: dict[str, Any]
    shape: list[int | None]
    name: str
    prefix: str = ""
    around: str = ""
    weights: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class DescribePackage:
    """Import an installed package and note its layers; answered by `PackageDescribed`.

    Its code runs: this is asked where the user has named the package.
    """

    id: str
    package: str


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Stop whatever runs, keep what can be kept, and end."""

    id: str = ""


Request: TypeAlias = (
    CheckProject
    | PreviewData
    | StartTraining
    | StopTraining
    | PauseTraining
    | ContinueTraining
    | Evaluate
    | Predict
    | Export
    | ImportModel
    | CancelImport
    | CheckWeights
    | ProbeMemory
    | ListWeights
    | ExpandApplication
    | DescribePackage
    | Shutdown
)

REQUESTS: tuple[type[Request], ...] = (
    CheckProject,
    PreviewData,
    StartTraining,
    StopTraining,
    PauseTraining,
    ContinueTraining,
    Evaluate,
    Predict,
    Export,
    ImportModel,
    CancelImport,
    CheckWeights,
    ProbeMemory,
    ListWeights,
    ExpandApplication,
    DescribePackage,
    Shutdown,
)
