from pathlib import Path
from typing import Any

import numpy as np
import pytest

from designer.engine.data import keras_source, tables
from designer.engine.data.fields import describe_fields
from designer.engine.data.prepared import prepare
from designer.engine.errors import UserError
from designer.engine.recipes.split import split_rows
from designer.graph.graph import Graph
from designer.graph.records import Node
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings, Split

pytestmark = pytest.mark.engine

CSV = "a,b,kind\n" + "".join(f"{i},{i * 2},{'xyz'[i % 3]}\n" for i in range(30))


def csv_project(make_project: Any, path: Path, content: str, **options: Any) -> Project:
    file = path / "t.csv"
    file.write_text(content)
    project: Project = make_project(
        DataKind.CSV, [2], "sparse_categorical_crossentropy", path=str(file), options=options
    )
    return project


def test_digits_are_split_as_the_recipe_says(digits: Project) -> None:
    data = prepare(digits)
    with np.load("resources/data/digits.npz") as arrays:
        image, label = arrays["image"], arrays["label"]
    train, validation, test = split_rows(1797, 0.2, 0.2, 0, label)
    for part, rows in ((data.train, train), (data.validation, validation), (data.test, test)):
        np.testing.assert_array_equal(part.x, image[rows])
        np.testing.assert_array_equal(part.y, label[rows])
    assert data.classes == {"y_hat": tuple("0123456789")}


def test_the_fingerprint_is_that_of_the_data_and_its_split(
    digits: Project, make_project: Any
) -> None:
    first = prepare(digits).fingerprint
    assert prepare(digits).fingerprint == first
    other = make_project(
        DataKind.BUILTIN, [8, 8, 1], "sparse_categorical_crossentropy", name="digits", seed=1
    )
    assert prepare(other).fingerprint != first


def test_columns_of_a_csv_file_become_float32_rows(make_project: Any, tmp_path: Path) -> None:
    data = prepare(csv_project(make_project, tmp_path, CSV))
    assert isinstance(data.train.x, np.ndarray)
    assert isinstance(data.train.y, np.ndarray)
    assert (data.train.x.dtype, data.train.y.dtype) == (np.float32, np.int64)
    np.testing.assert_array_equal(data.train.x[:, 0], data.train.row_numbers)
    np.testing.assert_array_equal(data.train.y, data.train.row_numbers % 3)
    assert [data.parts[split].rows for split in Split] == [18, 6, 6]


