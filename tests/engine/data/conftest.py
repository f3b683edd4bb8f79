from collections.abc import Callable, Sequence

import pytest

from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings

MakeProject = Callable[..., Project]


@pytest.fixture
def make_project() -> MakeProject:
    """A project with the data given, one Input and one Output."""

    def make(
        kind: DataKind,
        shape: Sequence[int | None],
        loss: object,
        *,
        inputs: dict[str, object] | None = None,
        outputs: dict[str, object] | None = None,
        **data: object,
    ) -> Project:
        source = Node("i", "Input", "x", {"shape": list(shape), **(inputs or {})})
        target = Node("o", "Output", "y_hat", {"loss": loss, **(outputs or {})})
        return Project(
            graph=Graph.of([source, target]),
            data=DataSettings(kind=kind, **data),  # type: ignore[arg-type]
        )

    return make


@pytest.fixture
def digits(make_project: MakeProject) -> Project:
    return make_project(
        DataKind.BUILTIN, [8, 8, 1], "sparse_categorical_crossentropy", name="digits"
    )
