"""The heat-map shows costs as colour, meter and number, near and far."""

import pytest

from designer.document.commands.nodes import set_param
from designer.document.commands.settings import set_setting
from designer.project.memory_need import Precision
from designer.protocol.events import ProjectChecked
from designer.session.costs import Measure
from designer.ui.canvas.shades.heat_scale import (
    STEPS,
    figure_at,
    heat_color,
    ink_on,
    luminance,
    step_of,
)


def told(view, **figures):
    """Let the engine say of nodes, by name: parameters, multiply-adds and bytes."""
    session = view.session
    graph = session.document.graph
    nodes = {
        graph.by_name[name].id: {
            "outputs": {},
            "parameters": parameters,
            "trainable": parameters,
            "multiply_adds": adds,
            "activation_bytes": size,
        }
        for name, (parameters, adds, size) in figures.items()
    }
    analysis = session.analysis
    memory = {"weights": 0, "slots": 2.0, "optimizer": 0, "moments": {}, "host": {}}
    analysis._on_checked(ProjectChecked("q", analysis._revision, nodes, {}, [], memory=memory))


@pytest.fixture
def view(chain):
    """A chain of which all costs are known."""
    told(chain.view, image=(0, 0, 256), flatten=(0, 0, 256), dense=(650, 640, 40))
    return chain.view


def texts(view):
    graph = view.session.document.graph
    heats = view.overlays.shades.heat.heats()
    return {graph.nodes[id].name: heat.text for id, heat in heats.items()}


def test_it_is_off_until_it_is_chosen(view):
    shades = view.overlays.shades
    assert not shades.heat.shown
    assert not shades.chip.scale.isVisibleTo(shades.chip)
    assert shades.chip.button.text() == "Heat-Map"


def test_every_layer_gets_its_figure_and_the_ends_none(view):
    view.session.costs.choose_measure(Measure.PARAMETERS)
    assert texts(view) == {"flatten": "0", "dense": "650"}
    assert view.overlays.shades.chip.button.text() == "Parameters"
    assert view.overlays.shades.chip.scale.isVisibleTo(view.overlays.shades.chip)


def test_activations_follow_the_batch_size_and_the_precision(view):
    costs = view.session.costs
    costs.choose_measure(Measure.ACTIVATIONS)
    set_setting(view.session.document, "fit.batch_size", 1000)
    assert texts(view) == {"flatten": "256 kB", "dense": "40.0 kB"}
    costs.choose_precision(Precision.MIXED_FLOAT16)
    assert texts(view) == {"flatten": "128 kB", "dense": "20.0 kB"}


def test_optimizer_memory_is_that_of_the_slots(view):
    view.session.costs.choose_measure(Measure.OPTIMIZER)
    assert texts(view)["dense"] == "5.2 kB"


def test_the_colour_is_on_the_canvas_near_and_far(view):
    view.session.costs.choose_measure(Measure.PARAMETERS)
    item = view.graph_scene.nodes[view.session.document.graph.by_name["dense"].id]
    hottest = heat_color(STEPS - 1, dark=False)
    for scale in (1.0, 0.45, 0.3, 0.2):
        view.camera.fit(item.rect())
        view.camera.zoom_at(view.viewport().rect().center(), scale / view.camera.scale)
        picture = view.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        }
        assert hottest.name() in seen, scale


def test_a_layer_that_is_changed_gets_a_new_figure_when_it_is_known(view):
    view.session.costs.choose_measure(Measure.PARAMETERS)
    dense = view.session.document.graph.by_name["dense"].id
    set_param(view.session.document, [dense], "units", 20)
    told(view, image=(0, 0, 256), flatten=(0, 0, 256), dense=(1300, 1280, 80))
    assert texts(view)["dense"] == "1.3 K"


def test_the_choice_is_remembered(view):
    view.session.costs.choose_measure(Measure.MULTIPLY_ADDS)
    assert view.session.preferences.get("heat", "off") == "multiply_adds"


def test_lightness_grows_or_falls_steadily_with_the_cost():
    def lightness(color):
        return 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()

    for dark in (False, True):
        steps = [lightness(heat_color(step, dark=dark)) for step in range(STEPS)]
        assert steps == sorted(steps, reverse=not dark)


def test_words_on_a_colour_can_be_read():
    for dark in (False, True):
        for step in range(STEPS):
            color = heat_color(step, dark=dark)
            light, deep = sorted((luminance(color), luminance(ink_on(color))), reverse=True)
            assert (light + 0.05) / (deep + 0.05) >= 4.5, (dark, step)


def test_the_scale_says_which_figure_stands_where():
    assert step_of(0, 100) == 0
    assert step_of(100, 100) == STEPS - 1
    assert step_of(5, 0) == 0
    assert figure_at(1.0, 80.0) == 80.0
    assert step_of(figure_at(0.5, 80.0) * 1.001, 80.0) == STEPS // 2
