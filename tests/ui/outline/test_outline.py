"""The outline: everything that can be done with a drawing, by keys alone, and read aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from designer.document.commands.edges import connect
from designer.document.commands.make_block import make_block
from designer.document.commands.nodes import add_node, set_param
from designer.graph.records import Edge, Endpoint, Node
from designer.ui.main_window import MainWindow
from designer.ui.outline.wire_list import WireList

pytestmark = [
    pytest.mark.window,
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
Key = Qt.Key
NONE, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(session, qtbot):
    session.preferences.set("reduced_motion", True)
    made = MainWindow(session)
    made.resize(1280, 800)
    made.show()
    made.show_workspace("design")
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    session.history.mark_saved()
    made.close()
    made.deleteLater()


class Hand:
    """Keys on the outline of a window, and an eye on its rows."""

    def __init__(self, window):
        self.window, self.session = window, window.session
        self.panel, self.tree, self.model = (
            window.outline,
            window.outline.tree,
            window.outline.model,
        )

    def key(self, key, modifiers=NONE):
        QTest.keyClick(QApplication.focusWidget() or self.tree, key, modifiers)
        QTest.qWait(1)
        return self

    def type(self, text):
        QTest.keyClicks(QApplication.focusWidget() or self.tree, text)
        return self

    @property
    def rows(self):
        QTest.qWait(1)
        return self._below(self.model.index(-1, 0), 0)

    def _below(self, parent, depth):
        found = []
        for number in range(self.model.rowCount(parent)):
            index = self.model.index(number, 0, parent)
            found.append("  " * depth + self.model.data(index))
            if self.tree.isExpanded(index):
                found += self._below(index, depth + 1)
        return found

    def index(self, name):
        return next(
            self.model.index(n, 0)
            for n in range(self.model.rowCount())
            if self.model.data(self.model.index(n, 0)) == name
        )

    def go(self, name):
        self.tree.setCurrentIndex(self.index(name))
        return self

    @property
    def current(self):
        return self.model.data(self.tree.currentIndex())

    @property
    def wires(self):
        graph = self.session.document.graph
        name = {id: node.name for id, node in graph.nodes.items()}
        return sorted(
            f"{name[e.source.node]} > {name[e.target.node]}" for e in graph.edges.values()
        )

    @property
    def selected(self):
        return [self.session.document.node(id).name for id in self.session.selection.nodes]


@pytest.fixture
def outline(window, qtbot):
    window.actions_registry["view.panel.outline"].trigger()
    hand = Hand(window)
    qtbot.waitUntil(hand.tree.hasFocus)
    return hand


@pytest.fixture
def chain(outline):
    session = outline.session
    ids = [
        add_node(session.document, session.catalog, kind, (0.0, 150.0 * place), name=name)
        for place, (kind, name) in enumerate(
            (("Input", "image"), ("Dense", "left"), ("Dense", "right"), ("Add", "sum"))
        )
    ]
    for source, target in ((0, 1), (0, 2), (1, 3), (2, 3)):
        connect(
            session.document,
            session.catalog,
            Endpoint(ids[source], "output"),
            Endpoint(ids[target], "inputs"),
        )
    session.selection.clear()
    QTest.qWait(5)
    return outline


def test_the_key_shows_it_with_the_focus_and_hides_it(window, outline):
    assert outline.tree.isVisible()
    window.actions_registry["view.panel.outline"].trigger()
    assert not outline.tree.isVisible()
    assert window.canvas.hasFocus()


def test_layers_are_listed_as_they_are_built(chain):
    assert chain.rows == ["image", "left", "right", "sum"]
    chain.tree.expandAll()
    assert chain.rows[-2:] == ["  from left", "  from right"]


def test_it_is_a_sound_model(chain, qtbot):
    tester = QAbstractItemModelTester(
        chain.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    session = chain.session
    chain.tree.expandAll()
    add_node(session.document, session.catalog, "Dropout", (0.0, 900.0))
    QTest.qWait(5)
    session.history.undo()
    QTest.qWait(5)
    assert tester.model() is chain.model


def test_what_is_chosen_here_is_selected_there_and_the_other_way_round(chain):
    chain.go("right")
    assert chain.selected == ["right"]
    chain.session.selection.set({chain.session.document.graph.by_name["left"].id})
    assert chain.current == "left"
    assert [row.id for row in chain.tree.rows()] == list(chain.session.selection.nodes)
    chain.go("left").key(Key.Key_Down, SHIFT)
    assert sorted(chain.selected) == ["left", "right"]


def test_a_model_is_drawn_by_keys_alone(outline, qtbot):
    for word in ("input", "flatten", "dense", "output"):
        outline.key(Key.Key_Insert).type(word).key(Key.Key_Return)
        qtbot.waitUntil(outline.tree.hasFocus)
    assert outline.wires == ["dense > output", "flatten > dense", "input > flatten"]
    assert outline.rows == ["input", "flatten", "dense", "output"]
    assert outline.current == "output"


def test_a_letter_begins_the_search(chain, qtbot):
    chain.go("right").type("d")
    assert chain.window.canvas.adder.popup.field.text() == "d"
    chain.key(Key.Key_Escape)
    qtbot.waitUntil(chain.tree.hasFocus)


def test_layers_are_wired_and_wires_are_taken_away(chain, qtbot):
    chain.go("left").key(Key.Key_X, SHIFT)
    asked = chain.panel.findChild(WireList)
    assert asked.texts() == ["from image", "to sum"]
    asked.field.setText("sum")
    QTest.keyClick(asked.field, Key.Key_Return)
    assert chain.wires == ["image > left", "image > right", "right > sum"]
    qtbot.waitUntil(lambda: chain.panel.findChild(WireList) is None)
    chain.go("left").key(Key.Key_C, SHIFT)
    asked = chain.panel.findChild(WireList)
    assert set(asked.texts()) == {"sum", "right"}
    asked.field.setText("sum")
    QTest.keyClick(asked.field, Key.Key_Return)
    assert "left > sum" in chain.wires


def test_a_layer_is_renamed_where_it_stands(chain):
    chain.go("left").key(Key.Key_F2)
    field = chain.tree.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "west")
    QTest.keyClick(field, Key.Key_Return)
    assert chain.rows == ["image", "west", "right", "sum"]


def test_a_name_in_hand_is_taken_when_the_rows_change(chain):
    chain.go("left").key(Key.Key_F2)
    QTest.keyClicks(chain.tree.findChild(QLineEdit), "west")
    add_node(chain.session.document, chain.session.catalog, "Dropout", (0.0, 900.0), name="drop")
    assert sorted(chain.rows) == ["drop", "image", "right", "sum", "west"]


def test_a_name_that_is_taken_is_refused_with_words(chain, qtbot):
    with qtbot.waitSignal(chain.model.refused) as told:
        assert not chain.model.setData(chain.index("left"), "right")
    assert "right" in told.args[0]


def test_what_is_deleted_leaves_the_next_row_in_hand(chain):
    chain.go("left").key(Key.Key_Delete)
    assert chain.rows == ["image", "right", "sum"]
    assert chain.current == "right"


def test_inputs_of_a_merge_change_their_order(chain):
    chain.tree.expandAll()
    chain.go("left").key(Key.Key_Down, ALT)
    chain.tree.expandAll()
    assert chain.rows[-2:] == ["  from right", "  from left"]
    merge = chain.index("sum")
    chain.tree.setCurrentIndex(chain.model.index(1, 0, merge))
    chain.key(Key.Key_Up, ALT)
    assert chain.rows[-2:] == ["  from left", "  from right"]


def test_enter_edits_the_values(chain):
    chain.go("left").key(Key.Key_Return)
    assert chain.window.inspector.isAncestorOf(QApplication.focusWidget())


def test_a_block_is_opened_in_place_and_entered(chain):
    session = chain.session
    made = make_block(
        session.document, session.catalog, [session.document.graph.by_name["left"].id]
    )
    QTest.qWait(5)
    name = session.document.node(made).name
    chain.go(name).key(Key.Key_Right)
    assert "  left" in chain.rows
    chain.key(Key.Key_Return)
    assert session.document.path == (made,)
    inside = chain.model.find((made,), session.document.graph.by_name["left"].id)
    session.document.enter(None)
    chain.tree.setCurrentIndex(inside)
    assert session.document.path == (made,)
    assert chain.selected == ["left"]


def test_what_is_open_stays_open_when_rows_come_and_go(chain):
    chain.tree.expandAll()
    session = chain.session
    add_node(session.document, session.catalog, "Dropout", (0.0, 900.0), name="drop")
    assert "  from left" in chain.rows
    assert "drop" in chain.rows


def test_the_menu_of_the_canvas_is_there_with_what_wires_can_do(chain):
    chain.go("left")
    menu = chain.window.canvas.menus.menu_of_selection()
    chain.panel.add_wires(menu)
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:2] == ["Connect to…", "Disconnect…"]
    assert "Delete" in texts
    menu.deleteLater()


def test_a_screen_reader_reads_the_rows(chain):
    session = chain.session
    set_param(session.document, [session.document.graph.by_name["left"].id], "units", 64)
    tree = QAccessible.queryAccessibleInterface(chain.tree)
    assert tree.text(QAccessible.Text.Name) == "Outline of the model"
    assert tree.role() in (QAccessible.Role.Tree, QAccessible.Role.List)
    assert tree.childCount() >= 4
    said = [
        tree.child(place).text(QAccessible.Text.Name)
        for place in range(tree.childCount())
        if tree.child(place).role() != QAccessible.Role.ColumnHeader
    ]
    assert "left, Dense, units 64, from image, feeds sum" in said


def test_five_thousand_layers_are_listed_found_and_selected(outline):
    session = outline.session
    nodes = [Node(f"n{i:04}", "Dense", f"d{i}", position=(0.0, i * 90.0)) for i in range(5000)]
    wires = [
        Edge(f"e{i}", Endpoint(f"n{i:04}", "output"), Endpoint(f"n{i + 1:04}", "inputs"))
        for i in range(4999)
    ]
    with session.document.edit("Add many") as edit:
        edit.put_all([*nodes, *wires])
    QTest.qWait(50)
    assert outline.model.rowCount() == 5000
    session.selection.set({"n4000"})
    assert outline.current == "d4000"
    set_param(session.document, ["n4000"], "units", 5)
    assert outline.model.find((), "n4000").isValid()
    session.selection.set(node.id for node in nodes)
    assert len(outline.tree.selectionModel().selectedRows()) == 5000


def test_hidden_it_costs_nothing(window, session):
    id = add_node(session.document, session.catalog, "Dense", (0.0, 0.0))
    QTest.qWait(5)
    assert window.outline.model.rowCount() == 0
    assert not window.outline.model.find((), id).isValid()