def test_several_inputs_and_outputs_are_given_by_name(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(CSV)
    graph = Graph.of(
        [
            Node("1", "Input", "a", {"shape": [1]}),
            Node("2", "Input", "b", {"shape": []}),
            Node("3", "Output", "kind", {"loss": "categorical_crossentropy"}),
            Node("4", "Output", "sum", {"loss": "mse", "columns": ["a", "b"]}),
            Node("5", "Output", "free"),
        ]
    )
    data = prepare(Project(graph=graph, data=DataSettings(DataKind.CSV, path="t.csv")), tmp_path)
    shapes = [
        {name: values.shape for name, values in arrays.items()}
        for arrays in (data.train.x, data.train.y)
        if isinstance(arrays, dict)
    ]
    assert shapes == [{"a": (18, 1), "b": (18,)}, {"kind": (18, 3), "sum": (18, 2)}]


def test_missing_values_are_told_with_their_row_and_the_ways_out(
    make_project: Any, tmp_path: Path
) -> None:
    content = CSV.replace("\n7,14,", "\n,14,")
    with pytest.raises(
        UserError, match=r"found 1 missing \(empty or NaN\), .* data row 8"
    ) as caught:
        prepare(csv_project(make_project, tmp_path, content))
    (problem,) = caught.value.problems
    assert [r.arguments for r in problem.remedies] == [
        {"name": "missing", "value": "drop"},
        {"name": "missing", "value": "mean"},
    ]


def test_rows_that_lack_a_value_can_be_left_out(make_project: Any, tmp_path: Path) -> None:
    content = CSV.replace("\n7,14,", "\n,14,")
    data = prepare(csv_project(make_project, tmp_path, content, missing="drop"))
    rows = np.concatenate([data.parts[split].row_numbers for split in Split])
    assert sorted(rows) == [row for row in range(30) if row != 7]


def test_missing_numbers_can_be_filled_with_the_mean_of_the_training_rows(
    make_project: Any, tmp_path: Path
) -> None:
    content = CSV.replace("\n7,14,", "\n,14,")
    data = prepare(csv_project(make_project, tmp_path, content, missing="mean"))
    train = data.train.row_numbers
    expected = np.float32(train[train != 7].mean())
    for part in data.parts.values():
        assert isinstance(part.x, np.ndarray)
        wanted = np.where(part.row_numbers == 7, expected, part.row_numbers)
        np.testing.assert_allclose(part.x[:, 0], wanted, rtol=1e-6)


def test_infinite_values_are_told_with_their_row(make_project: Any, tmp_path: Path) -> None:
    content = CSV.replace("\n7,14,", "\ninf,14,")
    with pytest.raises(UserError, match="found infinity in 1 rows, the first in data row 8"):
        prepare(csv_project(make_project, tmp_path, content))


def test_nan_in_arrays_is_a_missing_value(make_project: Any, tmp_path: Path) -> None:
    x = np.ones((10, 2, 2), np.float32)
    x[3, 0, 1] = np.nan
    np.savez(tmp_path / "a.npz", x=x, target=np.arange(10) % 2)
    project = make_project(
        DataKind.NUMPY, [2, 2], "binary_crossentropy", path=str(tmp_path / "a.npz")
    )
    with pytest.raises(UserError, match=r"a.npz, column 'x': .* data row 4"):
        prepare(project)


def test_own_test_rows_stay_test_rows(make_project: Any, tmp_path: Path) -> None:
    arrays = {"x_train": np.zeros((8, 2)), "y_train": np.arange(8) % 2}
    arrays |= {"x_test": np.ones((3, 2)), "y_test": np.array([0, 1, 0])}
    np.savez(tmp_path / "a.npz", **arrays)
    project = make_project(
        DataKind.NUMPY,
        [2],
        "sparse_categorical_crossentropy",
        path=str(tmp_path / "a.npz"),
        validation=0.25,
        test=0.9,
    )
    data = prepare(
        Project(
            graph=project.graph,
            data=DataSettings(DataKind.NUMPY, path=project.data.path, validation=0.25, test=0.5),
        )
    )
    assert [data.parts[split].rows for split in Split] == [6, 2, 3]
    np.testing.assert_array_equal(data.test.x, np.ones((3, 2)))


@pytest.mark.parametrize(("validation", "test"), [(0.6, 0.4), (-0.1, 0.2), (0.2, 1.5)])
def test_shares_must_leave_rows_to_train_on(
    make_project: Any, validation: float, test: float
) -> None:
    project = make_project(
        DataKind.BUILTIN, [4], "mse", name="iris", validation=validation, test=test
    )
    with pytest.raises(UserError, match="less than 1 together"):
        prepare(project)


def test_too_few_rows_are_told(make_project: Any, tmp_path: Path) -> None:
    project = csv_project(make_project, tmp_path, "a,b,kind\n,1,x\n", missing="drop")
    with pytest.raises(UserError, match="at least one training row"):
        prepare(project)


def test_text_stays_text(make_project: Any, tmp_path: Path) -> None:
    rows = "".join(f'"words of row {i}",{i % 2}\n' for i in range(10))
    (tmp_path / "t.csv").write_text("review,label\n" + rows)
    project = make_project(
        DataKind.CSV,
        [1],
        "binary_crossentropy",
        inputs={"dtype": "string"},
        path=str(tmp_path / "t.csv"),
    )
    data = prepare(project)
    assert isinstance(data.train.x, np.ndarray)
    assert data.train.x.shape == (6, 1)
    assert data.train.x[0, 0] == f"words of row {data.train.row_numbers[0]}"


def test_no_data_is_told(make_project: Any) -> None:
    with pytest.raises(UserError, match="Choose a built-in set, a file or a folder"):
        prepare(make_project(DataKind.NONE, [1], "mse"))
    assert describe_fields(make_project(DataKind.NONE, [1], "mse")) == {}


def test_without_a_network_the_user_learns_what_to_do(
    make_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object) -> None:
        raise Exception("URL fetch failure on https://example.org: None -- unreachable")

    monkeypatch.setattr(keras_source, "read_keras", no_network)
    project = make_project(DataKind.KERAS, [28, 28, 1], "mse", name="mnist")
    with pytest.raises(UserError, match=r"about 11 MB\) once, found: URL fetch failure.*built-in"):
        prepare(project)
    assert describe_fields(project)["image"].shape == (28, 28, 1)


def test_the_rows_of_a_downloaded_set_keep_its_test_rows(
    make_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(name: str, words: int, length: int) -> tuple[dict[str, Any], dict[str, Any]]:
        train = {"image": np.zeros((20, 28, 28, 1), np.uint8), "label": np.arange(20) % 10}
        test = {"image": np.ones((10, 28, 28, 1), np.uint8), "label": np.arange(10)}
        return train, test

    monkeypatch.setattr(keras_source, "read_keras", small)
    tables._tables.clear()
    loss = "sparse_categorical_crossentropy"
    project = make_project(DataKind.KERAS, [28, 28, 1], loss, name="mnist")
    data = prepare(project)
    tables._tables.clear()
    assert [data.parts[split].rows for split in Split] == [16, 4, 10]
    assert isinstance(data.test.x, np.ndarray)
    assert (data.test.x.dtype, float(data.test.x.min())) == (np.float32, 1.0)


def test_a_column_of_few_whole_numbers_can_be_filled_too(make_project: Any, tmp_path: Path) -> None:
    rows = "".join(f"{i % 2},{'' if i == 4 else i % 4},{'xy'[i % 2]}\n" for i in range(40))
    data = prepare(csv_project(make_project, tmp_path, "a,b,kind\n" + rows, missing="mean"))
    assert isinstance(data.train.x, np.ndarray)
    assert not np.isnan(data.train.x).any()


def test_a_missing_target_is_never_filled(make_project: Any, tmp_path: Path) -> None:
    content = CSV.replace("\n7,14,y", "\n7,14,")
    with pytest.raises(UserError, match=r"column 'kind': .* leave these rows out"):
        prepare(csv_project(make_project, tmp_path, content, missing="mean"))
