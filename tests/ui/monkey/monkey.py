"""A monkey at the window: it does what it likes, the same for the same seed."""

import random

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QToolButton,
)

from designer.graph.records import Endpoint
from designer.ui.palette.kind_list import KindList
from tests.drivers import CanvasDriver
from tests.ui.monkey.hand import ALT, CONTROL, LEFT, MIDDLE, NONE, RIGHT, SHIFT, Hand

Key = Qt.Key
WORDS = (
    "dense", "dense 64 relu", "conv2d 32 3", "conv2d 8 3 > maxpool > flatten", "add", "drop .3",
    "concat", "input 28 28 1", "output", "lstm 16", "bn", "dense 3 > @output", "dense > dense",
    "flat", "relu", "multihead", "emb 100 8", "reshape", "@dense", "@", ">", "zzzz", "", "soft",
    "subtract", "globalaverage", "rescaling 2", "dense -1", "split",
)  # fmt: skip
NAMES = (
    "a",
    "b",
    "tower",
    "dense",
    "",
    " ",
    "1st",
    "ä ö",
    "very_long_name_of_a_layer_indeed",
    "x/y",
)
NOTES = ("**bold**", "# Title", "- one", "see `dense`", "", "a [link](https://keras.io)")
VALUES = ("3", "64", "0", "-1", "abc", "", "1.5", "(3, 3)", "relu", "None", "2 x 2", "1e9", "same")
FINDS = ("dense", "conv", "relu", "64", "units=10", "(None", "", "zz", "n")
ACTIONS = (
    "edit.undo", "edit.redo", "edit.cut", "edit.copy", "edit.paste", "edit.duplicate",
    "edit.delete", "edit.dissolve", "edit.bypass", "edit.select_all", "edit.select_ancestors",
    "edit.select_descendants", "edit.select_linked", "edit.collapse", "edit.collapse_all",
    "edit.expand_all", "edit.add_reroute_point", "edit.straighten", "edit.fit_remark",
    "edit.select_content", "view.align.left", "view.align.centre", "view.align.right",
    "view.align.top", "view.align.middle", "view.align.bottom", "view.distribute.horizontally",
    "view.distribute.vertically", "view.tidy", "view.tidy_all", "view.direction",
    "view.find_next", "view.find_previous", "view.fit", "view.zoom_in", "view.zoom_out",
    "view.actual_size", "model.share", "model.unshare", "model.select_twins", "model.freeze",
    "model.freeze_above", "model.unfreeze_below", "weights.layers_afresh",
    "weights.layers_as_model", "weights.model_afresh", "model.check", "block.make",
    "block.dissolve", "block.detach", "block.enter", "block.leave", "block.delete_unused",
    "canvas.fit", "canvas.fit_selection", "canvas.open", "help.layer",
)  # fmt: skip
LOOKS = (
    "view.heat.off", "view.heat.parameters", "view.heat.multiply_adds", "view.heat.activations",
    "view.heat.optimizer", "view.theme.light", "view.theme.dark", "view.light_flow",
    "view.minimap", "view.wire_shapes", "view.panel.palette", "view.panel.inspector",
    "view.panel.bottom", "view.panel.outline", "view.panel.swap", "view.history",
)  # fmt: skip
KEYS = (
    (Key.Key_D, CONTROL), (Key.Key_C, CONTROL), (Key.Key_X, CONTROL), (Key.Key_V, CONTROL),
    (Key.Key_V, CONTROL), (Key.Key_B, CONTROL), (Key.Key_E, CONTROL), (Key.Key_A, CONTROL),
    (Key.Key_L, CONTROL), (Key.Key_G, CONTROL), (Key.Key_G, CONTROL | SHIFT),
    (Key.Key_Down, CONTROL), (Key.Key_Up, CONTROL), (Key.Key_Z, CONTROL),
    (Key.Key_Z, CONTROL | SHIFT), (Key.Key_T, CONTROL | SHIFT), (Key.Key_W, CONTROL | SHIFT),
    (Key.Key_Home, NONE), (Key.Key_Home, SHIFT), (Key.Key_Delete, NONE), (Key.Key_Delete, CONTROL),
    (Key.Key_Backspace, NONE), (Key.Key_Escape, NONE), (Key.Key_Return, NONE),
    (Key.Key_BracketLeft, CONTROL), (Key.Key_BracketRight, CONTROL), (Key.Key_F1, SHIFT),
    (Key.Key_Plus, CONTROL), (Key.Key_Minus, CONTROL), (Key.Key_0, CONTROL),
)  # fmt: skip
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
MODAL = ("from file", "application apart", "library", "Export", "Import", "Copy as")
MANY = 40


