"""`keras-designer doctor`: what this machine has, and what to do about what it lacks."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from designer import __version__, paths
from designer.cli.host import Host
from designer.cli.outcome import CommandFailed, ExitCode
from designer.cli.printing import print_json
from designer.session.engine import EngineState

_PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "networkx", "h5py", "keras", "tensorflow")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        advice: what to do, where `ok` is false.
    """

    name: str
    ok: bool
    found: str
    advice: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> ExitCode:
    """Look at everything; the exit code is 3 where the engine does not start."""
    findings = [
        Finding("keras-designer", True, __version__),
        Finding("python", True, f"{platform.python_version()} on {platform.platform()}"),
        *map(_package, _PACKAGES),
        _display(),
        _folder("resources", paths.resources, writable=False),
        _folder("settings", paths.config_dir, writable=True),
        _folder("cache", paths.cache_dir, writable=True),
        _folder("unsaved work", paths.state_dir, writable=True),
        _engine(),
    ]
    if options.json:
        facts = [
            {"name": f.name, "ok": f.ok, "found": f.found, "advice": f.advice} for f in findings
        ]
        print_json({"ok": all(f.ok for f in findings), "findings": facts})
    else:
        for finding in findings:
            print(f"{'✓' if finding.ok else '✗'} {finding.name}: {finding.found}")
            if finding.advice:
                print(f"    {finding.advice}")
    return ExitCode.DONE if findings[-1].ok else ExitCode.ENGINE_FAILED


def _package(name: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, False, "not installed", f"Run: pip install {name}")
    bad = name == "PySide6-Essentials" and sys.version_info < (3, 12) and found.startswith("6.12")
    advice = "It aborts on this Python. Run: pip install 'PySide6-Essentials<6.12'" if bad else ""
    return Finding(name, not bad, found, advice)


def _display() -> Finding:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return Finding("display", True, "yes")
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if shown:
        return Finding("display", True, shown)
    advice = "The window needs one. The commands (train, export ...) work without."
    return Finding("display", True, "none", advice)


def _folder(name: str, get: Callable[[], Path], *, writable: bool) -> Finding:
    try:
        folder = get()
        if writable:
            with tempfile.TemporaryFile(dir=folder):
                pass
    except OSError as error:
        return Finding(f"folder for {name}", False, str(error), "Make it writable for you.")
    return Finding(f"folder for {name}", True, str(folder))


def _engine() -> Finding:
    host = Host()
    engine = host.session.engine
    engine.start()
    try:
        host.wait_until(lambda: engine.state is EngineState.READY)
        devices = ", ".join(engine.devices) or "no device"
        return Finding("engine", True, f"TensorFlow {engine.versions.get('tensorflow')}, {devices}")
    except CommandFailed as error:
        return Finding("engine", False, str(error), "Run: pip install --force-reinstall tensorflow")
    finally:
        host.session.close()
