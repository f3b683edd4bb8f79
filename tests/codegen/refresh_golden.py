"""Writes the expected scripts anew; read the diff: `python tests/codegen/refresh_golden.py`."""

from pathlib import Path

from designer import paths
from designer.codegen.script import project_script
from designer.project.files import read_project

GOLDEN = Path(__file__).resolve().parent / "golden"


def main() -> None:
    for path in sorted((paths.resources() / "examples").glob("*.kdesign")):
        text = project_script(read_project(path).project)
        (GOLDEN / f"{path.stem}.py").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
