"""A canvas with a session that has no engine."""

from itertools import pairwise

import pytest

from designer.document.commands.edges import connect
from designer.document.commands.nodes import add_node
from designer.graph.records import Endpoint
from designer.ui.canvas.view import GraphView
from tests.drivers import CanvasDriver


def draw(view, *rows, step=160.0):
    """Draw a chain of (kind, name), one below the other, and show all of it."""
    session = view.session
    ids = [
        add_node(session.document, session.catalog, kind, (0.0, step * row), name=name)
        for row, (kind, name) in enumerate(rows)
    ]
    graph = session.document.graph
    for source, target in pairwise(ids):
        taker = session.catalog.layer(graph.nodes[target].kind)
        connect(
            session.document,
            session.catalog,
            Endpoint(source, "output"),
            Endpoint(target, taker.inputs[0].name),
        )
    session.history.forget()
    view.camera.fit(view.graph_scene.drawn_rect())


@pytest.fixture
def canvas(qtbot, session):
    """An empty canvas on which nothing glides."""
    session.preferences.set("reduced_motion", True)
    view = GraphView(session)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return CanvasDriver(view)


@pytest.fixture
def chain(canvas):
    """An input, a flatten and a dense, wired one below the other."""
    draw(canvas.view, ("Input", "image"), ("Flatten", "flatten"), ("Dense", "dense"))
    return canvas
