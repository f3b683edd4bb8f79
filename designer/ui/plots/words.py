"""Figures of training as people say them: rounded times, values of metrics."""

import math

from designer.ui.translate import tr


def duration(seconds: float) -> str:
    """Return a time in rounded words: `20 s`, `1 min 20 s`, `12 min`, `2 h 5 min`."""
    if seconds < 1:
        return tr("{n} s", n=f"{seconds:.1f}")
    if seconds < 60:
        return tr("{n} s", n=round(seconds))
    if seconds < 300:
        minutes, rest = divmod(round(seconds / 10) * 10, 60)
        if not rest:
            return tr("{m} min", m=minutes)
        return tr("{m} min {s} s", m=minutes, s=rest)
    if seconds < 5400:
        return tr("{m} min", m=round(seconds / 60))
    hours, minutes = divmod(round(seconds / 60), 60)
    return tr("{h} h {m} min", h=hours, m=minutes)


def time_left(seconds: float | None) -> str:
    """Return how long it still takes: `about 20 s left`."""
    if seconds is None:
        return tr("estimating time left")
    if seconds < 5:
        return tr("a few seconds left")
    rounded = round(seconds / 5) * 5 if seconds < 60 else seconds
    return tr("about {time} left", time=duration(rounded))


def metric_value(value: float | None) -> str:
    """Return the value of a metric with the figures that matter: `0.981`, `12.3`, `1.2e-05`."""
    if value is None:
        return "–"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    size = abs(value)
    if size and (size < 1e-3 or size >= 1e6):
        return f"{value:.2e}"
    if size >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if size < 10 else f"{value:.4g}"


def metric_title(name: str) -> str:
    """Return Keras's name of a metric for reading: `sparse_categorical_accuracy` stays itself."""
    return name.replace("_", " ") if len(name) > 28 else name
