"""What this program is, and of what it is made."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from designer import __version__
from designer.session.session import Session
from designer.ui.translate import tr


def show(parent: QWidget, session: Session) -> None:
    """Show name, version and licences; does not block."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("About Keras Designer"))
    box.setText(f"Keras Designer {__version__}")
    box.setInformativeText(
        "\n\n".join(
            (
                tr(
                    "Draw Keras models, train them while you watch, and leave with files and code "
                    "that you own."
                ),
                _versions(session),
                tr(
                    "Apache License 2.0. Letters: Inter and JetBrains Mono (SIL OFL 1.1). "
                    "Icons: Lucide (ISC)."
                ),
            )
        )
    )
    box.finished.connect(box.deleteLater)
    box.open()


def _versions(session: Session) -> str:
    words = [f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    words += [f"{name} {v}" for name, v in session.engine.versions.items() if name != "python"]
    return " · ".join(words)
