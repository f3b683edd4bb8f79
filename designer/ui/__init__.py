"""What only the window knows: Qt."""

from designer.ui.quick_imports import quicken

quicken()
