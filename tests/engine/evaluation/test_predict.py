import zipfile
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from designer.engine.errors import UserError
from designer.engine.evaluation.predict import predict
from designer.protocol.codec import encode
from designer.protocol.requests import Predict

pytestmark = pytest.mark.engine


def ask(run, source="", **rows):
    found = predict(Predict("p", str(run), source=str(source), rows=rows))
    encode(found)
    return found


def labels(found, output="label"):
    return [answer["label"] for answer in found.outputs[output]]


def picture(digit_arrays, index, path, size=80):
    """A picture of a digit as a user has it: bigger, 0 to 255."""
    values = digit_arrays["image"][index].reshape(8, 8) * (255 / 16)
    image = Image.fromarray(values.astype(np.uint8)).resize((size, size), Image.Resampling.NEAREST)
    image.convert("RGB").save(path)
    return path


def test_a_picture_is_recognised(digits, digit_arrays, tmp_path):
    for index in range(5):
        found = ask(digits, picture(digit_arrays, index, tmp_path / f"{index}.png"))
        assert labels(found) == [str(digit_arrays["label"][index])]
    assert found.labels == ["4.png"]
    assert found.note == "Pictures were scaled to the training data's range, 0 to 16."
    answer = found.outputs["label"][0]
    assert sum(answer["probabilities"]) == pytest.approx(1.0)
    assert found.classes == {"label": [str(digit) for digit in range(10)]}


def test_a_folder_of_pictures_is_predicted_without_the_broken_ones(digits, digit_arrays, tmp_path):
    (tmp_path / "more").mkdir()
    picture(digit_arrays, 0, tmp_path / "b.png")
    picture(digit_arrays, 1, tmp_path / "more" / "a.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n no")
    (tmp_path / "notes.txt").write_text("no picture")
    found = ask(digits, tmp_path)
    assert sorted(found.labels) == ["b.png", "more/a.png"]
    assert "1 pictures could not be read: broken.png." in found.note


def test_a_broken_picture_is_named(digits, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"nothing")
    with pytest.raises(UserError, match=r"broken\.png is no picture that can be read"):
        ask(digits, tmp_path / "broken.png")


@pytest.mark.parametrize("suffix", ["npy", "npz"])
def test_arrays_in_files_are_predicted(digits, digit_arrays, tmp_path, suffix):
    path = tmp_path / f"some.{suffix}"
    images = digit_arrays["image"][:20].reshape(20, 8, 8, 1)
    if suffix == "npy":
        np.save(path, images)
    else:
        np.savez(path, image=images)
    found = ask(digits, path)
    right = [str(label) for label in digit_arrays["label"][:20]]
    assert np.mean(np.array(labels(found)) == right) >= 0.9
    assert found.labels == [str(number) for number in range(1, 21)]


def test_rows_of_a_table_are_predicted_by_the_names_of_columns(iris, tmp_path):
    path = tmp_path / "some.csv"
    path.write_text(
        "petal_width,petal_length,sepal_width,sepal_length\n0.2,1.4,3.5,5.1\n2.3,6.1,3.0,7.0\n"
    )
    import json

    fields = [f["name"] for f in json.loads((iris / "data.json").read_text())["fields"]]
    header = [name for name in fields if name.startswith(("sepal", "petal"))]
    text = ",".join(header) + "\n5.1,3.5,1.4,0.2\n7.0,3.0,6.1,2.3\n"
    path.write_text(text)
    output = next(iter(ask(iris, path).outputs))
    assert labels(ask(iris, path), output) == ["setosa", "virginica"]


def test_a_table_without_names_is_taken_in_order(iris, tmp_path):
    path = tmp_path / "some.csv"
    path.write_text("5.1,3.5,1.4,0.2\n7.0,3.0,6.1,2.3\n")
    found = ask(iris, path)
    assert labels(found, next(iter(found.outputs))) == ["setosa", "virginica"]
    assert "taken in their order" in found.note


def test_one_row_given_directly_needs_no_row_axis(iris):
    found = ask(iris, anything=[5.1, 3.5, 1.4, 0.2])
    assert labels(found, next(iter(found.outputs))) == ["setosa"]


def test_numbers_are_predicted_as_numbers(diabetes):
    found = ask(diabetes, x=[[0.0] * 10, [0.05] * 10])
    (answers,) = found.outputs.values()
    assert [answer["label"] for answer in answers] == [None, None]
    assert all(isinstance(answer["value"], float) for answer in answers)


def test_several_inputs_are_given_by_name(two, tmp_path):
    import json

    project = json.loads((two / "project.kdesign").read_text())
    shapes = {n["name"]: n["params"]["shape"] for n in project["nodes"] if n["kind"] == "Input"}
    rows = {name: np.zeros((2, *shape)).tolist() for name, shape in shapes.items()}
    assert set(ask(two, **rows).outputs) == {"label", "redrawn"}
    first = next(iter(rows))
    with pytest.raises(UserError, match="Expected values for"):
        ask(two, **{first: rows[first]})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.csv", None, "found none at"),
        ("x.xlsx", b"PK", "expected a CSV, NPY or NPZ file"),
        ("x.npy", b"junk", "expected a whole .npy or .npz file"),
        ("x.csv", b"a,b\n1,2\n3\n", "line 3"),
        ("x.csv", b"a,b\n1,2\n", "needs 4 columns of numbers"),
    ],
)
def test_files_that_do_not_fit_are_refused_in_one_sentence(iris, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        ask(iris, tmp_path / name)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[1.0, 2.0]], "expected rows of shape"),
        ([["a", "b", "c", "d"]], "expected numbers, found 'a'"),
        ([[1.0, 2.0, 3.0, float("nan")]], "expected a number, found none in row 1"),
        ([], "Expected at least one row"),
    ],
)
def test_rows_that_do_not_fit_are_refused(iris, rows, words):
    with pytest.raises(UserError, match=words):
        ask(iris, anything=rows)


def test_an_archive_that_claims_more_than_it_holds_is_refused(iris, tmp_path):
    head = BytesIO()
    np.lib.format.write_array_header_1_0(
        head, {"descr": "<f8", "fortran_order": False, "shape": (10**12, 4)}
    )
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w") as archive:
        archive.writestr("x.npy", head.getvalue())
    with pytest.raises(UserError, match="bytes of values where"):
        ask(iris, tmp_path / "bomb.npz")
