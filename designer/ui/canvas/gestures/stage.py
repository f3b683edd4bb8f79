"""What a gesture may ask of the canvas and show on it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from designer.catalog.catalog import Catalog
from designer.document.document import Document
from designer.graph.records import Edge, EdgeId, Endpoint, NodeId, Point
from designer.graph.remarks import RemarkId
from designer.session.selection import Selection

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PortHit:
    """A port under the pointer.

    Attributes:
        edge: the edge that ends at this input slot.
    """

    end: Endpoint
    output: bool
    point: Point
    edge: EdgeId | None = None


@dataclass(frozen=True, slots=True)
class EdgeHit:
    """A wire under the pointer.

    Attributes:
        end: which of its ends is near, if one is.
        point: which of its reroute points is under the pointer, if one is.
    """

    edge: EdgeId
    end: str | None = None
    point: int | None = None


@dataclass(frozen=True, slots=True)
class RemarkHit:
    """A note, or the title or a side of a frame, under the pointer.

    Attributes:
        sides: the letters of the sides that are near: `l`, `t`, `r`, `b`, or two at a corner.
    """

    remark: RemarkId
    sides: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under the pointer: a port, else a node, a note, a wire, a frame, or nothing."""

    port: PortHit | None = None
    node: NodeId | None = None
    edge: EdgeHit | None = None
    remark: RemarkHit | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """The wire in hand."""

    start: Point
    end: Point
    upward: bool
    attached: bool


class Stage(Protocol):
    """The canvas, as gestures see it."""

    document: Document
    catalog: Catalog
    selection: Selection

    @property
    def snaps(self) -> bool:
        """Whether what is dragged goes to the grid and into line; Ctrl turns that round."""

    def hit(self, point: Point) -> Hit:
        """Return what lies at *point*."""

    def box(self, id: str) -> Box:
        """Return where the box of a node or a remark is."""

    def port_point(self, end: Endpoint, output: bool) -> Point:
        """Return where a port sits."""

    def snap_port(self, point: Point, among: Collection[Endpoint], output: bool) -> PortHit | None:
        """Return the port of *among* that a wire let go at *point* would be attached to."""

    def ids_in(self, box: Box) -> frozenset[str]:
        """Return nodes and edges that a selection box takes."""

    def boxes_near(self, box: Box, without: Collection[NodeId]) -> Iterable[Box]:
        """Return the boxes of nodes to align with."""

    def edge_below(self, node: NodeId) -> EdgeId | None:
        """Return the wire into which *node*, where it lies now, could be inserted."""

    def show_band(self, box: Box | None) -> None:
        """Show the selection box, or hide it."""

    def show_outline(self, offset: Point | None) -> None:
        """Show the selection's outline moved by *offset*, or hide it."""

    def show_wire(self, wire: Wire | None) -> None:
        """Show the wire in hand, or hide it."""

    def show_wires(self, wires: Iterable[Wire]) -> None:
        """Show several wires in hand, or none."""

    def show_stroke(self, points: Iterable[Point]) -> None:
        """Show the stroke that cuts wires, or hide it."""

    def show_guides(self, lines: Iterable[Box]) -> None:
        """Show alignment guides as lines."""

    def light_ports(self, ends: Collection[Endpoint] | None, output: bool) -> None:
        """Light the ports that fit and dim the rest; None shows all as usual."""

    def light_edge(self, edge: EdgeId | None) -> None:
        """Light the wire that a node would be inserted into."""

    def hide_edge(self, edge: EdgeId | None) -> None:
        """Hide the wire whose end is in hand."""

    def hide_edges(self, edges: Iterable[EdgeId]) -> None:
        """Hide the wires whose ends are in hand, and show all others."""

    def edges_crossing(self, one: Point, other: Point) -> frozenset[EdgeId]:
        """Return the wires that the straight line between two points crosses."""

    def light_cut(self, edges: frozenset[EdgeId]) -> None:
        """Show which wires a stroke has cut, and no others."""

    def slot_point(self, edge: Edge) -> Point:
        """Return where a wire ends."""

    def pan(self, dx: float, dy: float) -> None:
        """Move the paper by pixels of the screen."""

    def offer(self, end: Endpoint, output: bool, event_point: Point) -> None:
        """Open the quick-add list with what fits to *end*."""

    def say(self, text: str) -> None:
        """Tell the user one sentence."""

    def positions(self, ids: Iterable[str]) -> Mapping[str, Point]:
        """Return where nodes and remarks lie."""

    def carried(self, ids: Iterable[str]) -> Collection[str]:
        """Return these with all that stands in the frames among them."""