class Monkey:
    """Does one gesture after the other; `told` says which."""

    def __init__(self, window, engine, seed):
        self.window, self.view, self.session = window, window.canvas, window.session
        self.told = []
        self._engine = engine
        self._random = random.Random(seed)
        self._hand = Hand(self.view)
        self._driver = CanvasDriver(self.view)
        self._gestures = [g for g, weight in self._table() for _ in range(weight)]

    def act(self):
        """Do one gesture, to its end."""
        self._choose_from_menu()
        self._close_dialogs()
        if len(self.session.document.graph.nodes) > MANY:
            self._say("too many")
            self._thin_out()
        else:
            gesture = self._random.choice(self._gestures)
            self._say(gesture.__name__.strip("_"))
            if self.window.workspace != "design":
                self.window.show_workspace("design")
            if self._random.random() < 0.9 and not self.view.adder.popup.isVisible():
                self.view.setFocus()
            gesture()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def rest(self):
        """Let everything go: lists, menus, panels and looks are as they were at first."""
        self._choose_from_menu(0.0)
        self._close_dialogs()
        self.view.setFocus()
        for _ in range(4):
            self._hand.key(Key.Key_Escape)
        self.view.adder.popup.close_list()
        self.view.finding.close()
        self._do("view.theme.light", "view.heat.off")
        self.window.resize(1280, 800)
        self.window.notify("")
        self._settle()

    # ---- pointer ----

    def _pan(self):
        if self._chance(0.5):
            self._hand.press(self._paper(), MIDDLE)
            self._hand.drag(self._paper())
            self._hand.release()
            return
        self.view.setFocus()
        self._hand.hold(Key.Key_Space)
        self._hand.press(self._spot())
        self._hand.drag(self._paper())
        self._hand.release()
        self._hand.let_go(Key.Key_Space)

    def _wheel(self):
        keys = self._one_of((NONE, NONE, CONTROL, SHIFT))
        pixels = QPoint(self._int(-60, 60), self._int(-60, 60)) if self._chance(0.2) else None
        self._hand.wheel(self._spot(), self._one_of((-360, -120, 120, 240)), keys, pixels)

    def _pinch(self):
        self._hand.pinch(self._paper(), self._random.uniform(-0.3, 0.3))

    def _click(self):
        self._hand.click(self._spot(), keys=self._one_of((NONE, NONE, SHIFT, CONTROL, ALT)))

    def _hover(self):
        self._hand.hover(self._spot())

    def _box(self):
        keys = self._one_of((NONE, SHIFT, CONTROL))
        self._drag(self._paper(), self._paper(), LEFT, keys)

    def _drag_something(self):
        keys = self._one_of((NONE, NONE, NONE, ALT, SHIFT, CONTROL))
        self._drag(self._spot(), self._near_or_spot(), LEFT, keys)

    def _drag_node(self):
        keys = self._one_of((NONE, NONE, NONE, ALT, SHIFT))
        start = self._node_point()
        if start is not None:
            step = QPoint(self._int(-200, 200), self._int(-160, 160))
            self._drag(start, start + step, LEFT, keys)

    def _drag_port(self):
        start, end = self._port_point(), self._port_point() if self._chance(0.6) else self._paper()
        if start is not None and end is not None:
            self._drag(start, end, LEFT, self._one_of((NONE, NONE, ALT, SHIFT, CONTROL)))
        if self.view.adder.popup.isVisible() and self._chance(0.8):
            self._type_in_list()

    def _cut(self):
        self._drag(self._paper(), self._paper(), RIGHT, CONTROL)
        self._choose_from_menu(0.3)

    def _double_click(self):
        self._hand.double_click(self._spot())
        if self.view.adder.popup.isVisible() and self._chance(0.8):
            self._type_in_list()
        elif self._chance(0.5):
            self._write(self._one_of((*NAMES, *NOTES)))

    def _menu(self):
        spot = self._spot()
        self._hand.click(spot, RIGHT)
        self._hand.ask_for_menu(spot)
        self._choose_from_menu(0.85)
        if self._chance(0.5):
            self._write(self._one_of(NAMES))

    def _map(self):
        map_ = self.view.overlays.minimap
        if map_.isVisible():
            place = map_.geometry().center()
            self._hand.press(place)
            self._hand.drag(place + QPoint(self._int(-70, 70), self._int(-50, 50)))
            self._hand.release()

    def _drop(self):
        kind = self._one_of(("Dense", "Conv2D", "Add", "Dropout", "Input", "Output"))
        self._driver.drop_kind(kind, self._spot())

    # ---- keys ----

    def _key(self):
        key, keys = self._one_of(KEYS)
        self._say(f"  {key.name} {keys.name}")
        self._hand.key(key, keys)
        self._write_sometimes()

    def _walk(self):
        for _ in range(self._int(1, 4)):
            keys = self._one_of((NONE, NONE, SHIFT, ALT, ALT | SHIFT))
            self._hand.key(self._one_of(ARROWS), keys)

    def _action(self):
        id = self._one_of(ACTIONS)
        self._say("  " + id)
        self._do(id)
        self._write_sometimes()

    def _look(self):
        id = self._one_of(LOOKS)
        self._say("  " + id)
        self._do(id)

    def _undo(self):
        for _ in range(self._int(1, 5)):
            self._hand.key(Key.Key_Z, self._one_of((CONTROL, CONTROL, CONTROL | SHIFT)))

    def _quick_add(self):
        self._hand.hover(self._spot())
        if self._chance(0.5):
            self._hand.key(Key.Key_Tab)
        else:
            self._hand.type("d")
        self._type_in_list()

    def _replace(self):
        self._hand.key(Key.Key_R, CONTROL | SHIFT)
        self._type_in_list()

    def _rename(self):
        self._hand.key(Key.Key_F2)
        self._write(self._one_of(NAMES))

    def _remark(self):
        self._hand.hover(self._spot())
        self._hand.key(self._one_of((Key.Key_J, Key.Key_N)), CONTROL | SHIFT)
        self._write(self._one_of(NOTES))

    def _find(self):
        self._hand.key(Key.Key_F, CONTROL)
        self._hand.type(self._one_of(FINDS))
        for _ in range(self._int(0, 3)):
            self._hand.key(Key.Key_Return, self._one_of((NONE, SHIFT, ALT)))
        if self._chance(0.7):
            self._hand.key(Key.Key_Escape)

    def _wire_by_keys(self):
        self._hand.key(Key.Key_C, SHIFT)
        for _ in range(self._int(0, 3)):
            self._hand.key(self._one_of((*ARROWS, Key.Key_Tab)))
        self._hand.key(self._one_of((Key.Key_Return, Key.Key_Escape)))
        self.view.keys.let_go()

    def _command(self):
        self.window.show_commands()
        QApplication.processEvents()
        self._hand.type(self._one_of(("tidy", "dense", "undo", "fit", "zz")))
        self._hand.key(self._one_of((Key.Key_Return, Key.Key_Escape, Key.Key_Down)))
        QApplication.processEvents()
        self._close_dialogs()

    # ---- panels ----

    def _outline(self):
        outline = self.window.outline
        if not self.window.panel_shown("outline"):
            self.window.toggle_panel("outline")
        QApplication.processEvents()
        tree = outline.tree
        index = QModelIndex()
        for _ in range(self._int(1, 3)):
            count = outline.model.rowCount(index)
            if count:
                index = outline.model.index(self._int(0, count - 1), 0, index)
        if not index.isValid():
            return
        tree.setFocus()
        tree.setCurrentIndex(index)
        self._one_of(self._outline_verbs())()

    def _outline_verbs(self):
        return (
            self._rename,
            self._rename,
            lambda: self._hand.key(Key.Key_Delete),
            lambda: self._hand.key(self._one_of((Key.Key_Up, Key.Key_Down)), ALT),
            self._outline_wire,
            lambda: self._hand.key(Key.Key_Return),
            lambda: self._hand.key(Key.Key_Insert) or self._type_in_list(),
            self._walk,
        )

    def _outline_wire(self):
        self._hand.key(self._one_of((Key.Key_C, Key.Key_X)), SHIFT)
        QApplication.processEvents()
        self._hand.key(self._one_of((Key.Key_Return, Key.Key_Escape)))
        self._close_popup()

    def _history(self):
        self._do("view.history")
        QApplication.processEvents()
        list_ = self.window.bottom.history.list
        rows = list_.model().rowCount()
        if rows and list_.isVisible():
            index = list_.model().index(self._int(max(0, rows - 8), rows - 1), 0)
            list_.scrollTo(index)
            place = list_.visualRect(index).center()
            hand = Hand(list_)
            hand.click(place)

    def _inspect(self):
        inspector = self.window.inspector
        wanted = (QLineEdit, QComboBox, QCheckBox, QToolButton, QAbstractSpinBox)
        found = [
            widget
            for kind in wanted
            for widget in inspector.findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not _modal(widget)
        ]
        if not found:
            return
        widget = self._one_of(found)
        self._say(f"  {type(widget).__name__} {widget.accessibleName()}")
        match widget:
            case QComboBox():
                widget.setFocus()
                for _ in range(self._int(1, 3)):
                    self._hand.key(self._one_of((Key.Key_Down, Key.Key_Up)))
            case QToolButton() if widget.menu() is not None:
                widget.menu().aboutToShow.emit()
                self._choose(widget.menu())
            case QAbstractButton():
                widget.click()
                self._choose_from_menu(0.8)
            case _:
                widget.setFocus()
                self._hand.key(Key.Key_A, CONTROL)
                self._hand.type(self._one_of(VALUES))
                self._hand.key(self._one_of((Key.Key_Return, Key.Key_Escape, Key.Key_Tab)))
                if self._chance(0.3):
                    self._hand.key(self._one_of((Key.Key_Up, Key.Key_Down)))

    def _palette(self):
        for rows in self._shuffled(self.window.palette_panel.findChildren(KindList)):
            if rows.isVisible() and rows.count():
                item = rows.item(self._int(0, rows.count() - 1))
                rows.scrollToItem(item)
                Hand(rows).double_click(rows.visualItemRect(item).center())
                return

    def _resize(self):
        self.window.resize(self._int(960, 1600), self._int(600, 1000))

    def _elsewhere(self):
        self.window.show_workspace(self._one_of(("data", "train", "runs")))
        QApplication.processEvents()
        if self._chance(0.3):
            self._do("edit.undo")
        self.window.show_workspace("design")

    def _engine_tells(self):
        self._engine.tell(self._random)

    def _foreign_text(self):
        texts = ("", "hello", "{}", '{"nodes": 3}', '{"keras-designer": 1}', "x = Dense(3)(y)")
        QGuiApplication.clipboard().setText(self._one_of(texts))
        self._hand.key(Key.Key_V, CONTROL)

    def _save(self):
        path = self.session.path
        if path is not None:
            self.session.save()

    # ---- parts ----

    def _table(self):
        return (
            (self._pan, 2), (self._wheel, 3), (self._pinch, 1), (self._click, 6),
            (self._hover, 2), (self._box, 3), (self._drag_something, 7), (self._drag_node, 6),
            (self._drag_port, 9), (self._cut, 2), (self._double_click, 5), (self._menu, 6),
            (self._map, 1), (self._drop, 2), (self._key, 9), (self._walk, 3), (self._action, 10),
            (self._look, 3), (self._undo, 5), (self._quick_add, 7), (self._replace, 2),
            (self._rename, 2), (self._remark, 3), (self._find, 2), (self._wire_by_keys, 2),
            (self._command, 1), (self._outline, 4), (self._history, 2), (self._inspect, 6),
            (self._palette, 2), (self._resize, 1), (self._elsewhere, 1), (self._engine_tells, 4),
            (self._foreign_text, 1), (self._save, 1),
        )  # fmt: skip

    def _drag(self, start, end, button, keys):
        self._hand.press(start, button, keys)
        self._hand.drag(end)
        chance = self._random.random()
        if chance < 0.12:
            self._hand.key(Key.Key_Escape)
        elif chance < 0.2:
            key, keys = self._one_of(KEYS)
            self._say(f"  {key.name} {keys.name} in the midst")
            self._hand.key(key, keys)
        elif chance < 0.24:
            self._hand.wheel(end, 120)
            self._hand.drag(end + QPoint(9, 9))
        self._hand.release()

    def _type_in_list(self):
        if not self.view.adder.popup.isVisible():
            return
        self._hand.type(self._one_of(WORDS))
        for _ in range(self._int(0, 3)):
            self._hand.key(Key.Key_Down)
        chance = self._random.random()
        if chance < 0.65:
            self._hand.key(Key.Key_Return)
        elif chance < 0.8:
            self._hand.key(Key.Key_Return, SHIFT)
        elif chance < 0.95:
            self._hand.key(Key.Key_Escape)
        elif self.view.adder.popup.list.count():
            list_ = self.view.adder.popup.list
            Hand(list_).click(list_.visualItemRect(list_.item(0)).center())

    def _write(self, text):
        """Write where something is written in: a name, a title, a note."""
        focused = self._hand.focused()
        if isinstance(focused, QLineEdit) or "Note" in type(focused).__name__:
            self._hand.type(text)
            self._hand.key(self._one_of((Key.Key_Return, Key.Key_Return, Key.Key_Escape)))
            if self._chance(0.8):
                self.view.setFocus()

    def _write_sometimes(self):
        if self._chance(0.7):
            self._write(self._one_of(NAMES))

    def _choose_from_menu(self, chance=0.5):
        """Choose from the menu that is open, if any; a menu in it may open then."""
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            self._close_popup()
            return
        if self._chance(chance):
            self._choose(menu)
        self._close_popup()

    def _choose(self, menu):
        actions = [a for a in _leaves(menu) if a.isEnabled() and not _opens_dialog(a.text())]
        if actions:
            action = self._one_of(actions)
            self._say("  chose " + action.text().partition("\t")[0])
            action.trigger()

    def _close_popup(self):
        for _ in range(5):
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            popup.close()
            QApplication.processEvents()

    def _close_dialogs(self):
        for _ in range(5):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            self._say(f"  closes {type(dialog).__name__}")
            dialog.close()
            QApplication.processEvents()

    def _thin_out(self):
        nodes = sorted(self.session.document.graph.nodes)
        self.session.selection.set(self._random.sample(nodes, len(nodes) * 2 // 3))
        self.view.setFocus()
        self._hand.key(Key.Key_Delete, self._one_of((NONE, CONTROL)))

    def _do(self, *ids):
        for id in ids:
            if self.window.actions_registry[id].isEnabled():
                self.window.run_action(id)

    def _settle(self):
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # ---- places ----

    def _spot(self):
        """Return the place of something, or just a place."""
        finders = (
            self._node_point, self._node_point, self._port_point, self._wire_point,
            self._led_point, self._remark_point, self._paper,
        )  # fmt: skip
        found = self._one_of(finders)()
        return found if found is not None else self._paper()

    def _near_or_spot(self):
        return self._spot() if self._chance(0.5) else self._paper()

    def _paper(self):
        size = self.view.viewport().size()
        return QPoint(self._int(0, size.width() - 1), self._int(0, size.height() - 1))

    def _node_point(self):
        scene = self.view.graph_scene
        return self._seen(scene.nodes[id].rect().center() for id in sorted(scene.nodes))

    def _port_point(self):
        scene = self.view.graph_scene
        places = []
        for id in sorted(scene.nodes):
            face = scene.nodes[id].face
            for slots, output in ((face.inputs, False), (face.outputs, True)):
                places += [scene.port_point(Endpoint(id, slot.port), output) for slot in slots]
        return self._seen(QPointF(*place) for place in places)

    def _wire_point(self):
        edges = self.view.graph_scene.edges
        share = self._random.uniform(0.2, 0.8)
        return self._seen(edges[id].way.path.pointAtPercent(share) for id in sorted(edges))

    def _led_point(self):
        edges = self.session.document.graph.edges
        return self._seen(QPointF(*p) for id in sorted(edges) for p in edges[id].points)

    def _remark_point(self):
        places = []
        items = self.view.graph_scene.remarks.items
        for id in sorted(items):
            rect = items[id].rect()
            places += [rect.topLeft() + QPointF(40, 12), rect.bottomRight(), rect.center()]
        return self._seen(places)

    def _seen(self, places):
        """Return one of *places* that are in sight."""
        room = self.view.viewport().rect()
        points = [self.view.mapFromScene(place) for place in places]
        points = [point for point in points if room.contains(point)]
        return self._one_of(points) if points else None

    # ---- chance ----

    def _chance(self, share):
        return self._random.random() < share

    def _int(self, least, most):
        return self._random.randint(least, most)

    def _one_of(self, things):
        return self._random.choice(things)

    def _shuffled(self, things):
        return self._random.sample(things, len(things))

    def _say(self, words):
        self.told.append(words)


def _leaves(menu):
    """Return what can be chosen in a menu and in those inside it."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from _leaves(action.menu())
        elif not action.isSeparator():
            yield action


def _opens_dialog(text):
    return any(word.lower() in text.lower() for word in MODAL)


def _modal(widget):
    words = f"{widget.accessibleName()} {widget.toolTip()}"
    text = widget.text() if hasattr(widget, "text") else ""
    return _opens_dialog(f"{words} {text}") or "…" in text
