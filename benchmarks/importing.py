"""How long every model of `keras.applications` takes to be opened and laid out.

Each is saved without training, then imported in this process, where Keras is warm. Printed as
JSON: for each model the seconds to its drawing (read, made a project, folded and laid out), the
seconds for its weights on top, the nodes on the canvas, and `ratio`: the first figure as a share
of the limit of five seconds. Names of models as arguments choose among them.
"""

import json
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras

from designer.catalog.catalog import load_catalog
from designer.engine.importing.importing import start_import
from designer.engine.importing.opening import open_model

LIMIT = 5.0


def main(names: list[str]) -> None:
    """Print one object for all models."""
    known = [name for name in sorted(vars(keras.applications)) if name[:1].isupper()]
    load_catalog()
    figures: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        for name in names or known:
            figures[name] = measured(name, Path(folder) / "model.keras")
            print(name, figures[name], file=sys.stderr)
    slowest = max(figures.values(), key=lambda figure: figure["seconds"])
    print(json.dumps({"limit": LIMIT, "greatest_ratio": slowest["ratio"], "models": figures}))


def measured(name: str, path: Path) -> dict[str, Any]:
    """Return the figures of one model."""
    keras.backend.clear_session()
    model = getattr(keras.applications, name)(weights=None)
    layers = len(model.layers)
    model.save(path)
    del model
    begin = time.perf_counter()
    importing = start_import(open_model(path), name)
    drawn = time.perf_counter()
    with importing.weights() as found:
        arrays = sum(len(pair[1]) for pair in found)
    end = time.perf_counter()
    return {
        "layers": layers,
        "nodes": len(importing.project.graph.nodes),
        "seconds": round(drawn - begin, 3),
        "ratio": round((drawn - begin) / LIMIT, 3),
        "weights_seconds": round(end - drawn, 3),
        "arrays": arrays,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
