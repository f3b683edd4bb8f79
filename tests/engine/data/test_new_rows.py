from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from designer.engine.data.new_rows import given_rows, read_new_rows
from designer.engine.errors import UserError
from designer.project.project import Project
from designer.project.settings import DataKind

pytestmark = pytest.mark.engine


@pytest.fixture
def iris(make_project: Any) -> Project:
    project: Project = make_project(DataKind.BUILTIN, [4], "categorical_crossentropy", name="iris")
    return project


@pytest.fixture
def towns(make_project: Any, tmp_path: Path) -> Project:
    rows = "".join(f"{i},{'abc'[i % 3]},{i % 2}\n" for i in range(30))
    (tmp_path / "train.csv").write_text("age,town,label\n" + rows)
    project: Project = make_project(
        DataKind.CSV,
        [4],
        "binary_crossentropy",
        inputs={"columns": ["age", "town"]},
        path=str(tmp_path / "train.csv"),
    )
    return project


def test_rows_of_a_csv_file_stand_for_a_vector(iris: Project, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("a,b,c,d,name\n1,2,3,4,me\n5,6,7,8,you\n")
    found = read_new_rows(iris, "", tmp_path / "new.csv")
    np.testing.assert_array_equal(found.x, [[1, 2, 3, 4], [5, 6, 7, 8]])
    assert found.labels == ("1", "2")


def test_words_are_encoded_as_in_training(towns: Project, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("town,age\nc,7\nc,8\n")
    found = read_new_rows(towns, "", tmp_path / "new.csv")
    np.testing.assert_array_equal(found.x, [[7, 0, 0, 1], [8, 0, 0, 1]])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("town,age\nd,7\n", "column 'town': expected one of a, b, c, found 'd'"),
        ("age,size\n7,1\n", "new.csv: expected a column 'town', found age, size"),
        ("town,age\na,\n", "column 'age': expected a value in every row, found none in row 1"),
        ("town,age\na,old\n", "column 'age': expected numbers, found text"),
    ],
)
def test_rows_that_do_not_fit_are_told(
    towns: Project, tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "new.csv").write_text(content)
    with pytest.raises(UserError) as caught:
        read_new_rows(towns, "", tmp_path / "new.csv")
    assert message in str(caught.value)


def test_an_array_may_be_one_row(iris: Project, tmp_path: Path) -> None:
    np.save(tmp_path / "new.npy", np.array([1.0, 2, 3, 4]))
    found = read_new_rows(iris, "", tmp_path / "new.npy")
    np.testing.assert_array_equal(found.x, [[1, 2, 3, 4]])
    assert found.labels == ("1",)


@pytest.mark.parametrize("shape", [[8, 8, 1], [64], [8, 8]])
def test_a_picture_comes_to_the_size_and_range_of_the_digits(
    make_project: Any, tmp_path: Path, shape: list[int]
) -> None:
    project = make_project(DataKind.BUILTIN, shape, "mse", name="digits")
    Image.new("RGB", (40, 40), "white").save(tmp_path / "a.png")
    found = read_new_rows(project, "", tmp_path)
    assert found.labels == ("a.png",)
    np.testing.assert_allclose(found.x, np.full((1, *shape), 16.0), rtol=1e-6)


def test_a_broken_picture_is_named(digits: Project, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"broken")
    with pytest.raises(UserError, match=r"a\.png: expected a whole picture"):
        read_new_rows(digits, "", tmp_path / "a.png")


def test_pictures_are_no_rows_of_iris(iris: Project, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    with pytest.raises(UserError, match=r"expected rows of shape \[4\], found pictures"):
        read_new_rows(iris, "", tmp_path / "a.png")


def test_a_file_of_another_kind_or_none_is_told(iris: Project, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    for name, found in (("a.pdf", r"\.pdf"), ("gone.csv", "nothing there")):
        with pytest.raises(UserError, match=f"NPZ or picture file, found {found}"):
            read_new_rows(iris, "", tmp_path / name)


def test_rows_can_be_given_directly(iris: Project) -> None:
    found = given_rows(iris, "", {"x": [1, 2, 3, 4]})
    np.testing.assert_array_equal(found.x, [[1, 2, 3, 4]])
    with pytest.raises(UserError, match=r"x: expected rows of shape \[4\], found shape \[1, 3\]"):
        given_rows(iris, "", {"x": [[1, 2, 3]]})
    with pytest.raises(UserError, match=r"found none"):
        given_rows(iris, "", {})
