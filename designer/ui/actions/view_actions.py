"""The menu View."""

from functools import partial
from typing import Final

from designer.session.costs import Measure
from designer.ui import theme
from designer.ui.actions.action import IN_DESIGN, Action, Shell, in_design
from designer.ui.actions.canvas_actions import does, keys
from designer.ui.canvas.shades.heat_chip import WORDS

_WORKSPACES: Final = (
    ("design", "Design", "Draw the model."),
    ("data", "Data", "Choose what the model learns from."),
    ("train", "Train", "Set the training, start it and watch it."),
    ("runs", "Runs", "Compare, evaluate and use what was trained."),
)
_PANELS: Final = (
    ("palette", "Palette", "Ctrl+Shift+L", "panel-left"),
    ("outline", "Outline", "Ctrl+Shift+E", "list-tree"),
    ("inspector", "Inspector", "Ctrl+Shift+I", "panel-right"),
    ("bottom", "Bottom Panel", "Ctrl+J", "panel-bottom"),
)
_THEMES: Final = (
    ("system", "System", "monitor"),
    ("light", "Light", "sun"),
    ("dark", "Dark", "moon"),
)
_ALIGNMENTS: Final = (
    ("left", "Left Edges", "align-start-vertical"),
    ("centre", "Centres", "align-center-vertical"),
    ("right", "Right Edges", "align-end-vertical"),
    ("top", "Top Edges", "align-start-horizontal"),
    ("middle", "Middles", "align-center-horizontal"),
    ("bottom", "Bottom Edges", "align-end-horizontal"),
)
_DISTRIBUTIONS: Final = (
    ("horizontally", "Distribute Horizontally", "align-horizontal-distribute-center"),
    ("vertically", "Distribute Vertically", "align-vertical-distribute-center"),
)


def _show_workspace(name: str, shell: Shell) -> None:
    shell.show_workspace(name)


def _has_workspace(name: str, shell: Shell) -> bool:
    return shell.has_workspace(name)


def _is_workspace(name: str, shell: Shell) -> bool:
    return shell.workspace == name


def _toggle_panel(name: str, shell: Shell) -> None:
    shell.toggle_panel(name)


def _panel_shown(name: str, shell: Shell) -> bool:
    return shell.panel_shown(name)


def _is_theme(name: str, _shell: Shell) -> bool:
    return theme.choice() == name


def _choose_heat(measure: Measure, shell: Shell) -> None:
    shell.session.costs.choose_measure(measure)


def _is_heat(measure: Measure, shell: Shell) -> bool:
    return shell.session.costs.measure is measure


def _align(how: str, shell: Shell) -> None:
    shell.canvas.verbs.align(how)


def _distribute(how: str, shell: Shell) -> None:
    shell.canvas.verbs.distribute(how)


def _at_least(count: int, shell: Shell) -> bool:
    return in_design(shell) and len(shell.session.selection.nodes) >= count


def _choose_theme(name: str, shell: Shell) -> None:
    shell.session.preferences.set("theme", name)


