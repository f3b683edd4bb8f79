"""The one style sheet of the window: what Fusion and the palette cannot say.

Widgets ask for a look with the property `role`: `primary`, `primary-small`, `small`, `quiet` and
`chip` for buttons, `title`, `heading`, `muted`, `mono` and `error` for labels, `card`, `rule`.
"""

from designer import paths
from designer.ui.theme.tokens import Sizes, Theme


def style_sheet(theme: Theme) -> str:
    """Return `resources/themes/window.qss` with the tokens of *theme* put in."""
    text = (paths.resources() / "themes" / "window.qss").read_text(encoding="utf-8")
    words = _words(theme)
    for name in sorted(words, key=len, reverse=True):
        text = text.replace(f"@{name}", words[name])
    return text


def _words(theme: Theme) -> dict[str, str]:
    colors = (
        "window panel canvas line field dot text muted faint node node_outline wire accent "
        "on_accent selected hover error warning done"
    )
    words = {name: getattr(theme, name).name() for name in colors.split()}
    words["accent_hover"] = theme.accent.lighter(110 if theme.dark else 112).name()
    words["segment"] = (theme.window if theme.dark else theme.panel).name()
    words["segment_line"] = (theme.window if theme.dark else theme.line).name()
    words["scroll"] = theme.node_outline.name()
    words["radius"] = f"{Sizes.RADIUS}px"
    words["small"] = f"{Sizes.SMALL}px"
    words["icons"] = (paths.resources() / "themes" / theme.name).as_posix()
    return words
