"""How kinds of the project's own Python module are called: `custom.MyLayer`."""

OWN = "custom"
"""The name of the project's own module: in kinds, in saved models and in exported packages."""

_PREFIX = f"{OWN}."


def own_kind(name: str) -> str:
    """Return the kind of the class or function *name* of the project's own module."""
    return _PREFIX + name


def own_name(kind: str) -> str | None:
    """Return the class or function for which a kind of the own module stands, or None."""
    return kind.removeprefix(_PREFIX) if kind.startswith(_PREFIX) else None


RUNS_CODE = frozenset({"Lambda", "TFSMLayer", "JaxLayer", "FlaxLayer", "TorchModuleWrapper"})
"""Layers of Keras that run code which comes with a project or a file of it."""

SENDS = frozenset({"RemoteMonitor"})
"""Objects of Keras that send something to an address which a project names."""

FROZEN = frozenset({"TFSMLayer"})
"""Layers that are never trained: Keras 3.15 cannot name the optimizer's variables for them."""
