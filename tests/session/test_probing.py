"""A probe runs in an engine of its own, can be given up, and is forgotten with the model."""

import pytest

from designer.document.commands.nodes import add_node, move, set_param
from designer.document.commands.settings import set_setting
from designer.protocol.events import MemoryProbed, RequestFailed
from designer.protocol.requests import ProbeMemory
from designer.session.probing import ProbeState


def answer(id, largest=100):
    return MemoryProbed(id, "CPU", [[4, 500], [8, 900]], 100, 100, True, 20_000, 3300, largest)


@pytest.fixture
def probed(stage):
    """A session that has been told how much a batch needs."""
    stage.ready()
    add_node(stage.session.document, stage.session.catalog, "Dense", (0, 0), {"units": 3}, "dense")
    stage.session.probing.start()
    link = stage.links[-1]
    link.received.emit(answer(link.sent[-1].id))
    return stage


def test_it_has_an_engine_of_its_own_that_ends_with_the_answer(probed):
    link = probed.links[-1]
    assert link is not probed.engine
    assert isinstance(link.sent[-1], ProbeMemory)
    assert not link.alive
    assert probed.session.probing.state is ProbeState.DONE


def test_the_need_follows_the_batch_size_without_a_new_probe(probed):
    probing = probed.session.probing
    assert (probing.need, probing.fits) == (100 + 100 * 32, True)
    set_setting(probed.session.document, "fit.batch_size", 101)
    assert (probing.need, probing.fits) == (100 + 100 * 101, False)


def test_another_model_forgets_it_and_another_place_does_not(probed):
    session = probed.session
    (id,) = session.document.graph.nodes
    move(session.document, {id: (50.0, 50.0)})
    assert session.probing.state is ProbeState.DONE
    set_param(session.document, [id], "units", 5)
    assert (session.probing.state, session.probing.result) == (ProbeState.NONE, None)


def test_it_can_be_given_up(stage):
    stage.ready()
    stage.session.probing.start()
    link = stage.links[-1]
    stage.session.probing.cancel()
    assert (link.alive, stage.session.probing.state) == (False, ProbeState.NONE)
    link.received.emit(answer(link.sent[-1].id))
    assert stage.session.probing.result is None or not link.alive


def test_a_process_that_dies_says_what_that_means(stage):
    stage.ready()
    stage.session.probing.start()
    stage.links[-1].kill()
    probing = stage.session.probing
    assert probing.state is ProbeState.FAILED
    assert "too little memory" in probing.words


def test_what_the_engine_refuses_is_told_in_its_words(stage):
    stage.ready()
    stage.session.probing.start()
    link = stage.links[-1]
    link.received.emit(RequestFailed(link.sent[-1].id, "No Output has a loss.", "trace"))
    assert stage.session.probing.words == "No Output has a loss."


def test_a_card_of_unknown_memory_neither_fits_nor_not(stage):
    stage.ready()
    stage.session.probing.start()
    link = stage.links[-1]
    link.received.emit(answer(link.sent[-1].id, largest=None))
    assert stage.session.probing.fits is None
