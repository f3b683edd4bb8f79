"""The window: puts canvas, panels and workspaces together and is what actions act on."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from designer import paths
from designer.project.own_advice import FIELD
from designer.session.model_files import is_model
from designer.session.session import Session
from designer.session.views import Views
from designer.ui import beginning, drops, theme, window_state
from designer.ui.actions.menus import build_menus, examples_menu
from designer.ui.actions.registry import TABLE, ActionRegistry
from designer.ui.bottom_panel import BottomPanel
from designer.ui.canvas.key_table import GESTURES
from designer.ui.canvas.view import GraphView
from designer.ui.dialogs import files
from designer.ui.docks import Docks
from designer.ui.following import follow
from designer.ui.greeting import Greeting
from designer.ui.inspector.inspector_panel import InspectorPanel
from designer.ui.outline.outline_panel import OutlinePanel
from designer.ui.outline_links import OutlineLinks
from designer.ui.pages import PAGES
from designer.ui.palette.palette_panel import PalettePanel
from designer.ui.place_keeper import PlaceKeeper
from designer.ui.run_state import RunStateWatch
from designer.ui.shortcuts.keymap import Keymap
from designer.ui.status_bar import StatusBar
from designer.ui.top_bar import TopBar
from designer.ui.touring import Touring
from designer.ui.translate import tr
from designer.ui.trust_bar import TrustBar
from designer.ui.view_keeper import ViewKeeper
from designer.ui.workspaces import Workspaces, below


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.canvas = GraphView(session)
        self._pages: dict[str, QWidget] = {}
        self._workspace = "design"
        self._seen = frozenset(session.document.project.graph.nodes)
        self._places = PlaceKeeper(session.document)
        self._stack = Workspaces(self)
        self.trust_bar = TrustBar(session, self)
        self.setCentralWidget(below(self.trust_bar, self._stack, self))
        self._top = TopBar(session, self)
        self.setMenuWidget(self._top)
        self._status = StatusBar(session, self)
        self.setStatusBar(self._status)
        self.inspector = InspectorPanel(session)
        self.bottom = BottomPanel(session)
        self.palette_panel = PalettePanel(session)
        self.outline = OutlinePanel(session)
        self._docks = Docks(self)
        self._docks.add("palette", tr("Palette"), self.palette_panel)
        self._docks.add("outline", tr("Outline"), self.outline)
        self._docks.add("inspector", tr("Inspector"), self.inspector)
        self._docks.add("bottom", tr("Bottom panel"), self.bottom)
        self._add_workspaces()
        self.actions_registry = ActionRegistry(self, self)
        self.greeting = Greeting(self, self)
        self.touring = Touring(self, self)
        self._build_top()
        self._connect()
        self._arranged = window_state.bring_back(self, self._docks)
        self.views = ViewKeeper(
            self,
            session,
            self.canvas,
            self._docks,
            self.bottom,
            self._places,
            Views(paths.state_dir()),
        )
        self.show_workspace("design")
        self.canvas.setFocus()

    # ---- what actions need (`designer.ui.actions.action.Shell`) ----

    @property
    def widget(self) -> QWidget:
        """The parent of dialogs."""
        return self

    @property
    def workspace(self) -> str:
        """The workspace that is shown."""
        return self._workspace

    def has_workspace(self, name: str) -> bool:
        """Return whether the window has this workspace."""
        return name == "design" or name in PAGES

    def show_workspace(self, name: str) -> None:
        """Show a workspace; the panels belong to Design."""
        before, self._workspace = self._workspace, name
        if name == "design":
            self._docks.bring_back()
        else:
            self._docks.put_away()
        self._stack.setCurrentWidget(self.page(name))
        if name == "design":
            self.canvas.setFocus()
        if (name == "design") != (before == "design"):
            self._places.change(drawn=name == "design")
            self._show_what_came()
        self._top.switch.show_chosen(name)
        self.actions_registry.refresh_soon()
        self.views.keep_soon()

    def _show_what_came(self) -> None:
        """Bring layers into sight that were made in another workspace, such as Data."""
        seen, self._seen = self._seen, frozenset(self.session.document.project.graph.nodes)
        if self._workspace == "design" and self._seen - seen:
            self.canvas.show_beginning()

    def page(self, name: str) -> Any:
        """Return the page of a workspace; it is made when it is first asked for."""
        if name not in self._pages:
            page = self._pages[name] = PAGES[name](self.session, self)
            self._stack.addWidget(page)
        return self._pages[name]

    def panel_shown(self, name: str) -> bool:
        """Return whether a panel is shown."""
        return self._docks.shown(name)

    def toggle_panel(self, name: str) -> None:
        """Show a panel, or hide it."""
        self._docks.toggle(name)
        if name == "outline":
            (self.outline if self._docks.shown(name) else self.canvas).setFocus()

    def show_run_view(self, name: str) -> None:
        """Show the workspace Runs with one of its views."""
        self.show_workspace("runs")
        self.page("runs").show_view(name)

    def swap_sides(self) -> None:
        """Let palette and inspector change places."""
        self._docks.swap_sides()

    def notify(self, text: str) -> None:
        """Show one sentence in the status bar for some seconds."""
        self._status.notify(text)

    def show_commands(self) -> None:
        """Open the command palette."""
        # What is not on the first screen is imported when it is asked for: the window opens sooner.
        from designer.ui.actions.command_palette import CommandPalette

        CommandPalette(self.actions_registry, self, self).open()

    def show_layer_help(self) -> None:
        """Show the help on the layer that is pointed at, else on the selected one."""
        kind = self.canvas.adder.popup.kind or self.palette_panel.pointed
        self._docks.show("inspector")
        if kind is not None:
            self.inspector.show_help(kind)
        elif not self.inspector.toggle_help():
            self.notify(tr("Select a layer to read about, or point at one in the palette."))

    def show_shortcuts(self) -> None:
        """Open the sheet of shortcuts."""
        from designer.ui.shortcuts.shortcut_sheet import ShortcutSheet

        keymap = Keymap(self.session.preferences, TABLE)
        ShortcutSheet(self, keymap, GESTURES).open()

    def show_welcome(self) -> None:
        """Show the welcome page in place of a workspace."""
        self.greeting.show()

    def begin_tour(self) -> None:
        """Begin the tour, on an example of its own."""
        self.touring.begin()

    @property
    def train_button(self) -> QWidget:
        """What starts a run."""
        return self._top.train_button

    def show_panel(self, name: str) -> None:
        """Show a panel, where it is hidden."""
        self._docks.show(name)

    def show_preferences(self) -> None:
        """Open the preferences."""
        from designer.ui.dialogs import preferences

        preferences.show(self, self.session.preferences, self.show_shortcuts)

    def show_history(self) -> None:
        """Show the list of steps, or go back to the canvas where it has the focus."""
        if self.bottom.history.list.hasFocus():
            self.canvas.setFocus()
            return
        self.show_workspace("design")
        self._docks.show("bottom")
        self.bottom.setCurrentWidget(self.bottom.history)
        self.bottom.history.setFocus()

    def run_action(self, id: str) -> None:
        """Do one row of the table of actions."""
        self.actions_registry[id].trigger()

    def toggle_full_screen(self) -> None:
        """Let the window fill the screen, or give the screen back as it was."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_example(self, path: Path) -> None:
        """Open a copy of an example, after asking about unsaved edits."""
        beginning.open_copy(self, path)

    def open_project(self, path: Path) -> None:
        """Open a project, or a model as a new project, after asking about unsaved edits."""
        if not files.may_leave(self, self.session):
            return
        if is_model(path):
            from designer.ui.dialogs.import_dialog import import_path

            import_path(self, self.session, path).imported.connect(self._show_opened)
        elif files.open_path(self, self.session, path):
            self._show_opened()

    def _show_opened(self) -> None:
        self.show_workspace("design")
        self.canvas.show_beginning()

    # ---- inside ----

    def _add_workspaces(self) -> None:
        self._stack.addWidget(self.canvas)
        self._pages["design"] = self.canvas
        for name, text in (
            ("design", tr("Design")),
            ("data", tr("Data")),
            ("train", tr("Train")),
            ("runs", tr("Runs")),
        ):
            self._top.switch.add(name, text)
        self._top.switch.chosen.connect(self.show_workspace)

    def _build_top(self) -> None:
        registry = self.actions_registry
        build_menus(self._top.menus, registry, self)
        self._top.use(
            registry["train.start"],
            registry["train.stop"],
            registry["train.pause"],
            registry["train.continue"],
        )
        registry.refreshed.connect(self._top.refresh)
        for row, action in registry.rows():
            if row.menu == "File/Export":
                action.triggered.connect(self.touring.note_export)
        self.canvas.menus.key_now = registry.key_now
        self.canvas.menus.explain = self._explain
        self._top.fill_device_menu([registry["model.restart_engine"]])

    def _connect(self) -> None:
        session = self.session
        self.bottom.problems.reveal_requested.connect(self.reveal)
        self.bottom.module.packages_requested.connect(self.show_packages)
        self.palette_panel.chosen.connect(self.canvas.add_kind)
        self.palette_panel.typed.connect(self.canvas.add_offer)
        self.palette_panel.visit_requested.connect(self.canvas.verbs.blocks.visit)
        self.palette_panel.help_asked.connect(self._explain)
        self.canvas.told.connect(self.notify)
        self.canvas.inspect_requested.connect(self._inspect)
        self.inspector.left.connect(self.canvas.setFocus)
        self.outline.inspect_requested.connect(self._inspect)
        self._outline_links = OutlineLinks(self.outline, self.canvas, session)
        self.inspector.add_asked.connect(self.canvas.add_kind)
        self.inspector.told.connect(self.notify)
        self.canvas.open_requested.connect(self.actions_registry["file.open"].trigger)
        self.canvas.data_requested.connect(self.greeting.offer_templates)
        self.canvas.example_requested.connect(self._show_examples)
        follow(self, session.changed, self._show_title)
        follow(self, session.preferences.changed, self._on_preference)
        RunStateWatch(session.runs, self.actions_registry.refresh_soon, self)
        self._show_title()

    def reveal(self, node_id: str) -> None:
        """Show a node on the canvas, or `module:LINE` of the own code."""
        if node_id.startswith(FIELD):
            self.show_own_code(int(node_id.partition(":")[2] or 1))
            return
        self.show_workspace("design")
        self.canvas.reveal(self.canvas.verbs.blocks.find(node_id))

    def show_own_code(self, line: int | None = None) -> None:
        """Show the project's own module, and a line of it."""
        self.show_workspace("design")
        self._docks.show("bottom")
        self.bottom.setCurrentWidget(self.bottom.module)
        if line is not None:
            self.bottom.module.show_line(line)

    def show_packages(self) -> None:
        """Let the user add layers of an installed package."""
        from designer.ui.dialogs import packages_dialog

        packages_dialog.show(self, self.session)

    def _inspect(self, node_id: str) -> None:
        self.session.selection.set([node_id])
        self._docks.show("inspector")
        self.inspector.edit_first()

    def _explain(self, kind: str) -> None:
        self._docks.show("inspector")
        self.inspector.show_help(kind)

    def _show_examples(self) -> None:
        menu = examples_menu(self, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.session.title}[*] · Keras Designer")
        self.setWindowModified(not self.session.history.saved)

    def _on_preference(self, name: str) -> None:
        if name == "theme":
            theme.set_theme(str(self.session.preferences.get("theme", "system")))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the panels their sizes, which Qt only does in a window that is shown."""
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            QTimer.singleShot(0, self, self._docks.arrange)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be opened or read as data."""
        if drops.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project, or make a file the data."""
        path = drops.path_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            # A question would hold up the program from which the file comes.
            QTimer.singleShot(0, self, lambda: self._take(path))

    def _take(self, path: Path) -> None:
        if not self.greeting.take(path):
            drops.take(self, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits and a run in progress, then end the engines."""
        if not files.may_close(self, self.session):
            event.ignore()
            return
        self.views.keep()
        window_state.remember(self, self._docks)
        self.session.close()
        event.accept()
