"""The verbs, told as a user would tell them."""

from itertools import pairwise

import pytest

from designer.document.commands.arrange import align, distribute, tidy
from designer.document.commands.clipboard import copy_text, duplicate, paste_text
from designer.document.commands.edges import (
    add_connected,
    connect,
    disconnect,
    insert_on_edge,
    reorder,
)
from designer.document.commands.nodes import (
    UNSET,
    add_node,
    delete,
    dissolve,
    move,
    rename,
    set_param,
    set_trainable,
    share,
    unshare,
)
from designer.document.commands.refused import CommandRefused
from designer.document.commands.remedies import take
from designer.document.commands.settings import set_setting
from designer.graph.problems import Remedy
from designer.graph.records import Endpoint


class Sketch:
    """Draws small models in few words."""

    def __init__(self, document, catalog) -> None:
        self.document, self.catalog = document, catalog

    def add(self, kind: str, **params) -> str:
        y = 100.0 * len(self.document.graph.nodes)
        return add_node(self.document, self.catalog, kind, (0, y), params)

    def wire(self, source: str, target: str, port: str = "inputs", out: str = "output") -> str:
        return connect(self.document, self.catalog, Endpoint(source, out), Endpoint(target, port))

    def chain(self, *kinds: str) -> list[str]:
        nodes = [self.add(kind) for kind in kinds]
        for source, target in pairwise(nodes):
            self.wire(source, target)
        return nodes

    @property
    def wires(self) -> set[tuple[str, str]]:
        graph = self.document.graph
        return {
            (graph.nodes[e.source.node].name, graph.nodes[e.target.node].name)
            for e in graph.edges.values()
        }

    def inputs_of(self, node: str) -> list[str]:
        graph = self.document.graph
        return [graph.nodes[edge.source.node].name for edge in graph.incoming(node)]


@pytest.fixture
def sketch(document, catalog) -> Sketch:
    return Sketch(document, catalog)


def test_a_new_node_starts_with_useful_values_and_a_free_name(sketch, document):
    first, second = sketch.add("Dense"), sketch.add("Dense")
    nodes = document.graph.nodes
    assert (nodes[first].name, nodes[second].name) == ("dense", "dense_1")
    assert nodes[first].params["units"] > 0


def test_what_is_no_layer_cannot_be_placed(sketch):
    with pytest.raises(CommandRefused, match="not a layer"):
        sketch.add("Wrapper")


def test_an_input_takes_one_wire_and_gives_up_the_old_one(sketch):
    a, b, dense = sketch.add("Input"), sketch.add("Input"), sketch.add("Dense")
    sketch.wire(a, dense)
    sketch.wire(b, dense)
    assert sketch.wires == {("input_1", "dense")}


def test_a_merge_takes_wires_in_a_visible_order(sketch, document):
    a, b, c, add = (sketch.add(kind) for kind in ("Input", "Input", "Input", "Add"))
    for node in (a, b, c):
        last = sketch.wire(node, add)
    assert sketch.inputs_of(add) == ["input", "input_1", "input_2"]
    reorder(document, last, 0)
    assert sketch.inputs_of(add) == ["input_2", "input", "input_1"]


@pytest.mark.parametrize("back", [("dense_1", "dense"), ("dense", "dense")])
def test_a_circle_cannot_be_drawn(sketch, document, back):
    sketch.chain("Input", "Dense", "Dense")
    names = document.graph.by_name
    with pytest.raises(CommandRefused, match=r"circle|own input"):
        sketch.wire(names[back[0]].id, names[back[1]].id)


def test_a_node_is_inserted_into_a_wire(sketch, document, catalog):
    sketch.chain("Input", "Dense")
    flatten = sketch.add("Flatten")
    insert_on_edge(document, catalog, flatten, next(iter(document.graph.edges)))
    assert sketch.wires == {("input", "flatten"), ("flatten", "dense")}


def test_inserting_keeps_the_place_among_the_inputs_of_a_merge(sketch, document, catalog):
    a, b, add = sketch.add("Input"), sketch.add("Input"), sketch.add("Concatenate")
    first = sketch.wire(a, add)
    sketch.wire(b, add)
    dense = sketch.add("Dense")
    insert_on_edge(document, catalog, dense, first)
    assert sketch.inputs_of(add) == ["dense", "input_1"]


def test_delete_takes_the_wires_along(sketch, document):
    _, dense, _ = sketch.chain("Input", "Dense", "Output")
    delete(document, [dense])
    assert sketch.wires == set()


