import math

import pytest

from designer.protocol.codec import BadMessage, LineSplitter, decode, encode
from designer.protocol.events import EVENTS, BatchesEnded, EpochEnded
from designer.protocol.requests import REQUESTS, StartTraining


def test_a_message_comes_through_as_it_was():
    request = StartTraining("q1", {"name": "m", "nodes": []}, "runs/1", "data", resume=True)
    assert decode(encode(request)) == request


def test_a_message_is_one_line():
    line = encode(StartTraining("q1", {"notes": "two\nlines"}, "runs/1"))
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_not_a_number_comes_through():
    event = decode(encode(EpochEnded("q1", 0, 10, {"loss": math.nan, "top": math.inf})))
    assert math.isnan(event.logs["loss"])
    assert event.logs["top"] == math.inf


@pytest.mark.parametrize(
    "line", [b"hello", b"[]", b"{}", b'{"type": "Nothing"}', b'{"type": "StopTraining"}', b"\xff"]
)
def test_a_line_that_is_no_message_is_refused(line):
    with pytest.raises(BadMessage, match="Expected a message"):
        decode(line)


def test_a_field_of_a_newer_engine_is_passed_over():
    told = BatchesEnded("q", 0, 1, [1], {})
    line = encode(told).replace(b"{", b'{"new": 1, ', 1)
    assert decode(line) == told


def test_lines_are_whole_however_the_pipe_cuts_them():
    splitter = LineSplitter()
    assert splitter.feed(b'{"a"') == []
    assert splitter.feed(b": 1}\n{}\n{") == [b'{"a": 1}', b"{}"]
    assert splitter.feed(b"}\n") == [b"{}"]


def test_every_message_has_a_name_of_its_own():
    names = [message.__name__ for message in (*REQUESTS, *EVENTS)]
    assert len(names) == len(set(names))
