"""What a drawing knows: what the help says of the kind, and the parameters of the node."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designer.catalog.specs import Json


@dataclass(frozen=True, slots=True)
class Values:
    """Values by name, with a fallback for what is missing or of another type."""

    known: Mapping[str, Json] = field(default_factory=dict)

    def whole(self, name: str, default: int, *, least: int = 1, most: int = 99) -> int:
        """Return a whole number, of a tuple the first, within limits."""
        value = self.known.get(name)
        while isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str) and value.isdigit():
            value = int(value)
        found = value if isinstance(value, int) and not isinstance(value, bool) else default
        return max(least, min(most, found))

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        value = self.known.get(name)
        return float(value) if isinstance(value, int | float) else default

    def word(self, name: str, default: str = "") -> str:
        """Return a word; of an object its class."""
        value = self.known.get(name)
        if isinstance(value, dict):
            value = value.get("class_name")
        return value if isinstance(value, str) else default

    def on(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.known.get(name) is True

    def has(self, name: str) -> bool:
        """Return whether there is a value."""
        return self.known.get(name) is not None