def test_delete_and_bridge_wires_what_came_in_to_what_went_out(sketch, document, catalog):
    nodes = sketch.chain("Input", "Dense", "Dropout", "Output")
    dissolve(document, catalog, nodes[1:3])
    assert sketch.wires == {("input", "output")}


def test_undo_of_a_delete_brings_everything_back(sketch, document, history):
    nodes = sketch.chain("Input", "Dense", "Output")
    before = document.project
    delete(document, nodes)
    assert document.graph.nodes == {}
    history.undo()
    assert document.project == before


def test_names_are_unique(sketch, document):
    a, b = sketch.add("Dense"), sketch.add("Dense")
    with pytest.raises(CommandRefused, match="called dense already"):
        rename(document, b, "dense")
    with pytest.raises(CommandRefused, match="slash"):
        rename(document, b, "a/b")
    with pytest.raises(CommandRefused, match="needs a name"):
        rename(document, b, "  ")
    rename(document, a, "head")
    assert document.graph.nodes[a].name == "head"


def test_one_parameter_is_set_on_several_nodes_and_put_back(sketch, document):
    a, b = sketch.add("Dense"), sketch.add("Dense")
    set_param(document, [a, b], "activation", "relu")
    assert [document.graph.nodes[id].params["activation"] for id in (a, b)] == ["relu", "relu"]
    set_param(document, [a], "activation", UNSET)
    assert "activation" not in document.graph.nodes[a].params


def test_twins_are_set_where_their_layer_is(sketch, document):
    a, b = sketch.add("Dense"), sketch.add("Dense")
    share(document, [a, b])
    assert document.graph.nodes[b].layer == a
    set_param(document, [b], "units", 5)
    assert document.graph.nodes[a].params["units"] == 5


def test_when_the_owner_goes_a_twin_inherits_the_layer(sketch, document):
    a, b, c = (sketch.add("Dense", units=7) for _ in range(3))
    share(document, [a, b, c])
    delete(document, [a])
    nodes = document.graph.nodes
    assert nodes[b].layer is None
    assert nodes[b].params["units"] == 7
    assert nodes[c].layer == b


def test_a_twin_gets_a_layer_of_its_own(sketch, document):
    a, b = sketch.add("Dense", units=7), sketch.add("Dense")
    share(document, [a, b])
    unshare(document, b)
    assert document.graph.nodes[b].layer is None
    assert document.graph.nodes[b].params["units"] == 7


def test_layers_of_two_kinds_cannot_be_shared(sketch, document):
    with pytest.raises(CommandRefused, match="one kind"):
        share(document, [sketch.add("Dense"), sketch.add("Flatten")])


def test_freezing_is_set_where_the_layer_is(sketch, document):
    dense = sketch.add("Dense")
    set_trainable(document, [dense], False)
    assert not document.graph.nodes[dense].trainable


def test_a_wire_in_hand_gets_a_node(sketch, document, catalog):
    source = sketch.add("Input")
    add_connected(document, catalog, "Dense", Endpoint(source, "output"), True, (0, 100))
    assert sketch.wires == {("input", "dense")}


def test_disconnect(sketch, document):
    sketch.chain("Input", "Dense")
    disconnect(document, list(document.graph.edges))
    assert sketch.wires == set()


def test_a_copy_has_new_ids_new_names_and_its_own_wires(sketch, document, catalog):
    nodes = sketch.chain("Input", "Dense", "Output")
    copies = duplicate(document, nodes[1:])
    assert sketch.wires == {("input", "dense"), ("dense", "output"), ("dense_1", "output_1")}
    assert not set(copies) & set(nodes)


def test_a_selection_travels_as_text(sketch, document, catalog):
    nodes = sketch.chain("Input", "Dense")
    text = copy_text(document, nodes)
    delete(document, nodes)
    pasted = paste_text(document, text, (500, 300))
    graph = document.graph
    assert sketch.wires == {("input", "dense")}
    assert min(graph.nodes[id].position for id in pasted) == (500, 300)


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", '{"format": "other"}', '{"nodes": 3}', "[" * 9999]
)
def test_other_text_is_not_pasted(document, catalog, text):
    with pytest.raises(CommandRefused, match="no layers"):
        paste_text(document, text)


def test_a_copied_twin_keeps_sharing_inside_the_copy_only(sketch, document, catalog):
    a, b = sketch.add("Dense"), sketch.add("Dense")
    share(document, [a, b])
    copy_a, copy_b = duplicate(document, [a, b])
    assert document.graph.nodes[copy_b].layer == copy_a
    (alone,) = duplicate(document, [b])
    assert document.graph.nodes[alone].layer is None


