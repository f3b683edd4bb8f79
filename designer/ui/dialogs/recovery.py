"""Unsaved edits that a killed window left: recover them, or throw them away."""

from datetime import datetime

from PySide6.QtWidgets import QMessageBox, QWidget

from designer.session.recovery import Recovery
from designer.session.session import Session
from designer.ui.translate import tr


def offer(parent: QWidget, session: Session) -> None:
    """Ask about the newest unsaved edits, where there are any; does not block."""
    found = session.recoverable()
    if not found:
        return
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Keras Designer"))
    box.setText(_words(found[0]))
    box.setInformativeText(
        tr("The window was closed before they were saved. What you discard is gone for good.")
    )
    recover = box.addButton(tr("Recover"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(tr("Ask Later"), QMessageBox.ButtonRole.RejectRole)
    recover.setProperty("role", "primary")
    box.setDefaultButton(recover)
    recover.clicked.connect(lambda: session.recover(found[0]))
    discard.clicked.connect(lambda: session.discard(found[0]))
    box.finished.connect(box.deleteLater)
    box.open()


def _words(recovery: Recovery) -> str:
    when = datetime.fromtimestamp(recovery.time)
    today = when.date() == datetime.now().date()
    name = recovery.path.stem if recovery.path else recovery.project.name
    return tr(
        "There are unsaved edits of {name} from {when}.",
        name=name,
        when=when.strftime("%H:%M" if today else "%Y-%m-%d %H:%M"),
    )
