"""The menus Model, Train and Help."""

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from designer import paths
from designer.graph.records import INPUT, OUTPUT, Node
from designer.session.engine import EngineState
from designer.session.run import RunState
from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.dialogs import about


def _chosen(shell: Shell) -> list[Node]:
    document = shell.session.document
    found = (document.node(id) for id in shell.session.selection.nodes)
    return [node for node in found if node is not None]


def _layers(shell: Shell) -> list[Node]:
    graph = shell.session.document.graph
    return [graph.owner(n) for n in _chosen(shell) if n.kind not in (INPUT, OUTPUT)]


def _frozen(shell: Shell) -> bool:
    layers = _layers(shell)
    return bool(layers) and not any(node.trainable for node in layers)


def _can_share(shell: Shell) -> bool:
    layers = _layers(shell)
    return in_design(shell) and len(layers) > 1 and len({node.kind for node in layers}) == 1


def _shares(shell: Shell) -> bool:
    graph = shell.session.document.graph
    return in_design(shell) and any(n.layer or graph.twins.get(n.id) for n in _chosen(shell))


MODEL: Final = (
    Action(
        "model.add",
        "Add Layer…",
        "Model",
        lambda shell: shell.canvas.quick_add(),
        ("Ctrl+K",),
        "plus",
        0,
        in_design,
        help="Type a layer's name; with Space, where the pointer is.",
        needs=IN_DESIGN,
    ),
    Action(
        "model.share",
        "Share Layer",
        "Model",
        lambda shell: shell.canvas.verbs.layers.share(),
        (),
        "link-2",
        1,
        _can_share,
        help="Let the selected layers be one, with one set of weights.",
        needs="Select several layers of one kind first.",
    ),
    Action(
        "model.unshare",
        "Stop Sharing",
        "Model",
        lambda shell: shell.canvas.verbs.layers.unshare(),
        (),
        "split",
        1,
        _shares,
        needs="Select a layer that is shared first.",
        help="Give each of the selected layers weights of its own.",
    ),
    Action(
        "model.freeze",
        "Freeze",
        "Model",
        lambda shell: shell.canvas.verbs.layers.toggle_trainable(),
        (),
        "snowflake",
        2,
        lambda shell: in_design(shell) and bool(_layers(shell)),
        checked=_frozen,
        help="Training leaves the weights of frozen layers as they are.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "model.own_code",
        "Own Code",
        "Model",
        lambda shell: shell.show_own_code(),
        ("Ctrl+Shift+O",),
        "file-code",
        4,
        help="Write layers, losses, metrics and activations of your own.",
    ),
    Action(
        "model.packages",
        "Add Layers from a Package…",
        "Model",
        lambda shell: shell.show_packages(),
        (),
        "download",
        4,
        help="KerasHub, say: an installed package that builds on Keras.",
    ),
    Action(
        "model.check",
        "Check Now",
        "Model",
        lambda shell: shell.session.analysis.check(),
        ("F7",),
        "circle-check",
        5,
        lambda shell: shell.session.engine.state is not EngineState.LOST,
        needs="The engine was lost: restart it first.",
        help="Ask Keras about every layer again.",
    ),
    Action(
        "model.restart_engine",
        "Restart Engine",
        "Model",
        lambda shell: shell.session.engine.restart(),
        (),
        "rotate-ccw",
        5,
        help="End the engine process that checks the model, and start another. Runs go on.",
    ),
)


def _active(shell: Shell) -> bool:
    return shell.session.runs.active is not None


def _paused(shell: Shell) -> bool:
    run = shell.session.runs.active
    return run is not None and run.state is RunState.PAUSED


def _resumable(shell: Shell) -> bool:
    run = shell.session.runs.shown
    return not _active(shell) and run is not None and run.state.resumable


def _resume(shell: Shell) -> None:
    run = shell.session.runs.shown
    if run is not None:
        shell.session.resume_run(run.id)


