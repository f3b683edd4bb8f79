"""The runs of a project on disk, read and written without Keras."""

from designer.project.runs.folders import (
    RunEntry,
    delete_run,
    find_run,
    list_runs,
    move_run,
    new_run_folder,
    newest_run,
    read_entry,
    runs_folder,
)
from designer.project.runs.journal import Journal, read_events
from designer.project.runs.status import RunStatus, StoredState, read_status, write_status

__all__ = [
    "Journal",
    "RunEntry",
    "RunStatus",
    "StoredState",
    "delete_run",
    "find_run",
    "list_runs",
    "move_run",
    "new_run_folder",
    "newest_run",
    "read_entry",
    "read_events",
    "read_status",
    "runs_folder",
    "write_status",
]
