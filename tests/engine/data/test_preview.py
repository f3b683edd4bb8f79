from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from designer import paths
from designer.engine.data.preview import preview_data
from designer.project.files import project_to_dict
from designer.project.project import Project
from designer.project.settings import DataKind
from designer.protocol.codec import decode, encode
from designer.protocol.requests import PreviewData

pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path)


def request(project: Project, rows: int = 3) -> PreviewData:
    return PreviewData("1", project_to_dict(project), "", rows)


def test_the_head_of_the_digits_shows_pictures_and_names(digits: Project, tmp_path: Path) -> None:
    found = preview_data(request(digits))
    assert decode(encode(found)) == found
    assert found.counts == {"train": 1079, "validation": 359, "test": 359, "total": 1797}
    assert found.head["label"] == ["0", "1", "2"]
    assert sum(found.balance["label"].values()) == 1797
    with (
        Image.open(found.head["image"][0]) as picture,
        np.load("resources/data/digits.npz") as data,
    ):
        expected = (data["image"][0, ..., 0] * (255 / 16)).astype(np.uint8)
        np.testing.assert_array_equal(np.asarray(picture), expected)
    assert len(list((tmp_path / "previews").iterdir())) == 3
    assert found.problems == []


def test_missing_cells_are_shown_as_missing_and_complained_of(
    make_project: Any, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("a;kind\n1,5;x\n;\n2,5;y\n")
    project = make_project(
        DataKind.CSV,
        [1],
        "sparse_categorical_crossentropy",
        path=str(tmp_path / "t.csv"),
        validation=0.0,
        test=0.0,
    )
    found = preview_data(request(project))
    assert found.head == {"a": [1.5, None, 2.5], "kind": ["x", None, "y"]}
    assert found.balance["kind"] == {"x": 1, "y": 1}
    assert found.resolved["delimiter"] == ";"
    assert [problem["code"] for problem in found.problems] == ["missing-values"] * 2


def test_parts_without_rows_and_classes_that_are_not_trained_are_told(
    make_project: Any, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("a,kind\n" + "1.5,x\n" * 3 + "2.5,y\n")
    project = make_project(
        DataKind.CSV,
        [1],
        "sparse_categorical_crossentropy",
        path=str(tmp_path / "t.csv"),
        validation=0.1,
        test=0.5,
        stratify=False,
    )
    found = preview_data(request(project))
    assert found.counts == {"train": 2, "validation": 0, "test": 2, "total": 4}
    texts = [problem["text"] for problem in found.problems]
    assert (
        "Expected rows for validation, found that 10% of the data is less than one row" in texts[0]
    )
    assert all(problem["severity"] == "warning" for problem in found.problems)


def test_data_that_cannot_be_read_is_answered_with_its_problem(
    make_project: Any, tmp_path: Path
) -> None:
    project = make_project(DataKind.CSV, [1], "mse", path=str(tmp_path / "gone.csv"))
    found = preview_data(request(project))
    assert (found.fields, found.head, found.counts["total"]) == ([], {}, 0)
    assert [problem["code"] for problem in found.problems] == ["data-not-there"]


def test_a_set_of_keras_is_not_downloaded_unasked(
    make_project: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keras.src.utils.file_utils.config.keras_home", lambda: str(tmp_path))
    project = make_project(DataKind.KERAS, [28, 28, 1], "mse", name="mnist")

    found = preview_data(request(project))

    assert [problem["code"] for problem in found.problems] == ["data-not-here"]
    assert [field["name"] for field in found.fields] == ["image", "label"]
    assert found.counts["total"] == 0
