import json
import os
import subprocess
import sys

import pytest

from designer.project.runs import (
    Journal,
    RunStatus,
    StoredState,
    delete_run,
    find_run,
    list_runs,
    new_run_folder,
    newest_run,
    read_events,
    read_status,
    runs_folder,
    write_status,
)
from designer.project.runs.processes import process_start
from designer.protocol.events import EpochEnded, PhaseChanged


def make_run(folder, id, state=StoredState.COMPLETED, **fields):
    place = folder / id
    place.mkdir(parents=True)
    write_status(place, RunStatus(state, **fields))
    return place


def test_runs_are_beside_the_project(tmp_path):
    assert runs_folder(tmp_path / "digits.kdesign") == tmp_path / "digits.runs"
    assert runs_folder(None).name == "unsaved.runs"


def test_two_runs_of_one_second_have_folders_of_their_own(tmp_path):
    made = [new_run_folder(tmp_path / "x.runs") for _ in range(3)]
    assert len(set(made)) == 3
    assert all(folder.is_dir() for folder in made)


def test_runs_are_listed_with_the_newest_first(tmp_path):
    best = {"loss": {"value": 0.5, "epoch": 2}}
    make_run(tmp_path, "2026-01-01_10-00-00")
    make_run(tmp_path, "2026-01-02_10-00-00", epochs=3, planned=5, best=best)
    make_run(tmp_path, "2026-01-02_10-00-00_2")
    make_run(tmp_path, "2026-01-02_10-00-00_10")
    (tmp_path / "notes").mkdir()
    entries = list_runs(tmp_path)
    assert [entry.id for entry in entries] == [
        "2026-01-02_10-00-00_10",
        "2026-01-02_10-00-00_2",
        "2026-01-02_10-00-00",
        "2026-01-01_10-00-00",
    ]
    assert (entries[2].epochs, entries[2].planned, entries[2].best) == (3, 5, best)
    assert newest_run(tmp_path) == entries[0]
    assert list_runs(tmp_path / "nowhere") == ()


def test_a_run_is_found_by_the_beginning_of_its_id(tmp_path):
    make_run(tmp_path, "2026-01-01_10-00-00")
    make_run(tmp_path, "2026-01-02_10-00-00")
    assert find_run(tmp_path, "2026-01-01").id == "2026-01-01_10-00-00"
    assert find_run(tmp_path, "last").id == "2026-01-02_10-00-00"
    assert find_run(tmp_path, "2026") is None


def test_a_run_whose_process_lives_is_running(tmp_path):
    pid = os.getpid()
    place = make_run(tmp_path, "a", StoredState.RUNNING, pid=pid, process=process_start(pid))
    assert read_status(place).state is StoredState.RUNNING
    with pytest.raises(ValueError, match="in progress"):
        delete_run(place)


def test_a_run_whose_process_is_gone_was_killed(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    started = process_start(child.pid)
    place = make_run(tmp_path, "a", StoredState.RUNNING, pid=child.pid, process=started)
    assert started
    assert read_status(place).state is StoredState.RUNNING
    child.communicate(b"\n", timeout=30)
    status = read_status(place)
    assert (status.state, status.state.resumable) == (StoredState.KILLED, True)


def test_a_process_that_got_the_same_number_is_not_the_run(tmp_path):
    place = make_run(tmp_path, "a", StoredState.RUNNING, pid=os.getpid(), process="another")
    assert read_status(place).state is StoredState.KILLED


def test_a_status_that_cannot_be_read_is_none(tmp_path):
    assert read_status(tmp_path) is None
    odd = (
        {"epochs": 3},
        {"state": "completed", "epochs": "many"},
        {"state": "completed", "best": {"loss": 0.5}},
        {"state": "running", "pid": "x", "process": 7},
        {"state": "completed", "problems": [1]},
    )
    for text in ("", "{", "[]", '{"state": "odd"}', *map(json.dumps, odd)):
        (tmp_path / "status.json").write_text(text)
        assert read_status(tmp_path) is None


def test_a_run_is_deleted_with_all_its_files(tmp_path):
    place = make_run(tmp_path, "a")
    delete_run(place)
    assert not place.exists()


def test_a_folder_that_is_no_run_is_not_deleted(tmp_path):
    (tmp_path / "thesis").mkdir()
    with pytest.raises(ValueError, match="Expected the folder of a run"):
        delete_run(tmp_path / "thesis")
    assert (tmp_path / "thesis").is_dir()


def test_the_journal_gives_its_events_back(tmp_path):
    events = [PhaseChanged("r", "training"), EpochEnded("r", 0, 10, {"loss": 0.5}, 1.0)]
    journal = Journal(tmp_path)
    for event in events:
        journal.write(event)
    journal.sync()
    journal.close()
    assert list(read_events(tmp_path)) == events
    assert list(read_events(tmp_path / "nowhere")) == []


def test_a_line_that_was_cut_off_is_passed_over_and_written_over(tmp_path):
    (tmp_path / "metrics.jsonl").write_bytes(
        b'{"type":"PhaseChanged","id":"r","phase":"training"}\n{"type":"EpochEn'
    )
    assert list(read_events(tmp_path)) == [PhaseChanged("r", "training")]
    journal = Journal(tmp_path)
    journal.write(PhaseChanged("r", "saving"))
    journal.close()
    found = list(read_events(tmp_path))
    assert found == [PhaseChanged("r", "training"), PhaseChanged("r", "saving")]


def test_what_a_resumed_run_does_again_is_set_aside(tmp_path):
    journal = Journal(tmp_path)
    journal.write(PhaseChanged("r", "training"))
    position = journal.position
    journal.write(PhaseChanged("r", "paused"))
    journal.close()
    Journal(tmp_path, keep=position).close()
    assert list(read_events(tmp_path)) == [PhaseChanged("r", "training")]
    assert b"paused" in (tmp_path / "replaced.jsonl").read_bytes()


def test_a_line_that_a_full_disk_cut_off_is_taken_back(tmp_path):
    class FullDisk:
        """Takes five bytes, then nothing."""

        def __init__(self, file):
            self.file, self.room = file, 5

        def write(self, content):
            if not self.room:
                raise OSError("No space left on device")
            taken, self.room = self.room, 0
            return self.file.write(content[:taken])

        def __getattr__(self, name):
            return getattr(self.file, name)

    journal = Journal(tmp_path)
    journal.write(PhaseChanged("r", "training"))
    journal._file = FullDisk(journal._file)
    with pytest.raises(OSError, match="No space left"):
        journal.write(PhaseChanged("r", "saving"))
    journal.close()
    assert (tmp_path / "metrics.jsonl").read_bytes().endswith(b'"training"}\n')
