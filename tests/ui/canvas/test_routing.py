"""Ways of wires: round nodes, beside each other, and back."""

from itertools import pairwise

import pytest

from designer.graph.records import Direction, Endpoint
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.routing import Router, Wish

WIDTH, HEIGHT = 220.0, 66.0


class Sheet:
    """Boxes in rows and columns, and wires from the bottom of one to the top of another."""

    def __init__(self, direction=Direction.DOWN):
        self.boxes = Boxes()
        self.router = Router(self.boxes, direction)
        self.corners = {}

    def box(self, name, x, y):
        self.corners[name] = (x, y)
        self.boxes.put(name, x, y, WIDTH, HEIGHT)
        return self

    def column(self, *names, x=0.0, y=0.0, step=96.0):
        for row, name in enumerate(names):
            self.box(name, x, y + row * step)
        return self

    def wish(self, source, target, points=()):
        start, end = self._port(source, 1), self._port(target, 0)
        return Wish(f"{source}-{target}", Endpoint(source, "output"), target, start, end, points)

    def ways(self, *pairs):
        found = self.router.ways([self.wish(*pair) for pair in pairs])
        return dict(found)

    def way(self, *wish):
        return self.router.way(self.wish(*wish))

    def crossed(self, way):
        """The boxes through which a way leads."""
        return sorted(
            name
            for name, (x, y) in self.corners.items()
            if any(
                x + 1 < px < x + WIDTH - 1 and y + 1 < py < y + HEIGHT - 1
                for px, py in closely(way.points)
            )
        )

    def _port(self, name, side):
        x, y = self.corners[name]
        if self.router.right:
            return (x + side * WIDTH, y + HEIGHT / 2)
        return (x + WIDTH / 2, y + side * HEIGHT)


def closely(points):
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, int(abs(x2 - x1) + abs(y2 - y1)) // 4)
        for step in range(steps + 1):
            yield (x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps)


def upright(way):
    """Where the longest piece of a way along the model is across it."""
    pieces = [(abs(b[1] - a[1]), a[0]) for a, b in pairwise(way.corners) if a[0] == b[0]]
    return max(pieces)[1]


def test_the_next_layer_is_reached_straight():
    sheet = Sheet().column("a", "b")
    assert sheet.way("a", "b").corners == ((110.0, 66.0), (110.0, 96.0))


def test_a_skip_goes_round_what_is_between():
    sheet = Sheet().column("a", "b", "c", "d")
    way = sheet.way("a", "d")
    assert sheet.crossed(way) == []
    assert upright(way) in (-14.0, 234.0)


def test_skips_side_by_side_have_lanes_of_their_own_the_shorter_inside():
    sheet = Sheet().column(*"abcdefgh")
    ways = sheet.ways(("a", "h"), ("b", "g"), ("c", "f"))
    lanes = [abs(upright(ways[id]) - 110.0) for id in ("c-f", "b-g", "a-h")]
    assert lanes == [124.0, 132.0, 140.0]


def test_a_wire_bends_several_times_where_that_is_nearer():
    sheet = Sheet().column("a", "b", "c", "d", "e")
    sheet.box("wall_left", -440.0, 96.0).box("wall", -210.0, 96.0).box("wall_left2", -670.0, 96.0)
    sheet.box("wall_right", 500.0, 288.0).box("right", 270.0, 288.0).box("far", 730.0, 288.0)
    way = sheet.way("a", "e")
    assert sheet.crossed(way) == []


def test_a_wire_back_goes_beside_both_ends():
    sheet = Sheet().column("a", "b", "c")
    way = sheet.way("c", "a")
    assert sheet.crossed(way) == []
    assert (way.start, way.end) == ((110.0, 258.0), (110.0, 0.0))


def test_a_wrap_goes_up_between_two_columns():
    sheet = Sheet().column(*"abcd").column(*"efgh", x=300.0)
    way = sheet.way("d", "e")
    assert sheet.crossed(way) == []
    assert upright(way) == 260.0


def test_a_long_wire_to_the_side_turns_near_its_target():
    sheet = Sheet().column("a").box("b", 400.0, 400.0)
    assert [round(y) for _, y in sheet.way("a", "b").corners] == [66, 385, 385, 400]


@pytest.mark.parametrize("names", ["abcd", "abcdefgh"])
def test_models_drawn_to_the_right_have_the_same_ways_turned(names):
    sheet = Sheet(Direction.RIGHT)
    for column, name in enumerate(names):
        sheet.box(name, column * 300.0, 0.0)
    way = sheet.way(names[0], names[-1])
    assert sheet.crossed(way) == []
    assert (way.start, way.end) == ((220.0, 33.0), ((len(names) - 1) * 300.0, 33.0))


def test_a_wire_is_led_through_its_points():
    sheet = Sheet().column("a", "b", "c", "d")
    way = sheet.way("a", "d", ((320.0, 120.0), (320.0, 260.0)))
    assert way.led == ((320.0, 120.0), (320.0, 260.0))
    assert min(abs(x - 320.0) + abs(y - 120.0) for x, y in way.points) < 0.01
    assert min(abs(x - 320.0) + abs(y - 260.0) for x, y in way.points) < 0.01
    assert sheet.crossed(way) == []


def test_points_against_the_model_are_joined_by_one_smooth_line():
    sheet = Sheet().column("a", step=500.0).box("b", 0.0, 500.0)
    way = sheet.way("a", "b", ((400.0, 400.0), (400.0, 200.0)))
    assert sheet.crossed(way) == []
    assert way.path.elementCount() == 1 + 3 * 3


def test_a_lane_is_free_again_when_its_wire_is_gone():
    sheet = Sheet().column(*"abcd")
    first = upright(sheet.way("a", "d"))
    sheet.router.release("a-d")
    assert upright(sheet.ways(("b", "d"))["b-d"]) == first
    assert not sheet.router.goes_round("a-d")


def test_places_on_a_way_are_found():
    sheet = Sheet().column("a", "b")
    assert sheet.way("a", "b").nearest(150.0, 80.0) == (110.0, 80.0)