VIEW: Final = (
    *(
        Action(
            f"view.{name}",
            text,
            "View",
            partial(_show_workspace, name),
            (f"Ctrl+{number}",),
            enabled=partial(_has_workspace, name),
            checked=partial(_is_workspace, name),
            needs="This window has no such workspace.",
            help=help,
        )
        for number, (name, text, help) in enumerate(_WORKSPACES, 1)
    ),
    Action(
        "view.find",
        "Find on Canvas…",
        "View",
        lambda shell: shell.canvas.finding.open(),
        ("Ctrl+F",),
        "search",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Find layers by name, kind, parameter (filters=64), shape (8,8,32) or problem.",
    ),
    Action(
        "view.find_next",
        "Find Next",
        "View",
        lambda shell: shell.canvas.finding.walk(1),
        ("F3",),
        "chevron-down",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Go to the next layer that is found.",
    ),
    Action(
        "view.find_previous",
        "Find Previous",
        "View",
        lambda shell: shell.canvas.finding.walk(-1),
        ("Shift+F3",),
        "chevron-up",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Go to the layer found before.",
    ),
    Action(
        "view.fit",
        "Fit Graph",
        "View",
        lambda shell: shell.canvas.verbs.fit(),
        ("Ctrl+9",),
        "maximize",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Show the whole model.",
    ),
    Action(
        "view.zoom_in",
        "Zoom In",
        "View",
        does("view.zoom_in"),
        keys("view.zoom_in"),
        "zoom-in",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Come nearer to the drawing.",
    ),
    Action(
        "view.zoom_out",
        "Zoom Out",
        "View",
        does("view.zoom_out"),
        keys("view.zoom_out"),
        "zoom-out",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Go further away from the drawing.",
    ),
    Action(
        "view.actual_size",
        "Actual Size",
        "View",
        does("view.actual_size"),
        keys("view.actual_size"),
        "",
        1,
        in_design,
        needs=IN_DESIGN,
        help="Show the drawing at 100 %.",
    ),
    *(
        Action(
            f"view.align.{how}",
            text,
            "View/Align",
            partial(_align, how),
            icon=icon,
            group=int(how in ("top", "middle", "bottom")),
            enabled=partial(_at_least, 2),
            needs="Select at least two layers first.",
            help="Align the selected layers with each other.",
        )
        for how, text, icon in _ALIGNMENTS
    ),
    *(
        Action(
            f"view.distribute.{how}",
            text,
            "View/Align",
            partial(_distribute, how),
            icon=icon,
            group=2,
            enabled=partial(_at_least, 3),
            needs="Select at least three layers first.",
            help="Leave equal gaps between the selected layers.",
        )
        for how, text, icon in _DISTRIBUTIONS
    ),
    *(
        Action(
            f"view.panel.{name}",
            text,
            "View/Panels",
            partial(_toggle_panel, name),
            (keys,),
            icon,
            enabled=in_design,
            checked=partial(_panel_shown, name),
            needs=IN_DESIGN,
            help="Show this panel, or hide it.",
        )
        for name, text, keys, icon in _PANELS
    ),
    Action(
        "view.history",
        "History",
        "View/Panels",
        lambda shell: shell.show_history(),
        ("Ctrl+Alt+Z",),
        "history",
        help="All steps with their times; choose one to go there.",
    ),
    Action(
        "view.panel.swap",
        "Swap Sides",
        "View/Panels",
        lambda shell: shell.swap_sides(),
        group=1,
        enabled=in_design,
        help="Let palette and inspector change places.",
        needs=IN_DESIGN,
    ),
    *(
        Action(
            f"view.heat.{measure}",
            words,
            "View/Heat-Map",
            partial(_choose_heat, measure),
            enabled=in_design,
            checked=partial(_is_heat, measure),
            needs=IN_DESIGN,
            help="Colour the layers by what they cost.",
        )
        for measure, words in WORDS.items()
    ),
    *(
        Action(
            f"view.theme.{name}",
            text,
            "View/Theme",
            partial(_choose_theme, name),
            icon=icon,
            checked=partial(_is_theme, name),
            help="The colours of the window; System follows the desktop.",
        )
        for name, text, icon in _THEMES
    ),
    Action(
        "view.full_screen",
        "Full Screen",
        "View",
        lambda shell: shell.toggle_full_screen(),
        ("F11",),
        "maximize",
        4,
        checked=lambda shell: shell.widget.isFullScreen(),
        help="Let the window fill the screen; the same key gives the screen back.",
    ),
    Action(
        "view.commands",
        "Command Palette…",
        "View",
        lambda shell: shell.show_commands(),
        ("Ctrl+Shift+P",),
        "command",
        4,
        help="Find every command by typing some letters of it.",
    ),
)
