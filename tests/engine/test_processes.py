"""Engines and commands that are killed: nothing is lost, nothing is left running."""

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.shell import (
    environment,
    example,
    one_line,
    run_command,
    runs_of,
    start_command,
    status_of,
    wait_for_end,
    wait_for_epoch,
)

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc"),
]

COMPARE = """
import sys, keras
models = [keras.models.load_model(path).get_weights() for path in sys.argv[1:]]
for weights in models[1:]:
    print(max(float(abs(a - b).max()) for a, b in zip(models[0], weights, strict=True)))
"""


def test_killed_runs_go_on_to_the_same_weights_as_one_that_was_left_alone(tmp_path):
    """The model has dropout, so random states and the order of the data must come back too."""
    whole, killed, orphan = (
        example(tmp_path / name, "digits_cnn", epochs=4) for name in ("whole", "killed", "orphan")
    )

    command = start_command("train", killed)
    wait_for_epoch(killed, 2)
    os.kill(status_of(killed)["pid"], signal.SIGKILL)
    _, errors = command.communicate(timeout=60)
    assert command.returncode == 3
    told = one_line(errors.splitlines(keepends=True)[-1])
    assert told.startswith("The engine was killed")
    assert f"--resume {runs_of(killed)[-1].name}" in told

    command = start_command("train", orphan)
    wait_for_epoch(orphan, 1)
    engine = status_of(orphan)["pid"]
    command.kill()
    command.communicate(timeout=60)
    assert wait_for_end(engine) < 20
    assert status_of(orphan)["state"] == "stopped"

    both = [start_command("train", path, "--resume", "last") for path in (killed, orphan)]
    assert run_command("train", whole).returncode == 0
    for process in both:
        process.communicate(timeout=120)
    assert [process.returncode for process in both] == [0, 0]
    models = [runs_of(path)[-1] / "model.keras" for path in (whole, killed, orphan)]
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, *map(str, models)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["0.0", "0.0"], done.stderr


def test_an_interrupt_keeps_the_weights_and_a_second_one_ends_the_engine(tmp_path):
    once, twice = (example(tmp_path / name, "digits_cnn", epochs=500) for name in ("a", "b"))
    first, second = start_command("train", once), start_command("train", twice)

    wait_for_epoch(once)
    first.send_signal(signal.SIGINT)
    text, errors = first.communicate(timeout=60)
    assert first.returncode == 0
    assert text.startswith("stopped after ")
    assert "Traceback" not in errors
    assert status_of(once)["state"] == "stopped"
    assert (runs_of(once)[-1] / "model.keras").is_file()

    wait_for_epoch(twice)
    engine = status_of(twice)["pid"]
    os.kill(engine, signal.SIGSTOP)  # an engine that hears nothing
    second.send_signal(signal.SIGINT)
    try:
        second.wait(1)
    except subprocess.TimeoutExpired:
        second.send_signal(signal.SIGINT)
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 3
    assert "Traceback" not in errors
    assert wait_for_end(engine) < 10


def test_whoever_reads_the_output_may_go(tmp_path):
    project = example(tmp_path, "iris_mlp", epochs=3)
    line = f"'{sys.executable}' -m designer train '{project}' --json | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{"epoch": 1, ')


def test_an_output_that_is_full_is_told_in_one_line(tmp_path):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "designer", "layers"],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 2
    assert "No space left on device" in one_line(done.stderr)
