"""Runs `keras-designer` as a shell would, on projects of their own."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from designer.paths import resources

PATIENCE = 120


def command(*arguments):
    return [sys.executable, "-m", "designer", *map(str, arguments)]


def environment(**changes):
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUTF8": "1", **changes}
    return {name: value for name, value in {**os.environ, **quiet}.items() if value is not None}


def run_command(*arguments, **changes):
    """Run to the end and return what it printed and its exit code."""
    return subprocess.run(
        command(*arguments),
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def start_command(*arguments, **changes):
    """Start and return at once."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def example(folder, name, **fit):
    """Copy an example into *folder*, with other fit settings, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.kdesign"
    shutil.copy(resources() / "examples" / path.name, path)
    if fit:
        data = json.loads(path.read_text(encoding="utf-8"))
        data["fit"].update(fit)
        path.write_text(json.dumps(data), encoding="utf-8")
    return path


def runs_of(project):
    return sorted(project.with_suffix(".runs").iterdir())


def status_of(project):
    return json.loads((runs_of(project)[-1] / "status.json").read_text(encoding="utf-8"))


def wait_for_epoch(project, number=1):
    """Wait until the newest run of *project* has ended so many epochs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for journal in project.with_suffix(".runs").glob("*/metrics.jsonl"):
            if journal.read_text(encoding="utf-8").count('"EpochEnded"') >= number:
                return
        time.sleep(0.02)
    raise AssertionError(f"No epoch {number} of {project}")


def wait_for_end(pid, seconds=30.0):
    """Wait until a process that is not our child is gone; return how long that took."""
    began = time.monotonic()
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"The process {pid} still runs")
        time.sleep(0.05)
    return time.monotonic() - began


def one_line(text):
    """Return standard error where it is one clear line of ours."""
    assert text.startswith("keras-designer: "), text
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text.removeprefix("keras-designer: ").strip()
