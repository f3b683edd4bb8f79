"""What a run is made of, kept beside it: the environment, and the fields and classes of the data.

With `data.json` a model can be evaluated and used when its training data is gone or has changed.
"""

import json
import platform
import sys
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from designer.engine.data.prepared import PreparedData
from designer.engine.data.tables import read_table
from designer.project.data_fields import Field
from designer.project.files import write_atomically
from designer.project.project import Project

DATA = "data.json"
ENVIRONMENT = "environment.json"


def describe_run(folder: Path, project: Project, data: PreparedData, data_folder: str) -> None:
    """Write `environment.json` and `data.json` into the run's *folder*.

    Raises:
        OSError: if the disk is full.
    """
    _write(folder / ENVIRONMENT, _environment(project, data))
    fields = read_table(project.data, data_folder).fields
    _write(
        folder / DATA,
        {
            "fingerprint": data.fingerprint,
            "rows": {str(split): part.rows for split, part in data.parts.items()},
            "classes": {name: list(classes) for name, classes in data.classes.items()},
            "fields": [field.to_json() for field in fields.values()],
        },
    )


def read_fields(folder: Path) -> dict[str, Field]:
    """Return the fields of a run's data by name; none where its folder does not tell."""
    try:
        data = json.loads((folder / DATA).read_text(encoding="utf-8"))
        fields = [Field.from_json(entry) for entry in data["fields"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {field.name: field for field in fields}


def read_fingerprint(folder: Path) -> str:
    """Return the fingerprint of the data that the run was trained on; empty if it is not known."""
    try:
        return str(json.loads((folder / DATA).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _environment(project: Project, data: PreparedData) -> dict[str, Any]:
    return {
        "versions": {
            "python": platform.python_version(),
            "keras": keras.version(),
            "tensorflow": tf.__version__,
            "numpy": np.__version__,
        },
        "backend": keras.backend.backend(),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "executable": sys.implementation.name,
        "devices": [device.name for device in tf.config.list_logical_devices()],
        "threads": tf.config.threading.get_intra_op_parallelism_threads(),
        "seed": project.fit.seed,
        "data": data.fingerprint,
    }


def _write(path: Path, value: Any) -> None:
    write_atomically(path, (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode())
