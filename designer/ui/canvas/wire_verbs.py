"""Verbs for wires: lead them through points, straighten them, tell what goes along them."""

from collections.abc import Callable

from designer.document.commands.reroute import (
    add_point,
    place_for,
    point_id,
    points_among,
    remove_points,
    straighten,
)
from designer.graph.records import EdgeId, Point
from designer.session.session import Session
from designer.ui.canvas.scene import GraphScene
from designer.ui.canvas.sizes import snapped

WIRE_SHAPES = "wire_shapes"
"""The preference: whether shapes are written on all wires in sight."""


class WireVerbs:
    """The verbs, on the selected wires of one canvas."""

    def __init__(self, session: Session, scene: GraphScene, pointer: Callable[[], Point]) -> None:
        self._session = session
        self._scene = scene
        self._pointer = pointer

    def chosen(self) -> tuple[EdgeId, ...]:
        """Return the selected wires, and those of selected points."""
        selection = self._session.selection
        led = points_among(self._session.document, selection.ids)
        return tuple(sorted({*selection.edges, *led}))

    def can_straighten(self) -> bool:
        """Tell whether a selected wire is led through points."""
        return bool(self._session.document.led & set(self.chosen()))

    def add_point(self) -> None:
        """Lead the selected wire through the place on it that is nearest to the pointer."""
        wires = self.chosen()
        if len(wires) == 1 and wires[0] in self._scene.edges:
            self.add_point_at(wires[0], self._scene.edges[wires[0]].way.nearest(*self._pointer()))

    def add_point_at(self, edge: EdgeId, at: Point) -> None:
        """Lead a wire through a point, which is selected then."""
        way, record = self._scene.edges[edge].way, self._session.document.graph.edges[edge]
        index = place_for(record.points, way.start, way.end, at)
        place = (snapped(at[0]), snapped(at[1]))
        self._session.selection.set({add_point(self._session.document, edge, index, place)})

    def points(self) -> frozenset[str]:
        """Return the selected points of wires that are not selected themselves."""
        selection = self._session.selection
        led = points_among(self._session.document, selection.ids)
        wires = set(selection.edges)
        return frozenset(
            point_id(e, i) for e, places in led.items() for i in places if e not in wires
        )

    def remove_points(self) -> None:
        """Take the selected points away."""
        selection = self._session.selection
        points = self.points()
        if points:
            remove_points(self._session.document, points)
            selection.set((*selection.nodes, *selection.edges, *selection.remarks))

    def remove_point(self, id: str) -> None:
        """Take one point away."""
        remove_points(self._session.document, [id])
        self._session.selection.set(self._session.selection.ids - {id})

    def straighten(self) -> None:
        """Lead the selected wires through no points any more."""
        wires = self.chosen()
        straighten(self._session.document, wires)
        self._session.selection.set(wires)

    def toggle_shapes(self) -> None:
        """Write shapes on all wires in sight, or only on those pointed at and selected."""
        preferences = self._session.preferences
        preferences.set(WIRE_SHAPES, not preferences.get(WIRE_SHAPES, False))
