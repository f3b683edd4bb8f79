"""Every function of keras.ops that is offered builds, tells its shapes, and comes out as code."""

import keras
import numpy as np
import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.operations import operation_by_class, result_ports
from designer.catalog.specs import LayerSpec, Role
from designer.codegen.script import project_script
from designer.engine.build import build_model
from designer.engine.infer import infer
from designer.engine.memo import Memo
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node
from designer.graph.topology import build_order
from designer.graph.validation import validate
from designer.project.project import Project
from tests.engine.operation_inputs import Given, given

pytestmark = pytest.mark.engine

CATALOG = load_catalog()
OPERATIONS = [spec for spec in CATALOG.placeable() if spec.role is Role.OPERATION]
NOT_COMPARED = {
    "ops.image.elastic_transform",
    "ops.view_as_complex",
    "ops.conv_transpose",
    "ops.histogram",
}
"""The first is random; Keras 3.15 traces the others, but fails where TensorFlow runs them."""


def drawn(spec: LayerSpec, tried: Given) -> Project:
    """Return a project of one operation, with an Input before and an Output behind each port."""
    nodes = [Node("op", spec.kind, "result", tried.params, (0.0, 100.0))]
    edges = []
    for port, shapes in tried.shapes.items():
        for order, shape in enumerate(shapes if isinstance(shapes, list) else [shapes]):
            id = f"{port}_{order}"
            params = {"shape": list(shape), "dtype": tried.dtypes.get(port, "float32")}
            if tried.batch:
                params["batch_size"] = tried.batch
            nodes.append(Node(id, "Input", f"in_{id}", params, (100.0 * len(nodes), 0.0)))
            edges.append(Edge(f"e{id}", Endpoint(id, "output"), Endpoint("op", port), order))
    wires = len(edges)
    for place, port in enumerate(result_ports(spec, tried.params, wires)):
        id = f"out{place}"
        nodes.append(Node(id, "Output", f"given_{place}", {}, (100.0 * place, 200.0)))
        edges.append(Edge(f"o{id}", Endpoint("op", port.name), Endpoint(id, "inputs")))
    return Project("drawn", Graph.of(nodes, edges))


def fed(tried: Given) -> list[np.ndarray]:
    """Return a batch for each Input."""
    random = np.random.default_rng(3)
    found = []
    for port, shapes in tried.shapes.items():
        for shape in shapes if isinstance(shapes, list) else [shapes]:
            full = (tried.batch or 2, *shape)
            match tried.dtypes.get(port, "float32"):
                case "int32":
                    found.append(random.integers(0, 2, full).astype("int32"))
                case "bool":
                    found.append(random.integers(0, 2, full).astype("bool"))
                case "complex64":
                    found.append((random.random(full) + 1j).astype("complex64"))
                case _:
                    found.append(_positive(random.random(full).astype("float32")))
    return found


def _positive(values: np.ndarray) -> np.ndarray:
    """Make squares fit for every factorization."""
    if values.ndim > 2 and values.shape[-1] == values.shape[-2]:
        return values @ np.swapaxes(values, -1, -2) + np.eye(values.shape[-1], dtype="float32")
    return values


def from_code(project: Project) -> keras.Model:
    """Return the model that the exported script builds."""
    names: dict[str, object] = {"__name__": "exported", "__file__": "exported.py"}
    exec(compile(project_script(project), "exported.py", "exec"), names)  # our own text
    model = names["build_model"]()
    assert isinstance(model, keras.Model)
    return model


@pytest.mark.parametrize("spec", OPERATIONS, ids=lambda spec: spec.kind)
def test_an_operation_is_built_inferred_and_written_alike(spec: LayerSpec) -> None:
    tried = given(spec)
    project = drawn(spec, tried)
    order = build_order(project.graph)

    found = infer(order, project.graph, CATALOG, Memo())
    assert found.answers["op"].failure is None
    built = build_model(project, CATALOG)
    written = from_code(project)

    inferred = [found.answers[f"out{n}"].outputs["output"] for n in range(len(built.outputs))]
    assert [(tuple(t.shape), t.dtype) for t in built.outputs] == [
        (spec.shape, spec.dtype) for spec in inferred
    ]
    assert not validate(project.graph, CATALOG, lambda param, value: None)
    if spec.kind not in NOT_COMPARED:
        batch = fed(tried)
        ours, theirs = (
            flat(model(batch if len(batch) > 1 else batch[0])) for model in (built, written)
        )
        for mine, other in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(mine, other)


