"""The five steps as a table: what is said, where it points, and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtWidgets import QWidget

from designer.graph.graph import Graph
from designer.graph.records import NodeId
from designer.session.session import Session
from designer.ui.bottom_panel import BottomPanel
from designer.ui.canvas.view import GraphView
from designer.ui.tour.progress import added, changed_param, is_wired


class Stage(Protocol):
    """The window, as far as the tour points at it."""

    session: Session
    canvas: GraphView
    bottom: BottomPanel

    @property
    def widget(self) -> QWidget:
        """The window itself."""

    @property
    def workspace(self) -> str:
        """The page that is shown."""

    @property
    def train_button(self) -> QWidget:
        """What starts a run."""

    @property
    def inspector(self) -> QWidget:
        """Where parameters are set."""

    def show_workspace(self, name: str) -> None:
        """Show a page."""

    def show_panel(self, name: str) -> None:
        """Show a panel."""


@dataclass(slots=True)
class Since:
    """What stood when the tour and the present step began.

    Attributes:
        graph: at the beginning of the step.
        start: at the beginning of the tour.
        runs: how many there were.
        taken: the code was copied, saved or exported.
    """

    graph: Graph
    start: Graph
    runs: int = 0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step.

    Attributes:
        keys: how it is done without a mouse.
        target: the rectangle in the window at which it points; None where it is hidden.
        done: whether the user has done it.
        prepare: shows what the step points at.
    """

    id: str
    title: str
    text: str
    keys: str
    target: Callable[[Stage, Since], QRect | None]
    done: Callable[[Stage, Since], bool]
    prepare: Callable[[Stage, Since], None]


def _design(stage: Stage, _since: Since) -> None:
    if stage.workspace != "design":
        stage.show_workspace("design")


def _select_new(stage: Stage, since: Since) -> None:
    _design(stage, since)
    stage.show_panel("inspector")
    node = _new(stage, since)
    if node is not None and not stage.session.selection.nodes:
        stage.session.selection.set({node})


def _show_training(stage: Stage, since: Since) -> None:
    _design(stage, since)
    stage.show_panel("bottom")
    stage.bottom.show_tab("training")


def _show_code(stage: Stage, since: Since) -> None:
    _design(stage, since)
    stage.show_panel("bottom")


def _new(stage: Stage, since: Since) -> NodeId | None:
    return added(since.start, stage.session.document.project.graph)


def _canvas(stage: Stage, _since: Since) -> QRect | None:
    return place_in(stage.widget, stage.canvas)


def _wire_place(stage: Stage, _since: Since) -> QRect | None:
    """Return where the two layers stand between which the new one belongs."""
    room = place_in(stage.widget, stage.canvas)
    scene = stage.canvas.graph_scene
    names = stage.session.document.graph.by_name
    rect = scene.rect_of(names[name].id for name in ("dropout", "probabilities") if name in names)
    if room is None or rect.isEmpty():
        return room
    shown = stage.canvas.mapFromScene(QRectF(rect)).boundingRect()
    shown.translate(room.topLeft())
    shown = shown.adjusted(-8, -8, 8, 8).intersected(room)
    return shown if not shown.isEmpty() else room


def _inspector(stage: Stage, _since: Since) -> QRect | None:
    return place_in(stage.widget, stage.inspector)


def _train(stage: Stage, _since: Since) -> QRect | None:
    if stage.session.runs.active is not None:
        return place_in(stage.widget, stage.bottom)
    return place_in(stage.widget, stage.train_button)


def _code(stage: Stage, _since: Since) -> QRect | None:
    if stage.bottom.tab == "code":
        return place_in(stage.widget, stage.bottom.code)
    bar = stage.bottom.tabBar()
    place = place_in(stage.widget, bar)
    if place is None:
        return None
    tab = bar.tabRect(stage.bottom.indexOf(stage.bottom.code))
    return tab.translated(place.topLeft())


def _is_added(stage: Stage, since: Since) -> bool:
    return _new(stage, since) is not None


def _is_inserted(stage: Stage, since: Since) -> bool:
    graph = stage.session.document.project.graph
    new = [id for id in graph.nodes if id not in since.start.nodes]
    return any(is_wired(graph, id) for id in new)


def _is_set(stage: Stage, since: Since) -> bool:
    return changed_param(since.graph, stage.session.document.project.graph) is not None


def _has_learnt(stage: Stage, since: Since) -> bool:
    runs = stage.session.runs
    run = runs.active
    if run is not None:
        return bool(run.epoch_table())
    return len(runs.all) > since.runs


def _is_taken(_stage: Stage, since: Since) -> bool:
    return since.taken


STEPS: Final = (
    TourStep(
        "add",
        "Add a layer",
        "Click an empty place on the canvas and press Space. Type “dense”, and press Enter: the "
        "layer lands where the pointer is.",
        "Space, dense, Enter",
        _canvas,
        _is_added,
        _design,
    ),
    TourStep(
        "wire",
        "Put it into the model",
        "Drag the new layer onto the wire between dropout and probabilities and let it go there. "
        "The wire takes it in.",
        "Or select dropout, press Shift+C, choose the layer with the arrows, Enter",
        _wire_place,
        _is_inserted,
        _design,
    ),
    TourStep(
        "set",
        "Set a parameter",
        "The inspector shows the selected layer. Set units to 32 and press Enter. Shapes, "
        "parameters and code follow at once.",
        "Enter on a layer goes to its inspector",
        _inspector,
        _is_set,
        _select_new,
    ),
    TourStep(
        "train",
        "Watch it learn",
        "Press Train. The curves grow below the canvas while the model learns, and the design can "
        "still be changed meanwhile.",
        "F5",
        _train,
        _has_learnt,
        _show_training,
    ),
    TourStep(
        "code",
        "Keep the code",
        "Open the tab Code: the same model as a script that needs nothing but Keras. Press Copy "
        "or Save, or choose File, Export.",
        "Ctrl+J shows the panel, arrows change its tab",
        _code,
        _is_taken,
        _show_code,
    ),
)


def place_in(window: QWidget, widget: QWidget) -> QRect | None:
    """Return where *widget* is in the window; None where it cannot be seen."""
    if not widget.isVisible():
        return None
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
