"""The card of help beside the inspector, in tool tips and beside the quick-add list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from designer.catalog.catalog import load_catalog
from designer.catalog.help import help_for
from designer.document.commands import nodes
from designer.ui.help.help_card import HelpCard
from designer.ui.help.kind_tip import kind_tip
from designer.ui.inspector.inspector_panel import InspectorPanel
from designer.ui.inspector.kind_page import KindPage
from designer.ui.inspector.node_page import NodePage
from designer.ui.palette.palette_panel import PalettePanel

CATALOG = load_catalog()


@pytest.fixture
def card(qtbot):
    made = HelpCard(CATALOG)
    qtbot.addWidget(made)
    made.resize(308, 700)
    return made


@pytest.fixture
def panel(qtbot, session):
    for row, (kind, name) in enumerate((("Dense", "hidden"), ("ReLU", "relu"))):
        nodes.add_node(session.document, session.catalog, kind, (0.0, 96.0 * row), name=name)
    inspector = InspectorPanel(session)
    qtbot.addWidget(inspector)
    inspector.resize(340, 600)
    inspector.show()
    return inspector


def select(panel, session, name):
    session.selection.set([session.document.graph.by_name[name].id])
    panel.refresh()
    page = panel.widget()
    assert isinstance(page, NodePage)
    return page


def test_the_card_tells_what_formula_when_and_traps(card):
    card.show_kind(CATALOG.layer("Dense"), {"units": 8})
    assert "Every unit looks at all inputs" in card.what.text()
    assert "φ(x·W + b)" in card.formula.text()
    assert "EinsumDense" in card.more.text()
    assert "Watch out" in card.more.text()
    assert "keras.io/api/layers/core_layers/dense/" in card.page.text()


def test_nothing_is_shown_where_there_is_no_formula(card):
    card.show_kind(CATALOG.layer("Input"), {})
    assert not card.formula.isVisibleTo(card)


def test_parameters_are_told_when_they_are_unfolded(card, qtbot):
    card.show_kind(CATALOG.layer("Dense"), {})
    assert not card.parameters.isVisibleTo(card)
    card._fold.click()
    assert "<b>units</b>" in card.parameters.text()


def test_a_link_to_a_kind_asks_for_its_help(card, qtbot):
    card.show_kind(CATALOG.layer("Dense"), {})
    with qtbot.waitSignal(card.kind_asked) as asked:
        card.open_link("kind:EinsumDense")
    assert asked.args == ["EinsumDense"]


def test_a_page_is_opened_only_by_a_click(card, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    card.show_kind(CATALOG.layer("Dense"), {})
    assert opened == []
    card.open_link(help_for(CATALOG.layer("Dense")).url)
    assert opened == ["https://keras.io/api/layers/core_layers/dense/"]


def test_every_kind_can_be_shown(card):
    for spec in CATALOG.placeable():
        card.show_kind(spec, {})
        assert card.what.text(), spec.kind


def test_the_selected_layer_has_help_with_its_own_drawing(panel, session, qtbot):
    page = select(panel, session, "hidden")
    qtbot.waitUntil(lambda: page.card is not None)
    assert page.card.picture._params == session.document.graph.by_name["hidden"].params
    nodes.set_param(session.document, [session.document.graph.by_name["hidden"].id], "units", 3)
    panel.refresh()
    assert page.card.picture._params["units"] == 3


def test_help_stays_folded_for_the_next_layer(panel, session, qtbot):
    page = select(panel, session, "hidden")
    qtbot.waitUntil(lambda: page.help_section.heading.isChecked())
    page.help_section.heading.click()
    assert session.preferences.get("help_open") is False
    page = select(panel, session, "relu")
    qtbot.wait(20)
    assert not page.help_section.heading.isChecked()


def test_the_key_shows_the_help_and_folds_it_again(panel, session, qtbot):
    page = select(panel, session, "hidden")
    session.preferences.set("help_open", False)
    page.help_section.heading.setChecked(False)
    assert panel.toggle_help()
    assert page.help_section.heading.isChecked()
    qtbot.wait(50)
    panel.verticalScrollBar().setValue(page.help_section.y())
    assert panel.toggle_help()
    assert not page.help_section.heading.isChecked()


def test_there_is_no_help_without_a_selected_layer(panel):
    assert not panel.toggle_help()


def test_links_lead_on_and_back(panel, session, qtbot):
    select(panel, session, "hidden")
    panel.show_help("Conv2D")
    panel.show_help("SeparableConv2D")
    assert panel.widget().spec.kind == "SeparableConv2D"
    panel.widget().back.click()
    qtbot.waitUntil(lambda: panel.widget().spec.kind == "Conv2D")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert isinstance(panel.widget(), NodePage)


def test_another_selection_ends_the_reading(panel, session, qtbot):
    select(panel, session, "hidden")
    panel.show_help("Conv2D")
    session.selection.set([session.document.graph.by_name["relu"].id])
    qtbot.waitUntil(lambda: isinstance(panel.widget(), NodePage))


def test_what_was_read_about_can_be_added(panel, session, qtbot):
    panel.show_help("Conv2D")
    with qtbot.waitSignal(panel.add_asked) as asked:
        panel.widget().add.click()
    assert asked.args == ["Conv2D"]


def test_what_was_read_about_can_replace_the_selected_layer(panel, session, qtbot):
    select(panel, session, "relu")
    panel.show_help("LeakyReLU")
    page = panel.widget()
    assert isinstance(page, KindPage)
    assert page.replace.text() == "Replace relu by this"
    page.replace.click()
    kinds = {node.kind for node in session.document.graph.nodes.values()}
    assert kinds == {"Dense", "LeakyReLU"}


def test_a_kind_does_not_replace_itself(panel, session):
    select(panel, session, "relu")
    panel.show_help("ReLU")
    assert not panel.widget().replace.isVisibleTo(panel)


def test_the_tool_tip_shows_the_drawing_and_what_it_does(qapp):
    tip = kind_tip(CATALOG.layer("Conv2D"))
    assert "data:image/png;base64," in tip
    assert "Slides small learned windows" in tip


def test_the_palette_tells_which_kind_is_chosen_by_keys(session, qtbot):
    palette = PalettePanel(session)
    qtbot.addWidget(palette)
    palette.resize(214, 600)
    palette.show()
    assert palette.pointed is None
    list_ = palette.lists()[0]
    list_.setFocus()
    list_.setCurrentRow(0)
    qtbot.waitUntil(lambda: palette.pointed is not None)
    assert palette.pointed == list_.kinds()[0]
