"""Layers become blocks and come out of them again, and nothing that was wired is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.commands import arrange, blocks, clipboard, exposing, nodes
from designer.document.commands.dissolve_block import dissolve_block
from designer.document.commands.make_block import make_block
from designer.document.commands.refused import CommandRefused
from designer.graph.blocks import BlockStyle, block_kind
from designer.project.expansion import expand
from designer.project.files import project_from_dict, project_to_dict
from tests.document.block_driver import Drawing, names_in, residual, wires_of

INNER = ("res_conv", "res_bn", "res_add")


@pytest.fixture
def drawing() -> Drawing:
    return residual()


@pytest.fixture
def made(drawing: Drawing) -> Drawing:
    make_block(drawing.document, drawing.catalog, drawing.ids(*INNER))
    return drawing


def test_a_selection_becomes_a_block_with_what_crossed_its_border_as_ports(made):
    assert made.names == {"image", "res", "flatten", "dense", "label"}
    assert made.wires == [
        "dense > label",
        "flatten > dense",
        "image > res",
        "res > flatten",
    ]
    block = made.block("res")
    assert wires_of(block.graph) == [
        "inputs > res_add",
        "inputs > res_conv",
        "res_add > output",
        "res_bn > res_add",
        "res_conv > res_bn",
    ]


def test_a_block_means_what_its_layers_meant(drawing):
    before = expand(drawing.document.project, models=True)
    make_block(drawing.document, drawing.catalog, drawing.ids(*INNER))
    after = expand(drawing.document.project, models=True)
    assert wires_of(before) == [w.replace("res_res_", "res_") for w in wires_of(after)]


def test_inputs_and_outputs_of_the_model_stay_outside(drawing):
    make_block(drawing.document, drawing.catalog, drawing.document.graph.nodes, "all")
    assert drawing.names == {"image", "all", "label"}
    assert drawing.wires == ["all > label", "image > all"]


def test_several_ports_are_called_after_what_they_carry(drawing):
    make_block(drawing.document, drawing.catalog, drawing.ids("res_add", "flatten"), "tail")
    assert [n.name for n in drawing.block("tail").graph.inputs] == ["image", "res_bn"]
    assert drawing.wires == [
        "dense > label",
        "image > res_conv",
        "image > tail.image",
        "res_bn > tail.res_bn",
        "res_conv > res_bn",
        "tail > dense",
    ]


def test_layers_that_nobody_takes_yet_give_outputs():
    drawing = Drawing()
    drawing.column(("Dense", "a"), ("Dense", "b"))
    drawing.wire("a > b")
    make_block(drawing.document, drawing.catalog, drawing.ids("a", "b"), "pair")
    assert wires_of(drawing.block("pair").graph) == ["a > b", "b > output", "inputs > a"]


def test_a_block_that_would_depend_on_itself_is_refused_in_words(drawing):
    with pytest.raises(CommandRefused, match="res_bn lies between"):
        make_block(drawing.document, drawing.catalog, drawing.ids("res_conv", "res_add"))


def test_sharing_that_crosses_the_border_is_refused_in_words(drawing):
    drawing.add("Dense", "twin")
    nodes.share(drawing.document, drawing.ids("dense", "twin"))
    with pytest.raises(CommandRefused, match="together with twin"):
        make_block(drawing.document, drawing.catalog, drawing.ids("dense"))


def test_nothing_selected_is_refused(drawing):
    with pytest.raises(CommandRefused, match="Select the layers"):
        make_block(drawing.document, drawing.catalog, drawing.ids("image", "label"))


def test_dissolving_brings_the_layers_back_in_place(drawing):
    before = drawing.document.project
    make_block(drawing.document, drawing.catalog, drawing.ids(*INNER))
    dissolve_block(drawing.document, drawing.id("res"))
    assert drawing.names == {
        "image",
        "flatten",
        "dense",
        "label",
        *(f"res_{name}" for name in INNER),
    }
    wires = [w.replace("res_res_", "res_") for w in drawing.wires]
    assert wires == wires_of(before.graph)
    places = {
        n.name.replace("res_res_", "res_"): n.position
        for n in drawing.document.graph.nodes.values()
        if n.name.startswith("res_")
    }
    assert places == {n: before.graph.by_name[n].position for n in INNER}


def test_a_repeated_instance_dissolves_into_a_chain(made):
    blocks.set_repeat(made.document, made.id("res"), 2)
    expected = wires_of(expand(made.document.project, models=True))
    dissolve_block(made.document, made.id("res"))
    assert wires_of(made.document.graph) == expected


def test_instances_that_share_dissolve_into_layers_that_share(made):
    made.add(made.document.graph.by_name["res"].kind, "again", (400.0, 960.0))
    nodes.share(made.document, made.ids("res", "again"))
    dissolve_block(made.document, made.id("again"))
    graph = made.document.graph
    assert graph.by_name["again_res_conv"].layer == graph.by_name["res_res_conv"].id


def test_values_of_the_instance_are_filled_in(made):
    block = made.block("res").id
    conv = made.block("res").graph.by_name["res_conv"].id
    exposing.expose(made.document, made.catalog, block, conv, "filters")
    nodes.set_param(made.document, made.ids("res"), "filters", 7)
    dissolve_block(made.document, made.id("res"))
    assert made.document.graph.by_name["res_res_conv"].params["filters"] == 7


def test_a_detached_instance_no_longer_follows(made):
    made.add(made.document.graph.by_name["res"].kind, "other")
    new = blocks.detach(made.document, made.id("other"))
    made.document.enter(new)
    nodes.rename(made.document, made.id("res_conv"), "mine")
    assert names_in(made.block("res").graph) == sorted([*INNER, "inputs", "output"])
    assert made.document.project.blocks[new].name == "res_1"
    assert "mine" in names_in(made.document.project.blocks[new].graph)


# What happens inside, and what follows outside


def test_an_input_inside_is_a_port_of_every_instance(made):
    made.document.enter(made.block("res").id)
    made.add("Input", "mask", (300.0, 0.0))
    spec = made.catalog.layer(block_kind(made.block("res").id))
    assert [port.name for port in spec.inputs] == ["inputs", "mask"]


def test_a_renamed_port_keeps_the_wires_of_all_instances(made):
    made.document.enter(made.block("res").id)
    nodes.rename(made.document, made.id("inputs"), "picture")
    nodes.rename(made.document, made.id("output"), "result")
    made.document.enter(None)
    assert "image > res.picture" in made.wires
    assert "res.result > flatten" in made.wires


def test_a_deleted_port_takes_the_wires_along_and_undo_brings_them_back(made):
    before = made.document.project
    made.document.enter(made.block("res").id)
    nodes.delete(made.document, [made.id("output")])
    made.document.enter(None)
    assert made.wires == ["dense > label", "flatten > dense", "image > res"]
    made.history.undo()
    assert made.document.scope == made.block("res").id
    assert made.document.project == before


def test_ports_are_followed_into_other_blocks(made):
    make_block(made.document, made.catalog, made.ids("res", "flatten"), "outer")
    made.document.enter(made.block("res").id)
    nodes.rename(made.document, made.id("inputs"), "picture")
    assert "inputs > res.picture" in wires_of(made.block("outer").graph)


def test_going_into_a_new_block_and_undoing_its_making_leaves_it(made):
    made.document.enter(made.block("res").id, (made.id("res"),))
    made.history.undo()
    assert made.document.scope is None
    assert made.document.project.blocks == {}
    assert set(INNER) < made.names


def test_undo_inside_knows_the_way_back(made):
    instance = made.id("res")
    made.document.enter(made.block("res").id, (instance,))
    nodes.rename(made.document, made.id("res_bn"), "norm")
    made.document.enter(None)
    made.history.undo()
    assert made.document.path == (instance,)


def test_a_block_cannot_stand_in_itself(made):
    kind = made.document.graph.by_name["res"].kind
    make_block(made.document, made.catalog, made.ids("res", "flatten"), "outer")
    made.document.enter(made.block("res").id)
    with pytest.raises(CommandRefused, match="cannot stand in itself"):
        made.add(kind, "again")
    with pytest.raises(CommandRefused, match="outer holds res"):
        made.add(block_kind(made.block("outer").id), "again")


def test_a_block_is_not_pasted_into_itself(made):
    text = clipboard.copy_text(made.document, made.ids("res"))
    made.document.enter(made.block("res").id)
    before = made.document.project
    with pytest.raises(CommandRefused, match="cannot stand in itself"):
        clipboard.paste_text(made.document, text)
    assert made.document.project == before


# Parameters


@pytest.fixture
def exposed(made: Drawing) -> Drawing:
    block = made.block("res")
    exposing.expose(
        made.document, made.catalog, block.id, block.graph.by_name["res_conv"].id, "filters"
    )
    return made


def test_an_exposed_parameter_is_one_of_the_block(exposed):
    spec = exposed.catalog.layer(block_kind(exposed.block("res").id))
    assert [param.name for param in spec.params] == ["filters", "repeat"]
    assert (
        spec.param("filters").default
        == exposed.block("res").graph.by_name["res_conv"].params["filters"]
    )


def test_one_name_fills_several_parameters(exposed):
    block = exposed.block("res")
    bn = block.graph.by_name["res_bn"].id
    exposing.expose(exposed.document, exposed.catalog, block.id, bn, "axis", "filters")
    assert len(exposed.block("res").params[0].targets) == 2


def test_a_parameter_is_exposed_once(exposed):
    block = exposed.block("res")
    conv = block.graph.by_name["res_conv"].id
    with pytest.raises(CommandRefused, match="is the parameter filters already"):
        exposing.expose(exposed.document, exposed.catalog, block.id, conv, "filters")
    with pytest.raises(CommandRefused, match="as code has them"):
        exposing.expose(exposed.document, exposed.catalog, block.id, conv, "strides", "2nd")


def test_the_default_follows_the_layer_inside_and_the_layer_the_default(exposed):
    block = exposed.block("res")
    exposed.document.enter(block.id)
    nodes.set_param(exposed.document, exposed.ids("res_conv"), "filters", 48)
    assert exposed.block("res").params[0].default == 48
    exposing.set_exposed_default(exposed.document, block.id, "filters", 12)
    assert exposed.document.graph.by_name["res_conv"].params["filters"] == 12


def test_a_parameter_no_longer_exposed_leaves_the_instances(exposed):
    nodes.set_param(exposed.document, exposed.ids("res"), "filters", 5)
    exposing.unexpose(exposed.document, exposed.block("res").id, "filters")
    assert exposed.document.graph.by_name["res"].params == {}
    assert exposed.block("res").params == ()


def test_a_parameter_is_renamed_at_all_instances(exposed):
    nodes.set_param(exposed.document, exposed.ids("res"), "filters", 5)
    exposing.rename_exposed(exposed.document, exposed.block("res").id, "filters", "width")
    assert exposed.document.graph.by_name["res"].params == {"width": 5}


def test_parameters_go_with_the_layers_into_an_inner_block(exposed):
    block = exposed.block("res")
    exposed.document.enter(block.id)
    inner = make_block(
        exposed.document, exposed.catalog, exposed.ids("res_conv", "res_bn"), "inner"
    )
    assert exposed.block("res").params[0].targets == ((inner, "filters"),)
    assert exposed.block("inner").params[0].name == "filters"
    dissolve_block(exposed.document, inner)
    conv = exposed.document.graph.by_name["inner_res_conv"].id
    assert exposed.block("res").params[0].targets == ((conv, "filters"),)


def test_a_parameter_goes_with_the_last_layer_it_was_for(exposed):
    nodes.set_param(exposed.document, exposed.ids("res"), "filters", 5)
    exposed.document.enter(exposed.block("res").id)
    nodes.delete(exposed.document, exposed.ids("res_conv"))
    exposed.document.enter(None)
    assert exposed.block("res").params == ()
    assert exposed.document.graph.by_name["res"].params == {}


# Names, styles, and what nobody uses


def test_blocks_are_named_and_styled(made):
    block = made.block("res").id
    blocks.rename_block(made.document, block, "residual")
    blocks.set_style(made.document, block, BlockStyle.MODEL)
    assert made.block("residual").style is BlockStyle.MODEL
    made.document.enter(None)
    make_block(made.document, made.catalog, made.ids("dense"), "head")
    with pytest.raises(CommandRefused, match="called head already"):
        blocks.rename_block(made.document, block, "head")


def test_a_definition_in_use_is_not_deleted(made):
    block = made.block("res").id
    with pytest.raises(CommandRefused, match="still used: in the model"):
        blocks.delete_block(made.document, block)
    nodes.delete(made.document, made.ids("res"))
    blocks.delete_block(made.document, block)
    assert made.document.project.blocks == {}


def test_unused_definitions_go_together(made):
    dissolve_block(made.document, made.id("res"))
    assert blocks.delete_unused(made.document) == 1
    assert made.document.project.blocks == {}


def test_a_repeat_needs_ports_and_is_at_least_one(made):
    with pytest.raises(CommandRefused, match="once at the least"):
        blocks.set_repeat(made.document, made.id("res"), 0)
    blocks.set_repeat(made.document, made.id("res"), 3)
    assert made.document.graph.by_name["res"].params == {"repeat": 3}
    made.document.enter(made.block("res").id)
    nodes.delete(made.document, made.ids("output"))
    made.document.enter(None)
    with pytest.raises(CommandRefused, match="an Input and an Output"):
        blocks.set_repeat(made.document, made.id("res"), 2)


# From project to project


def test_a_copy_brings_its_block_into_another_project_once(made):
    make_block(made.document, made.catalog, made.ids("res", "flatten"), "outer")
    text = clipboard.copy_text(made.document, made.ids("outer"))
    other = Drawing()
    clipboard.paste_text(other.document, text)
    clipboard.paste_text(other.document, text)
    assert other.names == {"outer", "outer_1"}
    assert sorted(b.name for b in other.document.project.blocks.values()) == ["outer", "res"]
    other.history.undo()
    other.history.undo()
    assert other.document.project.blocks == {}


def test_another_block_with_that_id_and_name_makes_way(made):
    text = clipboard.copy_text(made.document, made.ids("res"))
    made.document.enter(made.block("res").id)
    nodes.set_param(made.document, made.ids("res_conv"), "filters", 3)
    made.document.enter(None)
    clipboard.paste_text(made.document, text)
    assert sorted(b.name for b in made.document.project.blocks.values()) == ["res", "res_1"]
    ids = [id for b in made.document.project.blocks.values() for id in b.graph.nodes]
    assert len(ids) == len(set(ids))


def test_a_duplicate_is_another_instance(made):
    clipboard.duplicate(made.document, made.ids("res"))
    assert made.names > {"res", "res_1"}
    assert len(made.document.project.blocks) == 1


# Any sequence walks back and forward again


def _verbs(drawing: Drawing, number: int):
    document, catalog = drawing.document, drawing.catalog
    ids = sorted(document.graph.nodes)
    some = ids[number % 3 :: 2] or ids
    instances = [id for id in ids if document.graph.nodes[id].kind.startswith("block:")]
    yield lambda: make_block(document, catalog, some)
    yield lambda: make_block(document, catalog, some[:2])
    yield lambda: nodes.delete(document, some[:1])
    yield document.leave
    yield lambda: arrange.tidy(document, ids)
    yield lambda: nodes.rename(document, some[0], f"n{number}")
    yield lambda: clipboard.duplicate(document, some)
    yield lambda: blocks.delete_unused(document)
    if instances:
        one = instances[number % len(instances)]
        block = document.graph.nodes[one].kind.removeprefix("block:")
        yield lambda: dissolve_block(document, one)
        yield lambda: blocks.detach(document, one)
        yield lambda: document.enter(block, (*document.path, one))
        yield lambda: document.enter(block, (*document.path, one))
        yield lambda: blocks.set_repeat(document, one, number % 4)
    scope = document.scope
    if scope is not None:
        name = f"p{number % 3}"
        yield lambda: exposing.expose(document, catalog, scope, some[0], "units", name)
        yield lambda: drawing.add("Input", f"in{number}", (number * 10.0, 0.0))


def _steps(drawing: Drawing, choice: list[int]) -> None:
    for number in choice:
        verbs = list(_verbs(drawing, number))
        try:
            verbs[number % len(verbs)]()
        except (CommandRefused, IndexError):
            continue


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 200), max_size=16))
def test_any_sequence_walks_back_to_the_start_and_forward_again(choice):
    drawing = residual()
    start = drawing.document.project
    _steps(drawing, choice)
    end = drawing.document.project
    while drawing.history.undo_label:
        drawing.history.undo()
    assert drawing.document.project == start
    while drawing.history.redo_label:
        drawing.history.redo()
    assert drawing.document.project == end
    assert project_from_dict(project_to_dict(end)).blocks.keys() == end.blocks.keys()
    _expect_sound(end)


def _expect_sound(project) -> None:
    """Every wire ends at something, every id is used once, every target is there."""
    ids = []
    for graph in (project.graph, *(block.graph for block in project.blocks.values())):
        ids += list(graph.nodes)
        for edge in graph.edges.values():
            assert edge.source.node in graph.nodes
            assert edge.target.node in graph.nodes
            for end, ports in ((edge.source, "outputs"), (edge.target, "inputs")):
                block = project.blocks.get(graph.nodes[end.node].kind.removeprefix("block:"))
                if block is not None:
                    assert end.port in [n.name for n in getattr(block.graph, ports)]
    assert len(ids) == len(set(ids))
    for block in project.blocks.values():
        for param in block.params:
            assert param.targets
            assert all(id in block.graph.nodes for id, _ in param.targets)
