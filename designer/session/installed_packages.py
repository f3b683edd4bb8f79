"""The installed packages that depend on Keras, told without importing any of them."""

from dataclasses import dataclass
from importlib import metadata

_KERAS = {"keras", "tensorflow", "keras-core", "tf-keras", "tensorflow-cpu", "keras-nightly"}
_NOT = {"keras", "tensorflow", "tf-keras", "keras-designer", "tensorboard", "tensorflow-cpu"}


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package that depends on Keras.

    Attributes:
        name: as it is imported.
        title: of the distribution.
    """

    name: str
    title: str
    version: str
    summary: str = ""


def installed_packages() -> tuple[InstalledPackage, ...]:
    """Return the installed packages that depend on Keras, by name; none is imported."""
    found: dict[str, InstalledPackage] = {}
    for distribution in metadata.distributions():
        title = distribution.metadata["Name"] or ""
        if title.lower() in _NOT or not _needs_keras(distribution):
            continue
        summary = distribution.metadata["Summary"] or ""
        for name in _top_levels(distribution, title):
            found[name] = InstalledPackage(name, title, distribution.version, summary)
    return tuple(found[name] for name in sorted(found))


def _needs_keras(distribution: metadata.Distribution) -> bool:
    for line in distribution.requires or ():
        words = line.replace("(", " ").replace(";", " ; ").replace("[", " ").split()
        name = words[0].rstrip("<>=!~,0123456789.").lower() if words else ""
        if name in _KERAS and "extra" not in line:
            return True
    return False


def _top_levels(distribution: metadata.Distribution, title: str) -> tuple[str, ...]:
    text = distribution.read_text("top_level.txt") or ""
    names = [line.strip() for line in text.splitlines() if line.strip().isidentifier()]
    guessed = title.replace("-", "_")
    return tuple(names) or ((guessed,) if guessed.isidentifier() else ())
