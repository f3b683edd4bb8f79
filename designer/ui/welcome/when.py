"""When something happened, as people say it."""

from datetime import datetime

from designer.ui.translate import tr


def when(then: datetime, now: datetime) -> str:
    """Return how long ago *then* was, or its date where that says more."""
    minutes = int((now - then).total_seconds() // 60)
    days = (now.date() - then.date()).days
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return tr("1 minute ago") if minutes == 1 else tr("{n} minutes ago", n=minutes)
    if days == 0:
        return tr("today {time}", time=then.strftime("%H:%M"))
    if days == 1:
        return tr("yesterday {time}", time=then.strftime("%H:%M"))
    if days < 7:
        return tr("{n} days ago", n=days)
    return then.strftime("%Y-%m-%d")
