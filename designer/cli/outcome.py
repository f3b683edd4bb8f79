"""How a command ends: exit codes, and the error that carries one."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    PROJECT_ERRORS = 1
    USAGE = 2
    ENGINE_FAILED = 3


class CommandFailed(Exception):
    """One clear line for standard error, and the exit code."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.code = code
