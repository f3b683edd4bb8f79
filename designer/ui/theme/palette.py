"""Qt's palette, made from a table of colours."""

from PySide6.QtGui import QPalette

from designer.ui.theme.tokens import Theme


def palette(theme: Theme) -> QPalette:
    """Return the palette that Fusion paints with."""
    role = QPalette.ColorRole
    result = QPalette()
    for key, color in (
        (role.Window, theme.panel),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.field),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Text, theme.text),
        (role.Button, theme.field),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.Light, theme.panel),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.node_outline),
        (role.Shadow, theme.window),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
    ):
        result.setColor(key, color)
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, theme.faint)
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, theme.line)
    return result
