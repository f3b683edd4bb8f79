"""Wiring: from either end, onto nothing, onto a full port, away again."""

from designer.graph.records import Endpoint


def test_a_drag_from_port_to_port_wires_them(stage, hand, wires):
    hand.press("flatten.output").to((110.0, 400.0)).to("dense.inputs").release()
    assert wires() == ["flatten > dense", "image > flatten"]
    assert stage.history.labels == ("Connect layers",)


def test_a_wire_can_be_drawn_upwards(hand, wires):
    hand.press("dense.inputs").to((110.0, 400.0)).to("flatten.output").release()
    assert wires() == ["flatten > dense", "image > flatten"]


def test_only_ports_that_fit_are_lit_while_wiring(stage, hand):
    hand.press("flatten.output").to((110.0, 400.0))
    lit = stage.shown["ports"]
    assert Endpoint("n3", "inputs") in lit
    assert Endpoint("n2", "inputs") not in lit
    hand.release()
    assert stage.shown["ports"] is None


def test_a_wire_let_go_on_paper_offers_what_fits(stage, hand, wires):
    hand.press("flatten.output").to((400.0, 400.0)).release()
    assert stage.offered == [(Endpoint("n2", "output"), True, (400.0, 400.0))]
    assert wires() == ["image > flatten"]


def test_a_wire_let_go_on_a_node_that_it_does_not_fit_says_so(stage, hand, wires):
    hand.press("flatten.output").to((300.0, 100.0)).to("image").release()
    assert stage.said == ["This layer has no port that the wire fits."]
    assert wires() == ["image > flatten"]


def test_escape_leaves_the_wire_in_hand_undone(stage, hand, wires):
    hand.press("flatten.output").to("dense.inputs").escape()
    assert wires() == ["image > flatten"]
    assert (stage.shown["wire"], stage.shown["ports"]) == (None, None)


def test_the_end_of_a_wire_is_taken_to_another_port_as_one_step(stage, hand, wires):
    hand.press("flatten.inputs").to((110.0, 400.0))
    assert stage.shown["hidden"] == "e1"
    hand.to("dense.inputs").release()
    assert wires() == ["image > dense"]
    assert stage.history.labels == ("Reconnect",)
    assert stage.shown["hidden"] is None


def test_the_end_of_a_wire_let_go_on_paper_disconnects_it(stage, hand, wires):
    hand.press("flatten.inputs").to((400.0, 400.0)).release()
    assert wires() == []
    assert stage.history.labels == ("Disconnect",)


def test_escape_puts_the_end_of_a_wire_back(stage, hand, wires):
    hand.press("flatten.inputs").to((400.0, 400.0)).escape()
    assert wires() == ["image > flatten"]
    assert stage.shown["hidden"] is None
