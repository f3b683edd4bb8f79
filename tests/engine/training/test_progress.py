import pytest

from designer.engine.training.progress import Progress


def run_epoch(progress, now, steps, step_time, rest):
    progress.epoch_began(now)
    for step in range(1, steps + 1):
        now += step_time
        progress.batches_ended(step, now)
    return now + rest


def test_time_left_counts_batches_and_what_comes_between_epochs():
    progress = Progress(steps=10, epochs=5, samples=320, now=0.0)
    now = 0.0
    for _ in range(2):
        now = run_epoch(progress, now, 10, 1.0, 3.0)
    progress.epoch_began(now)
    assert progress.seconds_left(2, 0, now) == pytest.approx(3 * (10 + 3))
    assert progress.samples_per_second == pytest.approx(32.0)


def test_the_slow_first_batch_does_not_count():
    progress = Progress(steps=100, epochs=1, samples=3200, now=0.0)
    progress.epoch_began(0.0)
    progress.batches_ended(1, 30.0)
    progress.batches_ended(2, 30.1)
    for step in range(3, 20):
        progress.batches_ended(step, 30.1 + 0.1 * (step - 2))
    assert progress.samples_per_second == pytest.approx(320.0)
    assert progress.seconds_left(0, 19, 32.0) == pytest.approx(8.1)


def test_nothing_is_estimated_in_the_first_seconds():
    progress = Progress(steps=100, epochs=1, samples=3200, now=0.0)
    progress.epoch_began(0.0)
    for step in range(1, 30):
        progress.batches_ended(step, step * 0.1)
    assert progress.seconds_left(0, 29, 2.9) is None


def test_a_pause_is_no_work():
    progress = Progress(steps=10, epochs=2, samples=320, now=0.0)
    progress.epoch_began(0.0)
    for step in range(1, 6):
        progress.batches_ended(step, step * 1.0)
    progress.interrupted(1000.0)
    progress.batches_ended(6, 1001.0)
    assert progress.samples_per_second == pytest.approx(32.0)
