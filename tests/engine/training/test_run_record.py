"""What a run's record writes and tells."""

import pytest

from designer.engine.training.explanations import explain_failure
from designer.engine.training.run_record import RunRecord
from designer.protocol.events import Logged, RunEnded
from designer.protocol.requests import StartTraining


@pytest.fixture
def told():
    return []


@pytest.fixture
def record(tmp_path, told):
    record = RunRecord(tmp_path, 3, told.append)
    yield record
    record.end(RunEnded("1", "failed", "Training failed.", 0))


def test_the_details_of_a_failure_are_in_the_file_and_in_the_log_panel(record, told, tmp_path):
    record.log("error", "Training failed.", "Traceback:\n  in fit\nValueError: odd\n")

    assert told == [
        Logged("error", "Training failed."),
        Logged("error", "Traceback:\n  in fit\nValueError: odd"),
    ]
    lines = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("error: Training failed.")
    assert lines[1:] == ["    Traceback:", "      in fit", "    ValueError: odd"]


def test_a_line_without_details_is_one_line(record, told):
    record.log("info", "Resumed after epoch 2.")

    assert told == [Logged("info", "Resumed after epoch 2.")]


def test_the_message_of_a_failure_names_the_file_that_has_the_details(tmp_path):
    error = KeyError("odd")
    words = explain_failure(error, StartTraining("1", {}, str(tmp_path)), None, tmp_path).message

    assert words == (
        f"Training failed: KeyError: 'odd'. The log has the details: {tmp_path / 'log.txt'}."
    )
