"""Writes the catalogue so that `git diff` shows what a new Keras release changed."""

import json
from pathlib import Path
from typing import Any


def text_of(content: dict[str, Any]) -> str:
    """Return *content* as JSON with one argument to a line."""
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


def write(path: Path, content: dict[str, Any]) -> None:
    """Write one file of the catalogue."""
    path.write_text(text_of(content), encoding="utf-8", newline="\n")
