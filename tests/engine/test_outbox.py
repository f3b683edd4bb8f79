"""Events on their way out."""

import io
import threading

import pytest

from designer.engine.outbox import Outbox
from designer.protocol.codec import decode
from designer.protocol.events import Logged


class SlowPipe(io.RawIOBase):
    """Takes a few bytes at a time, once it is opened."""

    def __init__(self):
        self.taken = bytearray()
        self.opened = threading.Event()

    def write(self, data):
        self.opened.wait(10)
        part = bytes(data[:7])
        self.taken += part
        return len(part)


class BrokenPipe(io.RawIOBase):
    def write(self, data):
        raise BrokenPipeError


def texts(pipe):
    return [decode(line).text for line in bytes(pipe.taken).splitlines()]


def test_events_keep_their_order_and_nobody_waits_for_the_pipe():
    pipe = SlowPipe()
    outbox = Outbox(pipe)
    for number in range(100):
        outbox.send(Logged("info", str(number)))  # the pipe is shut all the while
    pipe.opened.set()
    assert outbox.flush()
    assert texts(pipe) == [str(number) for number in range(100)]


def test_a_value_that_is_no_plain_data_fails_where_it_was_made():
    outbox = Outbox(io.BytesIO())
    with pytest.raises(TypeError):
        outbox.send(Logged("info", object()))


def test_without_a_reader_events_are_dropped():
    outbox = Outbox(BrokenPipe())
    outbox.send(Logged("info", "nobody hears this"))
    assert outbox.flush()
