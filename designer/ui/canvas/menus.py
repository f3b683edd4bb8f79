"""What a right click offers: for a node, for a wire, for empty paper."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from designer.session.session import Session
from designer.ui.canvas.gestures.stage import Hit
from designer.ui.canvas.remarks.remark_menu import fill
from designer.ui.canvas.remarks.remark_verbs import RemarkVerbs
from designer.ui.canvas.verbs import Verbs
from designer.ui.layers import expand_dialog
from designer.ui.layers.weights_dialog import choose_for_layers
from designer.ui.theme.icons import icon
from designer.ui.translate import tr

Entry: TypeAlias = "tuple[str, str, str, Callable[[], object]] | None"
"""Text, shortcut that is shown, icon, what it does; None is a line."""

_ALIGN = (
    ("Align left", "left", "align-start-vertical"),
    ("Align centre", "centre", "align-center-vertical"),
    ("Align right", "right", "align-end-vertical"),
    ("Align top", "top", "align-start-horizontal"),
    ("Align middle", "middle", "align-center-horizontal"),
    ("Align bottom", "bottom", "align-end-horizontal"),
)
_DISTRIBUTE = (
    ("Distribute horizontally", "horizontally", "align-horizontal-distribute-center"),
    ("Distribute vertically", "vertically", "align-vertical-distribute-center"),
)


_NATIVE = QKeySequence.SequenceFormat.NativeText


class Menus:
    """Makes context menus on the verbs of one canvas.

    Attributes:
        explain: shows the help on a kind of layer, where there is some place for it.
        key_now: tells which key does now what a key does where the user has changed none.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        verbs: Verbs,
        remarks: RemarkVerbs,
        *,
        quick_add: Callable[[], None],
        replace: Callable[[], None],
        rename: Callable[[], None],
        inspect: Callable[[], None],
    ) -> None:
        self._parent = parent
        self._session = session
        self._verbs = verbs
        self._remarks = remarks
        self._quick_add = quick_add
        self._replace = replace
        self._rename = rename
        self._inspect = inspect
        self.key_now: Callable[[str], str] = lambda usual: usual
        self.explain: Callable[[str], object] | None = None

    def menu_of_selection(self) -> QMenu:
        """Return the menu for what is selected, wherever the pointer is."""
        selection = self._session.selection
        if selection.nodes:
            return self.menu(Hit(node=selection.nodes[0]))
        return self._edge_menu() if selection.edges else self._paper_menu()

    def menu(self, hit: Hit) -> QMenu:
        """Return the menu for what is under the pointer, which becomes selected."""
        node = hit.node or (hit.port.end.node if hit.port else None)
        remark = hit.remark.remark if hit.remark else None
        target = node or remark or (hit.edge.edge if hit.edge else None)
        if target is not None and target not in self._session.selection.ids:
            self._session.selection.set({target})
        if node is not None:
            return self._node_menu()
        if remark is not None:
            return self._remark_menu()
        return self._edge_menu() if hit.edge is not None else self._paper_menu()

    def _remark_menu(self) -> QMenu:
        menu = self._filled(())
        fill(menu, self._session, self._verbs, self._remarks, self._add)
        return menu

    def _node_menu(self) -> QMenu:
        verbs, many = self._verbs, len(self._session.selection.nodes) > 1
        together: Entry = ("Wire together", "Ctrl+Alt+W", "link-2", verbs.join)
        menu = self._filled(
            (
                *self._block_entries(),
                ("Open in inspector", "", "sliders-horizontal", self._inspect),
                *self._help_entries(many),
                ("Rename", "F2", "pencil", self._rename),
                self._collapse_entry(),
                ("Select all of this kind", "Ctrl+Alt+A", "layers", verbs.reading.select_alike),
                *((together,) if many else ()),
                None,
                ("Cut", "Ctrl+X", "scissors", verbs.cut),
                ("Copy", "Ctrl+C", "copy", verbs.copy),
                ("Duplicate", "Ctrl+D", "copy-plus", verbs.duplicate),
                ("Frame round the selection", "Ctrl+Shift+J", "frame", self._remarks.add_frame),
                None,
                ("Replace…", "Ctrl+Shift+R", "workflow", self._replace),
                self._bypass_entry(),
                *self._layer_entries(many),
                None,
                ("Delete and bridge", "Ctrl+Del", "unlink", verbs.dissolve_selection),
                ("Delete", "Del", "trash-2", verbs.delete_selection),
            )
        )
        if many:
            before = menu.actions()[-3]
            menu.insertMenu(before, self._arrange_menu(menu))
        return menu

    def _help_entries(self, many: bool) -> tuple[Entry, ...]:
        explain = self.explain
        if explain is None or many:
            return ()
        graph = self._session.document.graph
        kind = graph.owner(graph.nodes[self._session.selection.nodes[0]]).kind
        return (("Help on this kind", "", "book-open", lambda: explain(kind)),)

    def _collapse_entry(self) -> Entry:
        reading = self._verbs.reading
        collapsed = reading.all_collapsed()
        picture = "chevrons-up-down" if collapsed else "chevrons-down-up"
        text = "Expand" if collapsed else "Collapse"
        return (text, "Ctrl+E", picture, reading.toggle_collapsed)

    def _block_entries(self) -> tuple[Entry, ...]:
        blocks = self._verbs.blocks
        chosen = blocks.selected_instances()
        one = len(chosen) == len(self._session.selection.nodes) == 1
        entries: list[Entry] = []
        if one:
            entries.append(("Go into block", "Enter", "zoom-in", blocks.enter_selected))
        if chosen:
            entries.append(("Dissolve block", "Ctrl+Shift+G", "unlink", blocks.dissolve))
            entries.append(("Detach instance", "", "split", blocks.detach))
        entries.append(("Make block", "Ctrl+G", "block", self._make_block))
        return (*entries, None)

    def _make_block(self) -> None:
        if self._verbs.blocks.make():
            self._rename()

    def _bypass_entry(self) -> Entry:
        graph = self._session.document.graph
        chosen = self._session.selection.nodes
        all_of_them = all(graph.nodes[id].bypassed for id in chosen)
        text = "Use again" if all_of_them else "Bypass"
        return (text, "Ctrl+B", "skip-forward", self._verbs.toggle_bypass)

    def _layer_entries(self, many: bool) -> tuple[Entry, ...]:
        graph = self._session.document.graph
        nodes = [graph.nodes[id] for id in self._session.selection.nodes]
        shared = any(graph.twins.get(graph.owner(node).id) for node in nodes)
        frozen = all(not graph.owner(node).trainable for node in nodes)
        freeze = "Let it learn again" if frozen else "Freeze"
        verbs = self._verbs.layers
        entries: list[Entry] = [
            (freeze, "", "snowflake", verbs.toggle_trainable),
            ("Freeze up to here", "Ctrl+Shift+Up", "snowflake", verbs.freeze_above),
            ("Unfreeze from here on", "Ctrl+Shift+Down", "zap", verbs.unfreeze_below),
        ]
        if many and len({node.kind for node in nodes}) == 1:
            entries.append(("Share one layer", "", "link-2", verbs.share))
        if shared:
            entries.append(("Select twins", "Ctrl+Shift+A", "link-2", verbs.select_twins))
            entries.append(("Stop sharing", "", "unlink", verbs.unshare))
        if verbs.layers():
            entries.append(("Weights from file…", "", "download", self._choose_weights))
            entries.append(("Begin afresh", "", "rotate-ccw", verbs.begin_afresh))
        if any(node.weights for node in verbs.layers()):
            entries.append(("Begin as the model does", "", "undo-2", verbs.begin_as_project))
        if expand_dialog.application(self._session) is not None:
            entries.append(("Take application apart…", "", "maximize", self._take_apart))
        return tuple(entries)

    def _choose_weights(self) -> None:
        choose_for_layers(self._parent, self._session, self._verbs.layers)

    def _take_apart(self) -> None:
        expand_dialog.expand(self._parent, self._session)

    def _edge_menu(self) -> QMenu:
        straighten = (("Straighten", "", "slash", self._verbs.wires.straighten),)
        return self._filled(
            (
                ("Insert a layer here…", "", "plus", self._quick_add),
                ("Add reroute point", "", "spline", self._verbs.wires.add_point),
                *(straighten if self._verbs.wires.can_straighten() else ()),
                None,
                ("Delete", "Del", "trash-2", self._verbs.delete_selection),
            )
        )

    def _paper_menu(self) -> QMenu:
        verbs = self._verbs
        inside = self._session.document.scope is not None
        leave: tuple[Entry, ...] = (
            ("Leave block", "Ctrl+Up", "zoom-out", verbs.blocks.leave),
            None,
        )
        return self._filled(
            (
                *(leave if inside else ()),
                ("Add a layer…", "Space", "plus", self._quick_add),
                ("Paste", "Ctrl+V", "clipboard-paste", verbs.paste),
                ("Note here", "Ctrl+Shift+N", "sticky-note", self._remarks.add_note),
                ("Frame here", "Ctrl+Shift+J", "frame", self._remarks.add_frame),
                None,
                ("Select all", "Ctrl+A", "square-dashed-mouse-pointer", verbs.select_all),
                ("Tidy", "Ctrl+L", "wand-sparkles", verbs.tidy),
                ("Show everything", "Home", "maximize", verbs.fit),
            )
        )

    def _arrange_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu(tr("Arrange"), parent)
        verbs = self._verbs
        for text, how, picture in _ALIGN:
            self._add(menu, (text, "", picture, _bound(verbs.align, how)))
        menu.addSeparator()
        for text, how, picture in _DISTRIBUTE:
            self._add(menu, (text, "", picture, _bound(verbs.distribute, how)))
        menu.addSeparator()
        self._add(menu, ("Tidy", "Ctrl+L", "wand-sparkles", verbs.tidy))
        return menu

    def _filled(self, entries: tuple[Entry, ...]) -> QMenu:
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for entry in entries:
            self._add(menu, entry)
        return menu

    def _add(self, menu: QMenu, entry: Entry) -> None:
        if entry is None:
            menu.addSeparator()
            return
        text, shortcut, picture, call = entry
        keys = QKeySequence(self.key_now(shortcut)).toString(_NATIVE) if shortcut else ""
        label = f"{tr(text)}\t{keys}" if keys else tr(text)
        action = menu.addAction(icon(picture, "muted"), label)
        action.triggered.connect(lambda: call())


def _bound(call: Callable[[str], None], how: str) -> Callable[[], None]:
    return lambda: call(how)