def flat(result: object) -> list[np.ndarray]:
    """Return all results as arrays."""
    return [np.asarray(tensor) for tensor in keras.tree.flatten(result)]


@pytest.mark.parametrize("spec", OPERATIONS, ids=lambda spec: spec.kind)
def test_the_class_of_an_operation_leads_back_to_its_kind(spec: LayerSpec) -> None:
    module, _, name = str(spec.facts["operation"]).rpartition(".")
    found = operation_by_class(CATALOG, module, name)
    assert found is not None
    assert found.facts["operation"] == spec.facts["operation"]


def test_a_layer_may_have_the_name_that_keras_would_give_an_operation(drawing) -> None:
    """Keras refuses two operations of one name, and names those without a name itself."""
    drawing.add("x", "Input", shape=[4]).add("add", "Add", after=("x", "x"))
    drawing.add("sum", "ops.add", after=(("x1", "add"),), x2=1.0).add("y", "Output", after="sum")
    keras.utils.clear_session()
    written = from_code(drawing.project)
    built = build_model(drawing.project, CATALOG)

    assert [operation.name for operation in built.operations] == ["x", "add", "sum"]
    assert [operation.name for operation in written.operations] == ["x", "add", "sum"]


def test_operations_read_as_people_write_them(drawing) -> None:
    drawing.add("x", "Input", shape=[4, 3]).add("y", "Input", shape=[4, 3])
    drawing.add("total", "ops.add", after=(("x1", "x"), ("x2", "y")))
    drawing.add("rest", "ops.subtract", after=(("x2", "total"),), x1=1.0)
    drawing.add("first", "ops.get_item", after="rest", key="[:,0]")
    drawing.add("part", "ops.split", after="first", indices_or_sections=3, axis=1)
    drawing.add("joined", "ops.concatenate", after=("part.output_1", "part.output_3"), axis=-1)
    drawing.add("bounded", "ops.clip", after="joined", x_min=None, x_max=1.0)
    drawing.add("scaled", "ops.multiply", after=(("x1", "bounded"),), x2=[1.0, 2.0])
    drawing.add("z", "Output", after="scaled")

    lines = [line.strip() for line in project_script(drawing.project).splitlines()]
    begin = lines.index("total = x + y")
    assert lines[begin : begin + 7] == [
        "total = x + y",
        "rest = 1.0 - total",
        "first = rest[:, 0]",
        "part_1, part_2, part_3 = ops.split(first, 3, axis=1)",
        "joined = ops.concatenate([part_1, part_3], axis=-1)",
        "bounded = ops.clip(joined, None, 1.0)",
        'scaled = ops.multiply(bounded, np.array([1.0, 2.0], dtype="float32"))',
    ]
    assert "from keras import ops" in lines
    assert "import numpy as np" in lines


def test_constants_stand_among_wires(drawing) -> None:
    drawing.add("x", "Input", shape=[3], batch_size=2).add("y", "Input", shape=[3], batch_size=2)
    drawing.add("all", "ops.stack", after=("x", "y"), x=[None, [[1.0] * 3] * 2, None], axis=1)
    drawing.add("z", "Output", after="all")
    project = drawing.project

    found = infer(build_order(project.graph), project.graph, CATALOG, Memo())
    assert found.answers["all"].outputs["output"].shape == (2, 3, 3)
    batch = {name: np.full((2, 3), value, "float32") for name, value in (("x", 5), ("y", 7))}
    for model in (build_model(project, CATALOG), from_code(project)):
        assert np.asarray(model(batch))[0, :, 0].tolist() == [5.0, 1.0, 7.0]


def test_an_operation_that_stands_twice_has_the_settings_of_its_twin(drawing) -> None:
    drawing.add("x", "Input", shape=[3]).add("a", "ops.add", after=(("x1", "x"),), x2=1.0)
    drawing.add("b", "ops.add", after=(("x1", "a"),), calls="a").add("y", "Output", after="b")
    for model in (build_model(drawing.project, CATALOG), from_code(drawing.project)):
        assert np.asarray(model(np.zeros((1, 3), "float32"))).tolist() == [[2.0, 2.0, 2.0]]
