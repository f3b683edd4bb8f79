"""The actions of one window as Qt's: made from the table, kept in step with the session."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from designer.document.commands.refused import CommandRefused
from designer.project.files import BadProject
from designer.session.shortcuts import PREFERENCE, keys_of
from designer.ui import theme
from designer.ui.actions.action import Action, Shell
from designer.ui.actions.arrange_actions import ARRANGE
from designer.ui.actions.block_actions import BLOCK
from designer.ui.actions.canvas_actions import CANVAS
from designer.ui.actions.compare_actions import COMPARE
from designer.ui.actions.edit_actions import EDIT
from designer.ui.actions.file_actions import FILE
from designer.ui.actions.layer_actions import LAYER
from designer.ui.actions.model_actions import HELP, MODEL, TRAIN
from designer.ui.actions.reading_actions import READING_EDIT, READING_VIEW
from designer.ui.actions.remark_actions import REMARK
from designer.ui.actions.view_actions import VIEW
from designer.ui.actions.wire_actions import WIRE_EDIT, WIRE_VIEW
from designer.ui.error_box import show_error
from designer.ui.following import follow
from designer.ui.theme.icons import icon
from designer.ui.translate import tr
from designer.ui.typed import finish_typing

_MODEL = sorted((*MODEL, *LAYER, *COMPARE), key=lambda row: row.group)
_EDIT = sorted((*EDIT, *READING_EDIT, *WIRE_EDIT, *REMARK), key=lambda row: row.group)
_VIEW = sorted((*VIEW, *ARRANGE, *READING_VIEW, *WIRE_VIEW), key=lambda row: row.group)
TABLE: tuple[Action, ...] = (*FILE, *_EDIT, *_VIEW, *_MODEL, *BLOCK, *TRAIN, *HELP, *CANVAS)


class ActionRegistry(QObject):
    """A QAction for each row of the table, by its id.

    Attributes:
        refreshed: told after enabled, checked and texts were brought up to date.
    """

    refreshed = Signal()

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell = shell
        session = shell.session
        self._actions = {row.id: self._made(row) for row in TABLE}
        for row in TABLE:
            (shell.canvas if row.on_canvas else window).addAction(self._actions[row.id])
        self._give_keys()
        follow(self, session.preferences.changed, self._on_preference)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for signal in (
            session.history.changed,
            session.document.entered,
            session.selection.changed,
            session.changed,
            session.runs.changed,
            session.engine.changed,
            session.analysis.changed,
            session.comparison.changed,
            session.costs.changed,
            theme.changed,
        ):
            follow(self, signal, self.refresh_soon)
        self.refresh()

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def rows(self) -> Iterable[tuple[Action, QAction]]:
        """Return each row with its QAction, in the table's order."""
        return [(row, self._actions[row.id]) for row in TABLE]

    def keys(self, row: Action) -> tuple[str, ...]:
        """Return the keys of an action: those that the user has chosen, else its usual ones."""
        return keys_of(self._shell.session.preferences, row.id, row.keys)

    def key_now(self, usual: str) -> str:
        """Return the key that now does what *usual* does where nobody has changed anything."""
        row = next((row for row in TABLE if usual in row.keys), None)
        if row is None:
            return usual
        keys = self.keys(row)
        return usual if usual in keys else next(iter(keys), "")

    def refresh_soon(self) -> None:
        """Bring everything up to date when the event loop is next idle."""
        self._soon.start()

    def refresh(self) -> None:
        """Bring enabled, checked and texts up to date."""
        for row, action in self.rows():
            action.setEnabled(row.enabled(self._shell))
            if row.checked is not None:
                action.setChecked(row.checked(self._shell))
            if row.label is not None:
                action.setText(row.label(self._shell))
        self.refreshed.emit()

    def _made(self, row: Action) -> QAction:
        action = QAction(tr(row.text), self)
        action.setObjectName(row.id)
        if row.icon:
            action.setIcon(icon(row.icon, "muted"))
        if row.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if row.help:
            action.setToolTip(tr(row.help))
            action.setStatusTip(tr(row.help))
        action.setCheckable(row.checked is not None)
        action.setMenuRole(_ROLES.get(row.id, QAction.MenuRole.NoRole))
        action.triggered.connect(partial(self._run, row))
        return action

    def _on_preference(self, name: str) -> None:
        if name == PREFERENCE:
            self._give_keys()

    def _give_keys(self) -> None:
        for row, action in self.rows():
            if not row.by_canvas:
                action.setShortcuts([QKeySequence(key) for key in self.keys(row)])

    def _run(self, row: Action, _checked: bool = False) -> None:
        if self._shell.session.document.editing:
            return  # a node is being dragged: its edit has to end first
        self._shell.canvas.runner.cancel()
        finish_typing()
        try:
            row.run(self._shell)
        except (CommandRefused, BadProject, ValueError) as refused:
            self._shell.notify(str(refused))
        except OSError as error:
            show_error(self._shell.widget, tr("This could not be done."), str(error))
        self.refresh_soon()


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
    "edit.preferences": QAction.MenuRole.PreferencesRole,
}
