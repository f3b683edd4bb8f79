"""The command `python -m designer.engine.introspect [--out DIR]`: writes the catalogue."""

import argparse
import os
import sys
from pathlib import Path

from designer import paths


def main(arguments: list[str] | None = None) -> int:
    """Write `layers.json` and `objects.json`; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m designer.engine.introspect")
    parser.add_argument("--out", type=Path, help="the folder to write to (resources/catalog)")
    folder = parser.parse_args(arguments).out or paths.resources() / "catalog"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

    from designer.engine.introspect.generate import generate  # Keras is imported here
    from designer.engine.introspect.writing import write

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in generate().items():
        write(folder / name, content)
        sys.stderr.write(f"{folder / name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
