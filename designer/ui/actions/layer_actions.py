"""What the menu Model has for layers: sharing, freezing, first weights, taking apart."""

from typing import Final

from designer.document.commands import weights
from designer.graph.records import INPUT, OUTPUT
from designer.ui.actions.action import Action, Shell, in_design
from designer.ui.layers import expand_dialog, weights_dialog


def _layers(shell: Shell) -> bool:
    graph = shell.session.document.graph
    chosen = (graph.nodes.get(id) for id in shell.session.selection.nodes)
    return in_design(shell) and any(n is not None and n.kind not in (INPUT, OUTPUT) for n in chosen)


def _any(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.session.selection.nodes)


def _twins(shell: Shell) -> bool:
    return in_design(shell) and bool(shell.canvas.verbs.layers.twins())


def _says_weights(shell: Shell) -> bool:
    return _layers(shell) and any(node.weights for node in shell.canvas.verbs.layers.layers())


def _has_weights(shell: Shell) -> bool:
    return bool(shell.session.document.project.weights)


LAYER: Final = (
    Action(
        "model.select_twins",
        "Select Twins",
        "Model",
        lambda shell: shell.canvas.verbs.layers.select_twins(),
        ("Ctrl+Shift+A",),
        "link-2",
        1,
        _twins,
        help="Select all that call the layers of the selected ones.",
        needs="Select a layer that is shared first.",
    ),
    Action(
        "model.freeze_above",
        "Freeze Up to Here",
        "Model",
        lambda shell: shell.canvas.verbs.layers.freeze_above(),
        ("Ctrl+Shift+Up",),
        "snowflake",
        2,
        _any,
        help="Freeze the selected layers and all that lead to them.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "model.unfreeze_below",
        "Unfreeze From Here On",
        "Model",
        lambda shell: shell.canvas.verbs.layers.unfreeze_below(),
        ("Ctrl+Shift+Down",),
        "zap",
        2,
        _any,
        help="Let the selected layers and all that follow them learn again.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "weights.model",
        "Model Begins With File…",
        "Model/First Weights",
        lambda shell: weights_dialog.choose_for_model(shell.widget, shell.session),
        (),
        "download",
        2,
        help="Begin with the weights of a file, wherever layers and shapes fit.",
    ),
    Action(
        "weights.model_afresh",
        "Model Begins Afresh",
        "Model/First Weights",
        lambda shell: weights.begin_with(shell.session.document, ""),
        (),
        "rotate-ccw",
        2,
        _has_weights,
        help="Begin with the weights of the initializers.",
        needs="The model does not begin with the weights of a file.",
    ),
    Action(
        "weights.layers",
        "Layers Begin With File…",
        "Model/First Weights",
        lambda shell: weights_dialog.choose_for_layers(
            shell.widget, shell.session, shell.canvas.verbs.layers
        ),
        (),
        "download",
        3,
        _layers,
        help="Choose a file, and in it a layer for each of the selected ones.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "weights.layers_afresh",
        "Layers Begin Afresh",
        "Model/First Weights",
        lambda shell: shell.canvas.verbs.layers.begin_afresh(),
        (),
        "rotate-ccw",
        3,
        _layers,
        help="Let the selected layers begin with the weights of their initializers.",
        needs="Select a layer on the canvas first.",
    ),
    Action(
        "weights.layers_as_model",
        "Layers Begin as the Model Does",
        "Model/First Weights",
        lambda shell: shell.canvas.verbs.layers.begin_as_project(),
        (),
        "undo-2",
        3,
        _says_weights,
        needs="Select a layer that has first weights of its own first.",
        help="Let the selected layers begin with whatever the model begins with.",
    ),
    Action(
        "model.expand",
        "Take Application Apart…",
        "Model",
        lambda shell: expand_dialog.expand(shell.widget, shell.session),
        (),
        "maximize",
        4,
        lambda shell: in_design(shell) and expand_dialog.application(shell.session) is not None,
        help="Show the layers of a model of keras.applications, as a block or in its place.",
        needs="Select a model of keras.applications first.",
    ),
)