def test_tidy_is_one_step_and_goes_from_the_top_down(sketch, document, history):
    nodes = sketch.chain("Input", "Dense", "Output")
    move(document, {nodes[0]: (900, 900), nodes[2]: (-50, -400)})
    tidy(document)
    assert history.undo_label == "Tidy"
    ys = [document.graph.nodes[id].position[1] for id in nodes]
    assert ys == sorted(ys)


def test_align_and_distribute(sketch, document):
    a, b, c = (sketch.add("Dense") for _ in range(3))
    move(document, {a: (0, 0), b: (40, 90), c: (10, 400)})
    align(document, [a, b, c], "left")
    assert {document.graph.nodes[id].position[0] for id in (a, b, c)} == {0}
    distribute(document, [a, b, c], "vertically")
    assert document.graph.nodes[b].position[1] == 200


def test_settings_are_set_by_path_and_undone(document, history):
    set_setting(document, "fit.epochs", 7)
    assert document.project.fit.epochs == 7
    history.undo()
    assert document.project.fit.epochs == 20
    with pytest.raises(CommandRefused, match="no setting"):
        set_setting(document, "fit.patience", 7)


def test_the_remedy_insert_flatten_makes_room_and_is_one_step(sketch, document, catalog, history):
    _, dense, _ = sketch.chain("Input", "Dense", "Output")
    before = len(history.labels)
    take(
        document,
        catalog,
        Remedy(
            "insert_layer", "Insert Flatten", {"kind": "Flatten", "node": dense, "port": "inputs"}
        ),
    )
    assert sketch.wires == {("input", "flatten"), ("flatten", "dense"), ("dense", "output")}
    assert history.labels[before:] == ("Insert Flatten",)
    nodes = document.graph.by_name
    assert nodes["input"].position[1] < nodes["flatten"].position[1] < nodes["dense"].position[1]


def test_the_remedies_for_missing_ends(sketch, document, catalog):
    dense = sketch.add("Dense")
    take(document, catalog, Remedy("add_input", "Add an Input", {"node": dense, "port": "inputs"}))
    take(document, catalog, Remedy("add_output", "Add an Output", {"node": dense}))
    assert sketch.wires == {("input", "dense"), ("dense", "output")}


def test_a_remedy_of_a_newer_version_is_refused_in_words(document, catalog):
    with pytest.raises(CommandRefused, match="cannot do"):
        take(document, catalog, Remedy("transmogrify", "Transmogrify"))


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        ("set_param", {"node": "gone", "name": "units", "value": 3}),
        ("set_params", {"changes": [{"node": "gone", "name": "units", "value": 3}]}),
        ("unset_param", {"node": "gone", "name": "units"}),
        ("add_input", {"node": "gone", "port": "inputs"}),
        ("add_output", {"node": "gone"}),
        ("rename", {"node": "gone", "name": "other"}),
    ],
)
def test_a_remedy_for_a_layer_that_is_gone_is_refused(document, catalog, action, arguments):
    with pytest.raises(CommandRefused, match="not there any more"):
        take(document, catalog, Remedy(action, "Mend it", arguments))


def test_a_merge_of_two_takes_no_third_wire(sketch):
    difference = sketch.add("Subtract")
    one, two, three = (sketch.add("Dense") for _ in range(3))
    sketch.wire(one, difference)
    sketch.wire(two, difference)
    with pytest.raises(CommandRefused, match="subtract takes 2 inputs at the most"):
        sketch.wire(three, difference)


def test_the_remedy_that_wires_what_stands_there(sketch, document, catalog, history):
    image, dense = sketch.add("Input"), sketch.add("Dense")
    given = {"source": image, "source_port": "output", "node": dense, "port": "inputs"}
    take(document, catalog, Remedy("connect", "Wire input to it", given))
    assert sketch.wires == {("input", "dense")}
    assert history.labels[-1] == "Wire input to it"
    delete(document, [image])
    with pytest.raises(CommandRefused, match="not there any more"):
        take(document, catalog, Remedy("connect", "Wire input to it", given))


def test_a_layer_inserted_by_a_remedy_covers_nothing_where_there_is_room(sketch, document, catalog):
    _, dense = sketch.chain("Input", "Dense")
    move(document, {dense: (0.0, 400.0)})
    given = {"kind": "Flatten", "node": dense, "port": "inputs"}
    take(document, catalog, Remedy("insert_layer", "Insert Flatten", given))
    assert {name: node.position[1] for name, node in document.graph.by_name.items()} == {
        "input": 0.0,
        "flatten": 104.0,
        "dense": 400.0,
    }
