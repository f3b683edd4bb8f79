"""From the fullest moments of a model follow the need of every batch and the largest that fits."""

from hypothesis import given
from hypothesis import strategies as st

from designer.project.memory_need import (
    MemoryFigures,
    Precision,
    Use,
    fullest,
    largest_batch,
    moments_key,
    need,
)

MOMENTS = st.lists(
    st.tuples(st.integers(0, 20).map(float), st.integers(0, 90).map(float)), min_size=1, max_size=12
)
FIGURES = MemoryFigures(
    weights=100.0,
    slots=2.0,
    optimizer=200.0,
    moments={
        moments_key(Use.TRAINING, mixed=False): ((1.0, 400.0), (10.0, 300.0)),
        moments_key(Use.TRAINING, mixed=True): ((5.0, 350.0),),
        moments_key(Use.INFERENCE, mixed=False): ((2.0, 100.0),),
    },
    host={"training": 50.0, "inference": 5.0},
)


@given(MOMENTS)
def test_the_fullest_moments_stand_for_all(moments):
    kept = fullest(moments)
    assert [need(kept, batch) for batch in range(1, 40)] == [
        need(moments, batch) for batch in range(1, 40)
    ]
    assert len(kept) <= len(set(moments))


@given(MOMENTS, st.integers(0, 2000).map(float))
def test_the_largest_batch_fits_and_the_next_does_not(moments, available):
    batch = largest_batch(moments, available)
    if batch:
        assert need(moments, batch) <= available
    if batch < 1 << 20:
        assert need(moments, batch + 1) > available


def test_the_need_is_that_of_the_fullest_moment():
    assert FIGURES.need(Use.TRAINING, 4, Precision.FLOAT32) == 404.0
    assert FIGURES.need(Use.TRAINING, 32, Precision.FLOAT32) == 620.0
    assert FIGURES.need(Use.TRAINING, 32, Precision.MIXED_BFLOAT16) == 510.0
    assert FIGURES.on_host(Use.TRAINING, 32, Precision.FLOAT32) == 670.0
    assert FIGURES.need(Use.INFERENCE, 32, Precision.MIXED_FLOAT16) is None


def test_no_batch_fits_where_the_weights_alone_do_not():
    assert FIGURES.largest_batch(Use.TRAINING, Precision.FLOAT32, 420, on_host=True) == 0
    assert FIGURES.largest_batch(Use.TRAINING, Precision.FLOAT32, 1000, on_host=False) == 70


def test_figures_survive_the_way_through_json():
    assert MemoryFigures.from_json(FIGURES.to_json()) == FIGURES
    assert MemoryFigures.from_json({}) == MemoryFigures()
