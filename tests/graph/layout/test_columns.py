from designer.graph.layout.columns import Ranks, Sheet, cuts

ROW = 104.0


def ranks(count: int, *, passing=None, sources=None, tops=None) -> Ranks:
    """A model one box broad, of so many layers."""
    return Ranks(
        [ROW] * count,
        [0.0] * count,
        [220.0] * count,
        passing or [1] * count,
        sources or [1] * count,
        tops or [0.0] * count,
    )


def test_a_short_model_is_not_cut():
    assert cuts(ranks(42), Sheet()) == []


def test_a_long_model_is_cut_into_columns_that_are_alike():
    assert cuts(ranks(100), Sheet()) == [20, 40, 60, 80]


def test_a_cut_is_where_few_wires_pass():
    passing = [3] * 100
    for layer in (17, 38, 61, 77):
        passing[layer] = 1

    assert cuts(ranks(100, passing=passing), Sheet()) == [18, 39, 62, 78]


def test_wires_of_one_layer_are_easier_to_lead_round_than_those_of_several():
    sources, passing = [2] * 100, [2] * 100
    for layer in (17, 38, 61, 77):
        sources[layer], passing[layer] = 1, 3

    assert cuts(ranks(100, passing=passing, sources=sources), Sheet()) == [18, 39, 62, 78]


def test_the_columns_of_the_present_drawing_stay():
    edges = [0, 18, 41, 60, 82, 100]
    tops = [ROW * (at - max(e for e in edges if e <= at)) for at in range(100)]

    assert cuts(ranks(100, tops=tops), Sheet()) == edges[1:-1]


def test_columns_of_the_present_drawing_that_are_far_too_long_are_cut_anew():
    tops = [ROW * (at % 50) for at in range(100)]

    assert cuts(ranks(100, tops=tops), Sheet()) == [20, 40, 60, 80]


def test_a_model_with_many_long_wires_is_not_cut_while_it_is_not_too_long():
    assert cuts(ranks(100, sources=[5] * 100), Sheet()) == []
    assert cuts(ranks(400, sources=[5] * 400), Sheet()) != []
