"""What a right click offers."""

from designer.ui.canvas.gestures.stage import EdgeHit, Hit


def entries(menu):
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def choose(menu, text):
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def test_the_menu_of_a_node_selects_it_and_acts_on_it(chain):
    menu = chain.view.menus.menu(Hit(node=chain.node("flatten").id))
    assert chain.selected == ["flatten"]
    choose(menu, "Delete and bridge")
    assert chain.wires == ["image > dense"]
    menu.deleteLater()


def test_several_nodes_of_one_kind_can_share_a_layer(chain):
    chain.click("dense")
    chain.view.verbs.duplicate()
    chain.view.session.selection.set(
        id for id, n in chain.view.session.document.graph.nodes.items() if n.kind == "Dense"
    )
    menu = chain.view.menus.menu(Hit(node=chain.node("dense").id))
    choose(menu, "Share one layer")
    layers = [node.layer for node in chain.view.session.document.graph.nodes.values()]
    assert sum(layer is not None for layer in layers) == 1
    menu.deleteLater()


def test_the_menu_of_a_wire_deletes_it(chain):
    edge = chain.edge("flatten", "dense").id
    menu = chain.view.menus.menu(Hit(edge=EdgeHit(edge)))
    assert entries(menu) == ["Insert a layer here…", "Add reroute point", "Delete"]
    choose(menu, "Delete")
    assert chain.wires == ["image > flatten"]
    menu.deleteLater()


def test_the_menu_of_the_paper_pastes_and_selects(chain):
    menu = chain.view.menus.menu(Hit())
    choose(menu, "Select all")
    assert chain.selected == ["dense", "flatten", "image"]
    menu.deleteLater()
