"""Sentences of help made from the catalogue's own descriptions, where none were written."""

from typing import Final

from designer.catalog.specs import LayerSpec, Port

_PIXELS: Final = {
    "torch": "pixels from 0 to 1, less ImageNet's mean and divided by its spread",
    "tf": "pixels from −1 to 1",
    "caffe": "blue, green, red from 0 to 255, less ImageNet's mean",
    "included": "pixels from 0 to 255: scaling is built in",
}
_MILLION: Final = 1_000_000
_SMALL: Final = 10
_LARGE: Final = 40


def operation_words(spec: LayerSpec) -> tuple[str, str]:
    """Return what an operation does, and from which ports to which."""
    paragraphs = spec.help.split("\n\n")
    what = spec.summary if spec.summary.endswith(".") else f"{spec.summary}."
    if len(paragraphs) > 1 and len(paragraphs[1]) <= 240:
        what = f"{what} {paragraphs[1]}"
    return what, f"{_ports(spec.inputs)} → {_ports(spec.outputs)}"


def application_words(spec: LayerSpec) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what an application is, when to choose it, its shapes, and its traps."""
    facts = spec.facts
    size = facts.get("size")
    height, width, channels = size if isinstance(size, list) else (224, 224, 3)
    count, bare = _number(spec, "parameters"), _number(spec, "parameters_without_top")
    paper = f"“{facts['paper']}”, {facts['year']}. " if facts.get("paper") else ""
    what = (
        f"{spec.summary} {paper}{count / _MILLION:.1f} million parameters "
        f"({bare / _MILLION:.1f} without its top), {facts.get('layers')} layers; "
        f"{facts.get('top1')}\u00a0% of ImageNet right at the first guess."
    )
    shapes = (
        f"(B, {height}, {width}, {channels}) → (B, 1000)\n"
        f"without top: (B, h, w, {channels}) → (B, h′, w′, {facts.get('features')})"
    )
    return what, f"{spec.teaching} {_choice(count)}", shapes, _traps(spec)


def own_words(spec: LayerSpec) -> str:
    """Return what is known about a class of the user's own, or a block."""
    return spec.teaching or spec.help or spec.summary


def _choice(count: float) -> str:
    if count < _SMALL * _MILLION:
        return "One of the small ones: for phones, quick trials and few data."
    if count < _LARGE * _MILLION:
        return "Of middle size: a good start on a graphics card."
    return "One of the large ones: choose it when accuracy counts more than time and memory."


def _traps(spec: LayerSpec) -> tuple[str, ...]:
    traps = []
    expected = _PIXELS.get(str(spec.facts.get("preprocessing")))
    if expected:
        traps.append(f"Its ImageNet weights expect {expected}.")
    if spec.facts.get("minimum"):
        traps.append(f"Pictures must be at least {spec.facts['minimum']} points high and wide.")
    return tuple(traps)


def _number(spec: LayerSpec, name: str) -> float:
    value = spec.facts.get(name)
    return value if isinstance(value, int | float) else 0.0


def _ports(ports: tuple[Port, ...]) -> str:
    return ", ".join(f"{port.name}…" if port.many else port.name for port in ports) or "nothing"
