"""What can stand in a project: Keras's kinds, and its own blocks."""

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Family, ParamType, Port, Role
from designer.graph.blocks import Block, Exposed, block_kind
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.kinds import catalog_for
from designer.project.project import Project

CELL = Block(
    "b1",
    "cell",
    Graph.of(
        [
            Node("i1", "Input", "left", position=(0, 0)),
            Node("i2", "Input", "right", position=(200, 0)),
            Node("d1", "Dense", "dense"),
            Node("o1", "Output", "result"),
        ]
    ),
    (Exposed("width", 12, (("d1", "units"),)),),
    notes="Two things become one.\nLong story.",
)


def test_a_project_without_blocks_has_what_keras_has() -> None:
    assert catalog_for(Project()) is load_catalog()


def test_a_block_is_a_kind_with_ports_and_parameters() -> None:
    catalog = catalog_for(Project(blocks={"b1": CELL}))
    spec = catalog.layer(block_kind("b1"))
    assert spec is not None
    assert (spec.role, spec.family) == (Role.BLOCK, Family.BLOCK)
    assert spec.inputs == (Port("left"), Port("right"))
    assert spec.outputs == (Port("result"),)
    assert [param.name for param in spec.params] == ["width", "repeat"]
    width = spec.params[0]
    assert (width.types, width.default, width.minimum) == ((ParamType.INT,), 12, 1)
    assert spec.summary == "Two things become one."


def test_what_keras_has_is_found_too() -> None:
    catalog = catalog_for(Project(blocks={"b1": CELL}))
    assert catalog.layer("Dense") is load_catalog().layer("Dense")
    assert catalog.layer(block_kind("b1")) in catalog.placeable()
    assert catalog.by_family()[Family.BLOCK] == (catalog.layer(block_kind("b1")),)


def test_a_parameter_of_a_block_within_shows_through() -> None:
    outer = Block(
        "b2",
        "outer",
        Graph.of([Node("n1", block_kind("b1"), "cell")]),
        (Exposed("width", 3, (("n1", "width"),)),),
    )
    spec = catalog_for(Project(blocks={"b2": outer, "b1": CELL})).layer(block_kind("b2"))
    assert spec is not None
    assert spec.params[0].types == (ParamType.INT,)


def test_a_block_that_holds_itself_is_described_all_the_same() -> None:
    snake = Block(
        "b1",
        "snake",
        Graph.of([Node("n1", block_kind("b1"), "inner")]),
        (Exposed("p", 1, (("n1", "p"),)),),
    )
    spec = catalog_for(Project(blocks={"b1": snake})).layer(block_kind("b1"))
    assert spec is not None
    assert spec.params[0].types == (ParamType.ANY,)
