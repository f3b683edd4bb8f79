"""Second step: the order within the layers, with few crossings.

The order in which nodes stand now is kept unless another one crosses less. Source of the sweeps:
Sugiyama, Tagawa, Toda (1981).
"""

from collections.abc import Hashable

from designer.graph.layout.crossings import crossings
from designer.graph.layout.flow import Numbers
from designer.graph.layout.layers import Layers
from designer.graph.layout.stretch import Stretch, stretch_of, stretches
from designer.graph.layout.sweeping import Sweeps
from designer.graph.layout.weaving import woven


def order_layers(layers: Layers) -> None:
    """Improve the order of `layers.rows` in place.

    The result follows from the order in which the nodes of each row are given; where they are
    given as they came out, it stays.
    """
    known: dict[Hashable, Numbers] = {}
    for first, end in stretches(layers):
        stretch = stretch_of(layers, first, end)
        shape = stretch.shape
        if shape not in known:
            known[shape] = _Order(stretch).found()
        layers.rows[first:end] = stretch.named(known[shape])


class _Order:
    """The search for the order of one stretch."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._place = [0] * len(stretch.ends)
        self._sweeps = Sweeps(stretch)

    def found(self) -> Numbers:
        """Return the rows in the order with the fewest crossings that is found."""
        best = self._settled(self._stretch.rows)
        fewest = self._count(best)
        while fewest and any(count > 1 for count in self._stretch.nodes):
            for start in (best, self._sweeps.depth_first(best)):
                tried = self._settled(self._sweeps.improved(start))
                count = self._count(tried)
                if count < fewest:
                    best, fewest = tried, count
                    break
            else:
                break
        return best

    def _settled(self, rows: Numbers) -> Numbers:
        """Return the best that is found for the order of the nodes in *rows*, and for it alone.

        So what is laid out anew, of which only the nodes are known, comes out as it was.
        """
        nodes = self._sweeps.nodes_of(rows)
        best = woven(self._stretch, nodes, self._place)
        fewest = self._count(best)
        if fewest:
            for start in (best, self._sweeps.kept(self._sweeps.depth_first(best), nodes)):
                tried = self._sweeps.improved(start, nodes)
                count = self._count(tried)
                if count < fewest:
                    best, fewest = tried, count
        return best

    def _count(self, rows: Numbers) -> int:
        return crossings(rows, self._stretch.down, self._place)
