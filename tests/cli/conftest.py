"""A function that runs a command in the process of the tests."""

import pytest

from designer.cli.main import main


@pytest.fixture
def say(capsys):
    """Return a function that runs a command in this process: exit code, output, errors."""

    def speak(*arguments):
        try:
            code = main([str(word) for word in arguments])
        except SystemExit as end:
            code = end.code
        told = capsys.readouterr()
        return code, told.out, told.err

    return speak
