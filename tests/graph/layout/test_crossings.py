from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from designer.graph.layout.crossings import crossings


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_crossings_are_counted_as_one_counts_them_by_hand(wires):
    down = [[] for _ in range(14)]
    for a, b in sorted(wires):
        down[a].append(b + 7)

    by_hand = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(wires, 2))

    assert crossings([range(7), range(7, 14)], down, [0] * 14) == by_hand
