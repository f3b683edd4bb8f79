"""The two tables of colours, light and dark, and the sizes and durations both share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

from designer.catalog.specs import Family


class Sizes:
    """Lengths in logical pixels and durations in milliseconds."""

    GRID: Final = 4
    PADDING: Final = 12
    RADIUS: Final = 6
    RADIUS_LARGE: Final = 9
    FIELD_HEIGHT: Final = 28
    BODY: Final = 13
    SMALL: Final = 11
    NODE_HEIGHT: Final = 66
    NODE_COLLAPSED: Final = 30
    DURATION: Final = 150


@dataclass(frozen=True, slots=True)
class Theme:
    """One table of colours.

    Attributes:
        window: behind everything; the status bar and the title line.
        panel: side panels, menus, dialogs.
        line: hairlines between panels and round cards.
        field: the filled background of an editor.
        dot: of the canvas's grid.
        on_accent: words on the accent colour.
        selected: the background of a chosen row or a pressed button.
        hover: the background under the pointer.
        training: curves of the training data.
        validation: curves of the validation data.
        shadow: the one level of shadow, with its transparency.
    """

    name: str
    dark: bool
    window: QColor
    panel: QColor
    canvas: QColor
    line: QColor
    field: QColor
    dot: QColor
    text: QColor
    muted: QColor
    faint: QColor
    node: QColor
    node_outline: QColor
    wire: QColor
    accent: QColor
    on_accent: QColor
    selected: QColor
    hover: QColor
    error: QColor
    warning: QColor
    done: QColor
    training: QColor
    validation: QColor
    shadow: QColor
    families: Mapping[Family, QColor]


LIGHT: Final = Theme(
    name="light",
    dark=False,
    window=QColor("#F4F5F7"),
    panel=QColor("#FFFFFF"),
    canvas=QColor("#FAFBFC"),
    line=QColor("#E2E5EA"),
    field=QColor("#F4F6F8"),
    dot=QColor("#DADEE5"),
    text=QColor("#1B2430"),
    muted=QColor("#667085"),
    faint=QColor("#98A2B3"),
    node=QColor("#FFFFFF"),
    node_outline=QColor("#D3D8E0"),
    wire=QColor("#9AA4B2"),
    accent=QColor("#2F6FED"),
    on_accent=QColor("#FFFFFF"),
    selected=QColor("#E3ECFD"),
    hover=QColor("#EBEEF2"),
    error=QColor("#C8321F"),
    warning=QColor("#B7791F"),
    done=QColor("#1E8E5A"),
    training=QColor("#2F6FED"),
    validation=QColor("#D2601A"),
    shadow=QColor(27, 36, 48, 36),
    families={
        Family.INPUT_OUTPUT: QColor("#64748B"),
        Family.CORE: QColor("#3877F1"),
        Family.CONVOLUTION: QColor("#6C45FF"),
        Family.POOLING: QColor("#089887"),
        Family.NORMALIZATION: QColor("#BA7D10"),
        Family.REGULARIZATION: QColor("#C2456F"),
        Family.MERGING: QColor("#0A82A6"),
        Family.ACTIVATION: QColor("#6F7B08"),
        Family.RECURRENT: QColor("#207C42"),
        Family.ATTENTION: QColor("#D56E52"),
        Family.PREPROCESSING: QColor("#8E581A"),
        Family.RESHAPING: QColor("#475467"),
        Family.OPERATION: QColor("#8F3FB0"),
        Family.APPLICATION: QColor("#6D5100"),
        Family.BLOCK: QColor("#273449"),
        Family.CUSTOM: QColor("#2B5C8A"),
    },
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    window=QColor("#16181D"),
    panel=QColor("#20242B"),
    canvas=QColor("#1B1E24"),
    line=QColor("#2E333C"),
    field=QColor("#2A2F38"),
    dot=QColor("#2B3039"),
    text=QColor("#E6E9EF"),
    muted=QColor("#98A1B0"),
    faint=QColor("#6B7484"),
    node=QColor("#262B33"),
    node_outline=QColor("#3A414D"),
    wire=QColor("#66707F"),
    accent=QColor("#5B8DEF"),
    on_accent=QColor("#10131A"),
    selected=QColor("#2B3A57"),
    hover=QColor("#323843"),
    error=QColor("#FF8070"),
    warning=QColor("#E0A84A"),
    done=QColor("#4CC38A"),
    training=QColor("#6D9BFF"),
    validation=QColor("#F4965A"),
    shadow=QColor(0, 0, 0, 90),
    families={
        Family.INPUT_OUTPUT: QColor("#A5A6B7"),
        Family.CORE: QColor("#75A1FF"),
        Family.CONVOLUTION: QColor("#9781FB"),
        Family.POOLING: QColor("#68C7A8"),
        Family.NORMALIZATION: QColor("#E0A736"),
        Family.REGULARIZATION: QColor("#E77397"),
        Family.MERGING: QColor("#1FC7F6"),
        Family.ACTIVATION: QColor("#A4C56A"),
        Family.RECURRENT: QColor("#69BD72"),
        Family.ATTENTION: QColor("#E78F54"),
        Family.PREPROCESSING: QColor("#B59072"),
        Family.RESHAPING: QColor("#C2BAD1"),
        Family.OPERATION: QColor("#DD9DE5"),
        Family.APPLICATION: QColor("#E0C443"),
        Family.BLOCK: QColor("#C9D3E6"),
        Family.CUSTOM: QColor("#7FA1CE"),
    },
)
