"""A link to a process that answers, ends, crashes or never hears."""

import os
import signal
import subprocess
import sys
import time

import pytest

from designer.protocol.events import Logged
from designer.protocol.requests import StopTraining
from designer.session.link import ENGINE_COMMAND
from designer.session.popen_link import PopenLink

ECHO = """
import sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
"""


class Ear:
    """Hears what a link tells."""

    def __init__(self, code):
        self.link = PopenLink((sys.executable, "-c", code))
        self.events, self.errors, self.ends = [], [], []
        self.link.received.connect(self.events.append)
        self.link.error_output.connect(self.errors.append)
        self.link.ended.connect(self.ends.append)
        self.link.start()

    def wait(self, until, seconds=20.0):
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, (self.events, self.errors, self.ends)
            self.link.pump(0.05)
        return self


@pytest.fixture
def hear():
    made = []

    def start(code):
        made.append(Ear(code))
        return made[-1]

    yield start
    for ear in made:
        if ear.link.alive:
            ear.link.kill()
        ear.link.close()


def test_a_strangers_folder_gives_the_engine_no_code(tmp_path, monkeypatch):
    (tmp_path / "designer").mkdir()
    (tmp_path / "designer" / "__init__.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)

    subprocess.run([*ENGINE_COMMAND[:-1], "designer.paths"], timeout=60, check=True)

    assert not (tmp_path / "ran").exists()


def test_a_message_comes_back_as_it_was_sent(hear):
    ear = hear(ECHO)
    ear.link.send(StopTraining("r1"))
    ear.wait(lambda: ear.events)
    assert ear.events == [StopTraining("r1")]


def test_a_path_that_is_no_utf8_travels(hear):
    ear = hear(ECHO)
    odd = os.fsdecode(b"/data/lat\xe9n")
    ear.link.send(Logged("info", odd))
    ear.wait(lambda: ear.events)
    assert ear.events == [Logged("info", odd)]


def test_closing_ends_the_process_without_words(hear):
    ear = hear(ECHO)
    pid = ear.link.pid
    ear.link.close()
    ear.wait(lambda: ear.ends)
    assert ear.ends == [""]
    assert not ear.link.alive
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_end_with_an_error_is_told_with_its_last_words(hear):
    code = "import sys; print('first', file=sys.stderr); sys.exit('ImportError: no room.')"
    ear = hear(code)
    ear.wait(lambda: ear.ends)
    assert ear.ends == ["The engine ended with an error (exit code 1): ImportError: no room."]
    assert ear.errors == ["first", "ImportError: no room."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGKILL, "The engine was killed, by the system for lack of memory or by somebody."),
        (signal.SIGSEGV, "The engine crashed (signal 11)."),
    ],
)
def test_a_death_is_told_by_its_signal(hear, number, words):
    ear = hear(ECHO)
    os.kill(ear.link.pid, number)
    ear.wait(lambda: ear.ends)
    assert ear.ends == [words]


def test_an_end_by_itself_is_told(hear):
    ear = hear("pass")
    ear.wait(lambda: ear.ends)
    assert ear.ends == ["The engine ended by itself."]


def test_sending_to_the_dead_is_no_error(hear):
    ear = hear("pass")
    ear.wait(lambda: ear.ends)
    ear.link.send(StopTraining("r1"))
    assert ear.events == []


def test_a_line_that_is_no_message_is_told_and_passed_over(hear):
    ear = hear("print('noise', flush=True)\n" + ECHO)
    ear.link.send(StopTraining("r1"))
    ear.wait(lambda: ear.events and ear.errors)
    assert ear.events == [StopTraining("r1")]
    assert "noise" in ear.errors[0]


def test_a_command_that_is_not_there_ends_at_once_and_says_so(tmp_path):
    link, ends = PopenLink((str(tmp_path / "nothing"),)), []
    link.ended.connect(ends.append)
    link.start()
    link.pump()
    assert ends == ["The engine could not be started: No such file or directory."]
    assert not link.alive
    link.close()
