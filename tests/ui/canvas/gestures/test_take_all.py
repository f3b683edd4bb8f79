"""Taking all wires of an output to another one."""

import pytest

from designer.document.commands.edges import connect
from designer.graph.records import Endpoint


@pytest.fixture
def fan(stage):
    """The image goes to the flatten and to the dense."""
    connect(stage.document, stage.catalog, Endpoint("n1", "output"), Endpoint("n3", "inputs"))
    stage.history.forget()


def test_control_on_an_output_takes_all_its_wires_to_another_output(stage, hand, wires, fan):
    hand.press("image.output", control=True).to((400.0, 100.0))
    assert stage.shown["hidden"] == sorted(stage.document.graph.edges)
    assert len(stage.shown["wires"]) == 2
    hand.to("dropout.output").release()
    assert wires() == ["dropout > dense", "dropout > flatten"]
    assert stage.history.labels == ("Move wires",)
    assert (stage.shown["hidden"], stage.shown["wires"]) == ([], [])


def test_only_outputs_that_close_no_circle_are_lit(stage, hand, fan):
    hand.press("image.output", control=True).to((400.0, 100.0))
    assert stage.shown["ports"] == {Endpoint("n4", "output")}
    hand.release()


def test_let_go_on_paper_they_stay(stage, hand, wires, fan):
    hand.press("image.output", control=True).to((400.0, 400.0)).release()
    assert wires() == ["image > dense", "image > flatten"]
    assert stage.history.labels == ()


def test_escape_leaves_them(stage, hand, wires, fan):
    hand.press("image.output", control=True).to("dropout.output").escape()
    assert wires() == ["image > dense", "image > flatten"]


def test_an_output_without_wires_begins_one_with_control_too(stage, hand, wires):
    hand.press("flatten.output", control=True).to((110.0, 400.0)).to("dense.inputs").release()
    assert wires() == ["flatten > dense", "image > flatten"]