def _has_runs(shell: Shell) -> bool:
    return bool(shell.session.runs.all)


TRAIN: Final = (
    Action(
        "train.start",
        "Start Training",
        "Train",
        lambda shell: shell.session.start_training(),
        ("F5", "Ctrl+R"),
        "play",
        0,
        lambda shell: not _active(shell),
        needs="A run is in progress.",
        help="Train the model as it stands, as a new run.",
    ),
    Action(
        "train.stop",
        "Stop",
        "Train",
        lambda shell: shell.session.stop_training(),
        ("Shift+F5",),
        "stop",
        0,
        _active,
        help="End the run after the batch in hand; its weights are kept.",
        needs="No run is in progress.",
    ),
    Action(
        "train.pause",
        "Pause",
        "Train",
        lambda shell: shell.session.pause_training(),
        ("F6",),
        "pause",
        0,
        lambda shell: _active(shell) and not _paused(shell),
        needs="No run is in progress that could be paused.",
        help="Hold the run after the batch in hand.",
    ),
    Action(
        "train.continue",
        "Continue",
        "Train",
        lambda shell: shell.session.continue_training(),
        ("Shift+F6",),
        "play",
        0,
        _paused,
        needs="No run is paused.",
        help="Go on with the paused run.",
    ),
    Action(
        "train.resume",
        "Resume Run",
        "Train",
        _resume,
        (),
        "skip-forward",
        1,
        _resumable,
        help="Go on with the shown run from its last checkpoint.",
        needs="Show a run that was stopped, killed or failed first.",
    ),
    Action(
        "train.evaluate",
        "Evaluate…",
        "Train",
        lambda shell: shell.show_run_view("evaluate"),
        (),
        "gauge",
        2,
        _has_runs,
        help="Every metric on the rows kept for testing, with what was mistaken for what.",
        needs="This project has no runs yet.",
    ),
    Action(
        "train.predict",
        "Predict…",
        "Train",
        lambda shell: shell.show_run_view("predict"),
        (),
        "wand-sparkles",
        2,
        _has_runs,
        help="What a trained model says about rows or pictures of your choice.",
        needs="This project has no runs yet.",
    ),
    Action(
        "train.kill",
        "Kill Engine of Run",
        "Train",
        lambda shell: shell.session.kill_training(),
        (),
        "octagon-x",
        3,
        _active,
        help="End the run's process at once, where Stop does not help. It can be resumed.",
        needs="No run is in progress.",
    ),
)

HELP: Final = (
    Action(
        "help.welcome",
        "Welcome Page",
        "Help",
        lambda shell: shell.show_welcome(),
        (),
        "wand-sparkles",
        help="Three ways to begin, what was open lately, and the examples.",
    ),
    Action(
        "help.tour",
        "Take the Tour",
        "Help",
        lambda shell: shell.begin_tour(),
        (),
        "flag",
        help="Five steps on a small example: add, wire, set, train, keep the code.",
    ),
    Action(
        "help.layer",
        "Help on Layer",
        "Help",
        lambda shell: shell.show_layer_help(),
        ("Shift+F1",),
        "book-open",
        enabled=in_design,
        needs=IN_DESIGN,
        help="What the selected layer does, when to use it, and its page at keras.io.",
    ),
    Action(
        "help.shortcuts",
        "Keyboard Shortcuts…",
        "Help",
        lambda shell: shell.show_shortcuts(),
        ("Ctrl+/", "F1"),
        "keyboard",
        help="See every shortcut, change it, and print the sheet.",
    ),
    Action(
        "help.logs",
        "Open Log Folder",
        "Help",
        lambda _shell: QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.state_dir()))),
        (),
        "folder",
        1,
        help="Show the folder with the program's log in the file browser.",
    ),
    Action(
        "help.about",
        "About Keras Designer",
        "Help",
        lambda shell: about.show(shell.widget, shell.session),
        (),
        "info",
        1,
        help="Versions, licence and where to find help.",
    ),
)
