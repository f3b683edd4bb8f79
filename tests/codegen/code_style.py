"""Holds code that was written for users to what they hold their own code to."""

import subprocess
import sys
from pathlib import Path

RULES = "E,F,W,I,N,D,UP,B,SIM"


def require_style(folder: Path) -> None:
    """Fail where `ruff check` or `ruff format` would change or complain of anything."""
    convention = 'lint.pydocstyle.convention="google"'
    check = ["check", "--select", RULES, "--config", convention, "--output-format", "concise"]
    for command in (check, ["format", "--diff"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--no-cache", str(folder)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
