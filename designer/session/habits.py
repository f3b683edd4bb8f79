"""How often each kind of layer was chosen, so that search offers it sooner."""

from collections.abc import Iterable, Mapping

from designer.session.preferences import Preferences

NAME = "habits"
_MOST = 400


class Habits:
    """Counts that outlive the program; old habits fade as new ones come."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        saved = preferences.get(NAME, {})
        self._counts: dict[str, int] = (
            {kind: min(n, _MOST) for kind, n in saved.items() if isinstance(n, int) and n > 0}
            if isinstance(saved, dict)
            else {}
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each kind was chosen."""
        return self._counts

    def note(self, kinds: Iterable[str]) -> None:
        """Count what was chosen just now."""
        for kind in kinds:
            self._counts[kind] = self._counts.get(kind, 0) + 1
        if sum(self._counts.values()) > _MOST:
            self._counts = {kind: n // 2 for kind, n in self._counts.items() if n > 1}

    def keep(self) -> None:
        """Write the counts to the user's folder."""
        self._preferences.set(NAME, dict(self._counts))
