"""Layers that lie on each other: a hand-made file may put thousands of them at one place."""

from designer.graph.records import Endpoint
from designer.ui.canvas.lanes import Boxes
from designer.ui.canvas.routing import Router, Wish


def heap(count: int) -> Boxes:
    boxes = Boxes()
    for number in range(count):
        boxes.put(f"n{number}", 0.0, 0.0, 220.0)
    return boxes


def test_wires_in_a_heap_seek_no_way_round() -> None:
    router = Router(heap(100))
    wish = Wish("e", Endpoint("n0", "output"), "n1", (110.0, 66.0), (110.0, 0.0))
    assert dict(router.ways([wish]))["e"].end == (110.0, 0.0)
    assert not router.goes_round("e")


def test_a_heap_that_is_cleared_away_is_one_no_more() -> None:
    boxes = heap(100)
    area = (0.0, 0.0, 100.0, 100.0)
    assert boxes.piled(area)
    for number in range(30):
        boxes.remove(f"n{number}")
    assert not boxes.piled(area)
    assert not heap(70).piled(area)
