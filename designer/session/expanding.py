"""Takes a model of `keras.applications` apart: the engine says what is in it."""

from collections.abc import Callable
from pathlib import Path

from designer import paths
from designer.document.commands.take_apart import free_prefix, take_apart
from designer.graph.records import NodeId
from designer.project.files import project_from_dict
from designer.project.first_weights import FRESH, pretrained
from designer.protocol.events import ApplicationExpanded
from designer.protocol.requests import ExpandApplication
from designer.session.session import Session

_WIRE_FIRST = "Wire pictures to it first: what is in it depends on their size."

OnDone = Callable[[tuple[NodeId, ...]], None]
OnWords = Callable[[str], None]


def why_not_yet(session: Session, node: NodeId) -> str | None:
    """Return why an application cannot be taken apart as it is wired; None where it can."""
    graph = session.document.graph
    if _shape(session, graph.owner(graph.nodes[node]).id) is None:
        return _WIRE_FIRST
    return None


def expand(
    session: Session, node: NodeId, *, inline: bool, on_done: OnDone, on_failed: OnWords
) -> None:
    """Ask the engine for the layers of an application, and put them in its place.

    Args:
        session: with the application in its document.
        node: the application.
        inline: whether the layers stand among the others, not in a block.
        on_done: told what stands there now.
        on_failed: told why it cannot be taken apart.
    """
    graph = session.document.graph
    owner = graph.owner(graph.nodes[node])
    shape = _shape(session, owner.id)
    if shape is None:
        on_failed(_WIRE_FIRST)
        return
    file = _file(session, owner.name) if pretrained(owner) and owner.weights != FRESH else None
    request = ExpandApplication(
        session.engine.new_id(),
        owner.kind,
        dict(owner.params),
        list(shape),
        owner.name,
        prefix=free_prefix(session.document.project, owner.id),
        around=f"{owner.id}/",
        weights=str(file) if file else "",
        folder=str(session.path.parent) if session.path else "",
    )

    def done(event: ApplicationExpanded) -> None:
        for note in event.notes:
            session.log.add("info", note)
        if session.document.node(owner.id) is None:
            on_failed("The layer is not there any more.")
            return
        weights = session.weights.name_of_file(Path(event.weights)) if event.weights else ""
        parts = project_from_dict(event.project)
        on_done(take_apart(session.document, owner.id, parts, weights, inline=inline))

    session.engine.ask(request, done, lambda failure: on_failed(failure.message))


def _shape(session: Session, node: NodeId) -> tuple[int | None, ...] | None:
    """Return the shape of what is wired to a node, batch axis included."""
    edges = session.document.graph.incoming(node)
    if not edges:
        return None
    report = session.analysis.report(edges[0].source.node)
    found = report.outputs.get(edges[0].source.port) if report else None
    return found.shape if found else None


def _file(session: Session, name: str) -> Path:
    if session.path is None:
        return paths.state_dir() / f"{name}.weights.hdf5"
    return session.path.with_name(f"{session.path.stem}.{name}.weights.hdf5")
