"""Drawings in a line or two, and an engine process to talk to."""

import queue
import subprocess
import sys
import threading

import pytest

from designer.catalog.catalog import load_catalog
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings
from designer.protocol.codec import decode, encode


@pytest.fixture(scope="session")
def catalog():
    """The catalogue that ships."""
    return load_catalog()


class Drawing:
    """A project drawn step by step; the id of a node is its name."""

    def __init__(self, catalog):
        self.catalog = catalog
        self.nodes = []
        self.edges = []
        self.data = DataSettings()

    def add(self, name, kind, /, after=(), calls=None, frozen=False, **params):
        """Add a node behind `after`: names, or (port, name) pairs; `name.port` for one output.

        `calls` names the node whose layer it shares.
        """
        place = (0.0, 100.0 * len(self.nodes))
        self.nodes.append(Node(name, kind, name, params, place, calls, not frozen))
        first = self._port(kind)
        for order, source in enumerate([after] if isinstance(after, str) else after):
            port, given = source if isinstance(source, tuple) else (first, source)
            giver, _, output = given.partition(".")
            edge = f"{giver}->{name}.{order}"
            start, end = Endpoint(giver, output or "output"), Endpoint(name, port)
            self.edges.append(Edge(edge, start, end, order))
        return self

    def on(self, name):
        """Choose a built-in data set."""
        self.data = DataSettings(kind=DataKind.BUILTIN, name=name)
        return self

    @property
    def project(self):
        return Project("drawn", Graph.of(self.nodes, self.edges), self.data)

    def _port(self, kind):
        spec = self.catalog.layer(kind)
        return spec.inputs[0].name if spec and spec.inputs else "inputs"


@pytest.fixture
def drawing(catalog):
    """An empty drawing."""
    return Drawing(catalog)


@pytest.fixture
def chain(catalog):
    """A function that draws (name, kind, params) one after the other."""

    def draw(*nodes):
        drawing = Drawing(catalog)
        before = ()
        for name, kind, params in nodes:
            drawing.add(name, kind, after=before, **params)
            before = name
        return drawing

    return draw


class EngineProcess:
    """A real engine over real pipes."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "designer.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lines = queue.Queue()
        self._errors = []
        self._readers = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _read_errors(self):
        for line in self.process.stderr:
            self._errors.append(line.decode("utf-8", "replace"))

    @property
    def errors(self):
        return "".join(self._errors)

    def send(self, request):
        self.write(encode(request))

    def write(self, line):
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def next(self, timeout=60):
        """Return the next event; None at the end."""
        line = self._lines.get(timeout=timeout)
        return None if line is None else decode(line)

    def hang_up(self):
        self.process.stdin.close()

    def wait(self, timeout=60):
        return self.process.wait(timeout)

    def close(self):
        if not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        for reader in self._readers:
            reader.join(10)
        self.process.stdout.close()
        self.process.stderr.close()


def _started():
    process = EngineProcess()
    try:
        process.ready = process.next(120)
        yield process
    finally:
        process.close()


@pytest.fixture
def engine():
    """An engine that is ready, for one test alone."""
    yield from _started()


@pytest.fixture(scope="module")
def living_engine():
    """An engine for the tests that leave it as it was."""
    yield from _started()
