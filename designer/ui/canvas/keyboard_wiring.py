"""Wiring without a pointer: arrows go through the ports that fit, Enter wires."""

from collections.abc import Callable

from designer.document.commands.edges import connect
from designer.document.commands.refused import CommandRefused
from designer.graph.connecting import output_ports, targets_for
from designer.graph.records import Endpoint
from designer.ui.canvas.gestures.stage import Stage, Wire
from designer.ui.translate import tr


class KeyboardWiring:
    """A wire in hand that keys lead."""

    def __init__(self, stage: Stage, show: Callable[[str], None]) -> None:
        self._stage = stage
        self._show = show
        self._start: Endpoint | None = None
        self._targets: list[Endpoint] = []
        self._index = 0

    @property
    def active(self) -> bool:
        """Whether a wire is in hand."""
        return self._start is not None

    def start(self) -> None:
        """Begin at the first output of the one selected node."""
        stage = self._stage
        nodes = stage.selection.nodes
        if len(nodes) != 1:
            stage.say(tr("Select one layer to wire from."))
            return
        graph = stage.document.graph
        ports = output_ports(graph, stage.catalog, graph.nodes[nodes[0]])
        if not ports:
            stage.say(tr("{name} has no output.", name=graph.nodes[nodes[0]].name))
            return
        self._begin(Endpoint(nodes[0], ports[0].name))

    def step(self, by: int) -> None:
        """Go to the next or the previous port that fits."""
        self._index = (self._index + by) % len(self._targets)
        self._draw()

    def take(self) -> None:
        """Wire to the port that is shown."""
        start, target = self._start, self._targets[self._index]
        self.cancel()
        if start is None:
            return
        try:
            connect(self._stage.document, self._stage.catalog, start, target)
        except CommandRefused as refused:
            self._stage.say(str(refused))

    def cancel(self) -> bool:
        """Let the wire go; tell whether there was one."""
        was, self._start = self._start is not None, None
        if was:
            self._stage.show_wire(None)
            self._stage.light_ports(None, False)
        return was

    def _begin(self, start: Endpoint) -> None:
        stage = self._stage
        graph = stage.document.graph
        from_y = graph.nodes[start.node].position[1]
        self._targets = sorted(
            targets_for(graph, stage.catalog, start),
            key=lambda end: (
                bool(graph.edges_into(end)),
                graph.nodes[end.node].position[1] < from_y,
                abs(graph.nodes[end.node].position[1] - from_y),
                graph.nodes[end.node].position[0],
                end,
            ),
        )
        if not self._targets:
            stage.say(tr("There is no input that this output fits."))
            return
        self._start, self._index = start, 0
        stage.light_ports(self._targets, False)
        stage.say(tr("Arrows choose an input, Enter wires, Escape lets go."))
        self._draw()

    def _draw(self) -> None:
        if self._start is None:
            return
        target = self._targets[self._index]
        start = self._stage.port_point(self._start, True)
        end = self._stage.port_point(target, False)
        self._stage.show_wire(Wire(start, end, upward=False, attached=True))
        self._show(target.node)
