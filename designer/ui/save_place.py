"""Asking where something is to be written."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from designer.ui.translate import tr


def ask_where(parent: QWidget, title: str, start: Path, what: str, suffix: str) -> Path | None:
    """Return where to write a file that ends in *suffix*; None where the user changed their mind.

    Args:
        start: the place that is offered.
        what: what the file is, as the dialog's filter says it.
        suffix: such as `.csv`; empty for a folder or a file of any name.
    """
    pattern = f"{what} (*{suffix})" if suffix else ""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(start), pattern)
    if not name:
        return None
    path = Path(name)
    if not suffix or path.suffix.lower() == suffix:
        return path
    path = path.with_name(path.name + suffix)
    return path if not path.exists() or _may_replace(parent, path) else None


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Ask, as the dialog did only about the name without its end."""
    words = tr("There is a {name} in this folder already. Replace it?", name=path.name)
    answer = QMessageBox.question(parent, tr("Replace"), words)
    return answer == QMessageBox.StandardButton.Yes
