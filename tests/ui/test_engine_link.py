"""The engine's link on a small process that stands in for the engine."""

import sys
import textwrap

import pytest

from designer.protocol.events import Logged
from designer.protocol.requests import Shutdown, StopTraining
from designer.ui.engine_link import QProcessLink

ECHO = """
import sys, json
print("noise", file=sys.stderr, flush=True)
for line in sys.stdin:
    request = json.loads(line)
    text = "x" * 300000 if request["type"] == "StopTraining" else request["type"]
    print(json.dumps({"type": "Logged", "level": "info", "text": text}), flush=True)
    if request["type"] == "Shutdown":
        break
"""


@pytest.fixture
def start(qtbot):
    made = []

    def start(code=ECHO):
        link = QProcessLink(command=(sys.executable, "-c", textwrap.dedent(code)))
        link.events, link.ends, link.errors = [], [], []
        link.received.connect(link.events.append)
        link.ended.connect(link.ends.append)
        link.error_output.connect(link.errors.append)
        link.start()
        made.append(link)
        return link

    yield start
    for link in made:
        link.kill()


def test_a_large_event_arrives_whole(start, qtbot):
    link = start()
    link.send(StopTraining("1"))
    qtbot.waitUntil(lambda: bool(link.events), timeout=10_000)
    assert link.events == [Logged("info", "x" * 300000)]


def test_what_the_process_says_beside_the_protocol_is_told_apart(start, qtbot):
    link = start()
    qtbot.waitUntil(lambda: link.errors == ["noise"], timeout=10_000)
    assert link.events == []


def test_an_engine_that_is_asked_to_end_ends_without_complaint(start, qtbot):
    link = start()
    qtbot.waitUntil(lambda: bool(link.errors), timeout=10_000)
    link.close()
    assert link.wait()
    qtbot.waitUntil(lambda: link.ends == [""], timeout=5000)
    assert link.events == []


def test_an_engine_that_is_killed_is_told_once_in_words(start, qtbot):
    link = start()
    qtbot.waitUntil(lambda: bool(link.errors), timeout=10_000)
    link.kill()
    qtbot.waitUntil(lambda: bool(link.ends), timeout=5000)
    assert len(link.ends) == 1
    assert link.ends[0].startswith("The engine")
    assert not link.alive
    link.send(Shutdown())


def test_an_engine_that_fails_tells_its_exit_code(start, qtbot):
    link = start("raise SystemExit(3)")
    qtbot.waitUntil(lambda: bool(link.ends), timeout=10_000)
    assert link.ends == ["The engine ended with an error (exit code 3)."]


def test_a_program_that_is_not_there_is_told_in_words(qtbot):
    link = QProcessLink(command=("/no/such/program",))
    ends = []
    link.ended.connect(ends.append)
    link.start()
    qtbot.waitUntil(lambda: bool(ends), timeout=5000)
    assert ends[0].startswith("The engine could not be started")


def test_a_line_that_is_no_message_does_no_harm(start, qtbot):
    link = start("print('hello', flush=True)\nimport sys\nsys.stdin.read()")
    qtbot.waitUntil(lambda: bool(link.errors), timeout=10_000)
    assert "hello" in link.errors[0]
    assert link.alive
