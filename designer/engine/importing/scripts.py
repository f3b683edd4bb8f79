"""Models that a trusted script builds, by running it in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.opened import Opened
from designer.engine.importing.opening import open_model

SECONDS = 180
"""How long a script may take until it has built its models."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a script built.

    Attributes:
        models: with their weights, which lie in `folder` until `close`.
        names: what the script calls each of them.
        notes: what was built and cannot be drawn, and where the script failed.
    """

    models: tuple[Opened, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...]
    folder: tempfile.TemporaryDirectory[str]

    def close(self) -> None:
        """Throw the saved models away."""
        self.folder.cleanup()


def run_script(path: Path, seconds: float = SECONDS) -> Ran:
    """Run the script or notebook at *path*, which the user trusts, in its own folder.

    Nothing trains: `fit` and its like do nothing.

    Raises:
        CannotImport: if it does not end in time, or builds nothing that can be drawn.
    """
    folder = tempfile.TemporaryDirectory(prefix="script-")
    try:
        _run(path.resolve(), Path(folder.name), seconds)
        return _found(path, folder)
    except BaseException:
        folder.cleanup()
        raise


def _run(path: Path, folder: Path, seconds: float) -> None:
    command = [sys.executable, "-P", "-m", "designer.engine.importing.script_runner"]
    process = subprocess.Popen(
        [*command, str(path), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=path.parent,
        env={
            **os.environ,
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "",
            "MPLBACKEND": "Agg",
        },
    )
    try:
        _, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise CannotImport(
            f"{path.name} did not come to an end within {seconds:.0f} seconds. Take what builds "
            "the model into a script of its own, without training."
        ) from error
    if not (folder / "found.json").is_file():
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        why = lines[-1][:300] if lines else f"exit code {process.returncode}"
        raise CannotImport(f"{path.name} could not be run: {why}")


def _found(path: Path, folder: tempfile.TemporaryDirectory[str]) -> Ran:
    data: dict[str, Any] = json.loads((Path(folder.name) / "found.json").read_text("utf-8"))
    notes = [*data["notes"]]
    if data["error"]:
        notes.append(f"The script failed and was read up to there. {data['error']}")
    if not data["models"]:
        why = " ".join(notes) or "It builds none."
        raise CannotImport(f"Expected a Keras model in {path.name}, found none. {why}")
    models = tuple(open_model(Path(folder.name) / entry["file"]) for entry in data["models"])
    names = tuple(str(entry["variable"]) for entry in data["models"])
    return Ran(models, names, tuple(notes), folder)
