"""The first weights that a project asks for: given to its model before anything is trained.

A node says where its own come from (`Node.weights`); else the instance around it does, else the
project (`Project.weights`), else, for a model of `keras.applications`, its parameter `weights`.
What nobody gives keeps the weights of its initializers.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from designer.engine.own.in_force import current
from designer.engine.weightless import weightless
from designer.engine.weights.giving import Fresh, StaysFresh, set_weights, why_not
from designer.engine.weights.layers import placed_layers
from designer.engine.weights.places import LayerPlace, NamePath, layer_places
from designer.engine.weights.pretrained import imagenet_source, wants_file, wants_imagenet
from designer.engine.weights.safe_hdf5 import BadWeights
from designer.engine.weights.sources import Source, open_source
from designer.engine.weights.store import Array
from designer.project.first_weights import FRESH, asks_for_weights
from designer.project.outside import is_share
from designer.project.project import Project

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class First:
    """Where one layer's first weights come from.

    Attributes:
        source: the file or the run as the project names it, or `imagenet`; empty where the
            weights are those of the initializers.
        fresh: why they are, where somebody asked for others.
    """

    source: str = ""
    fresh: StaysFresh | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """One place to look for the weights of a layer.

    Attributes:
        file: as the project names it.
        names: of the layer there; empty is by node, then by its own name.
    """

    file: str
    names: tuple[NamePath, ...] = ()


@dataclass(slots=True)
class _Giving:
    folder: Path
    stack: ExitStack
    tell: Tell
    dry: bool = False
    sources: dict[str, Source] = field(default_factory=dict)

    def source(self, file: str) -> Source:
        if file not in self.sources:
            if is_share(file) and not current().trusted:
                raise BadWeights(
                    f"This project begins with weights of {file}. To open them would tell that "
                    "computer who you are. Trust this file if you know it, or copy the weights "
                    "beside the project."
                )
            path = weights_path(file, self.folder)
            self.sources[file] = self.stack.enter_context(open_source(path))
        return self.sources[file]


def give_first(
    model: Any, project: Project, folder: Path | str = "", tell: Tell = lambda text: None
) -> Mapping[str, First]:
    """Give *model* the first weights that *project* asks for.

    Args:
        model: what `build_model` made of *project*.
        project: what is drawn.
        folder: what relative paths are relative to.
        tell: takes a sentence on what takes long (a download).

    Returns:
        What became of every layer with weights that somebody said something about, by path id.

    Raises:
        BadWeights: if a file cannot be read.
        UserError: if weights cannot be fetched.
    """
    if not asks_for_weights(project):
        return {}
    with ExitStack() as stack:
        giving = _Giving(Path(folder), stack, tell)
        return _each(giving, model, project)


def foresee_first(model: Any, project: Project, folder: Path | str = "") -> Mapping[str, First]:
    """Return what `give_first` would do; nothing is fetched and *model* needs no values.

    Raises:
        BadWeights: if a file cannot be read.
    """
    if not asks_for_weights(project):
        return {}
    with ExitStack() as stack:
        giving = _Giving(Path(folder), stack, lambda text: None, dry=True)
        return _each(giving, model, project)


def told_in_words(project: Project, told: Mapping[str, First]) -> list[str]:
    """Return what became of the first weights, in a line or two for the log."""
    names = {place.key: "/".join(place.names) for place in layer_places(project)}
    by_source: dict[str, int] = {}
    for first in told.values():
        if first.source:
            by_source[first.source] = by_source.get(first.source, 0) + 1
    lines = [f"{count} layers begin with weights of {s}." for s, count in by_source.items()]
    fresh = [
        f"{names[key]} ({first.fresh.text})"
        for key, first in told.items()
        if first.fresh is not None and first.fresh.why is not Fresh.WANTED
    ]
    if fresh:
        more = f" and {len(fresh) - 8} more" if len(fresh) > 8 else ""
        lines.append(f"These begin afresh: {', '.join(fresh[:8])}{more}.")
    return lines


def weights_path(text: str, folder: Path) -> Path:
    """Return the file or folder that a project names.

    A relative path stays inside the project's folder; an absolute one was chosen by the user.

    Raises:
        BadWeights: if it leads out of the project's folder.
    """
    if Path(text).is_absolute():
        return Path(text)
    parts = (*PurePosixPath(text).parts, *PureWindowsPath(text).parts)
    if ".." in parts or PureWindowsPath(text).drive or text.startswith(("/", "\\")):
        raise BadWeights(
            f"Expected weights inside the project's folder, found {text!r}. Copy the file beside "
            "the project, or choose it again, so that its full path is kept."
        )
    return folder / text


def wish_of(place: LayerPlace, project: Project) -> Wish | None:
    """Return where *place* wants its weights from, but for those of an application's own."""
    if place.weights == FRESH:
        return None
    file, _, name = place.weights.rpartition("#") if "#" in place.weights else ("", "", "")
    if not place.weights:
        return Wish(project.weights) if project.weights else None
    if not file:
        return Wish(place.weights)
    start = tuple(part for part in name.split("/") if part)
    if not place.within:
        return Wish(file, (start,)) if start else Wish(file)
    nested = (*start, *place.within)
    if not start:
        return Wish(file, (nested,))
    flat = (*start[:-1], f"{start[-1]}_{place.within[0]}", *place.within[1:])
    return Wish(file, (nested, flat))


def _each(giving: _Giving, model: Any, project: Project) -> Mapping[str, First]:
    told: dict[str, First] = {}
    for place, layer in placed_layers(model, layer_places(project)):
        if layer.weights and (first := _first(giving, place, layer, project)) is not None:
            told[place.key] = first
    return told


def _first(giving: _Giving, place: LayerPlace, layer: Any, project: Project) -> First | None:
    if place.weights == FRESH:
        return First(fresh=StaysFresh(Fresh.WANTED))
    wish = wish_of(place, project)
    fresh = None
    if wish is not None:
        found = _found(giving.source(wish.file), wish, place, layer)
        fresh = _given(giving, layer, found)
        if fresh is None:
            return First(wish.file)
    return _own(giving, place, layer) or (First(fresh=fresh) if fresh else None)


def _found(source: Source, wish: Wish, place: LayerPlace, layer: Any) -> list[Array] | None:
    for names in wish.names:
        if (arrays := source.of_name(names, layer)) is not None:
            return arrays
    if wish.names:
        return None
    arrays = source.of_node(place.key, layer)
    return source.of_name(place.names, layer) if arrays is None else arrays


def _given(giving: _Giving, layer: Any, arrays: list[Array] | None) -> StaysFresh | None:
    """Give *layer* its arrays; return why not, where they do not fit."""
    why = why_not(layer, None if arrays is None else _shapes(arrays))
    if why is None and not giving.dry and arrays is not None:
        set_weights(layer, arrays)
    return why


def _shapes(arrays: Iterable[Array]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(array.shape) for array in arrays)


def _own(giving: _Giving, place: LayerPlace, layer: Any) -> First | None:
    """Give a model of `keras.applications` the weights that its node names."""
    if wants_imagenet(place.node):
        if not giving.dry:
            set_weights(layer, imagenet_source(place.node, layer, giving.tell))
        return First("imagenet")
    file = wants_file(place.node)
    if not file:
        return None
    fresh = _given(giving, layer, giving.source(file).of_name((), layer))
    return First(file) if fresh is None else First(fresh=fresh)


def build_shapes(build: Callable[[], Any]) -> Any:
    """Return the model that *build* makes, without memory for its weights."""
    with weightless():
        return build()
