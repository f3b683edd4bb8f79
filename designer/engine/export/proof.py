"""Reads a written model back in a process of its own, which knows nothing of this one."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from designer.engine.errors import UserError
from designer.engine.export.formats import Format
from designer.engine.own.in_force import current

_SECONDS = 300


def prove(
    form: Format,
    path: Path,
    rows: Sequence[np.ndarray],
    functions: Sequence[str] = (),
    *,
    safe: bool = True,
) -> list[np.ndarray]:
    """Return what the model in *path* predicts for *rows*, read by a clean process.

    Own code that is in force here is in force there.

    Args:
        form: of the file.
        path: of the file.
        rows: one array for each input.
        functions: texts of functions in the project's parameters.
        safe: as in Keras: the file holds no code.

    Raises:
        UserError: if it cannot be read back.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "rows.npz", Path(folder) / "outputs.npz"
        np.savez(given, *rows)
        own = Path(folder) / "own.json"
        own.write_text(json.dumps({**_own(), "functions": [*functions], "safe": safe}))
        command = [sys.executable, "-P", "-m", "designer.engine.export.verify"]
        try:
            done = subprocess.run(
                [*command, form.name, str(path), str(given), str(answer), str(own)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_SECONDS,
                env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _not_read_back(form, f"it took more than {_SECONDS} seconds.") from error
        if done.returncode != 0 or not answer.is_file():
            lines = done.stderr.strip().splitlines()
            raise _not_read_back(form, lines[-1] if lines else f"exit {done.returncode}.")
        with np.load(answer, allow_pickle=False) as outputs:
            return [outputs[f"arr_{number}"] for number in range(len(outputs.files))]


def _own() -> dict[str, Any]:
    code = current()
    if not code.trusted:
        return {"trusted": False}
    packages = list(code.packages)
    return {"trusted": True, "text": code.text, "packages": packages, "folder": code.folder}


def _not_read_back(form: Format, why: str) -> UserError:
    other = "SavedModel" if form.name == "keras" else ".keras"
    return UserError(
        f"Expected Keras to read the {form.title} back, found: {why} Nothing was written. "
        f"Export the model as {other} instead."
    )
