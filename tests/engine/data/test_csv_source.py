from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.engine.data.table import Table
from designer.engine.data.tables import read_table
from designer.engine.errors import UserError
from designer.project.data_fields import Role
from designer.project.settings import DataKind, DataSettings

pytestmark = pytest.mark.engine


def read(path: Path, content: str | bytes, **options: Any) -> Table:
    file = path / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(DataSettings(kind=DataKind.CSV, path=str(file), options=options))


def complaint(path: Path, content: str | bytes, **options: Any) -> str:
    with pytest.raises(UserError) as caught:
        read(path, content, **options)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].text == str(caught.value)
    return str(caught.value)


def test_columns_are_numbers_classes_or_text(tmp_path: Path) -> None:
    rows = "".join(f"{i / 3:.3f},{i % 2},{'ab'[i % 2]},text {i}\n" for i in range(20))
    table = read(tmp_path, "size,flag,kind,note\n" + rows)
    found = {name: (f.role, f.dtype, f.classes) for name, f in table.fields.items()}
    assert found == {
        "size": (Role.NUMBER, "float64", ()),
        "flag": (Role.CLASS, "float64", ("0", "1")),
        "kind": (Role.CLASS, "string", ("a", "b")),
        "note": (Role.TEXT, "string", ()),
    }
    assert table.fields["size"].maximum == pytest.approx(6.333)


@pytest.mark.parametrize(
    ("content", "resolved"),
    [
        (b"a,b\n1,2\n", (",", "utf-8-sig", "yes", ".")),
        (b"\xef\xbb\xbfa;b\n1,5;2,5\n", (";", "utf-8-sig", "yes", ",")),
        ("größe\tb\n1.5\t2\n".encode("cp1252"), ("\t", "cp1252", "yes", ".")),
        ("a|b\n1|2\n".encode("utf-16"), ("|", "utf-16", "yes", ".")),
        (b"1,2\n3,4\n", (",", "utf-8-sig", "no", ".")),
        (b"only\n1\n2\n", (",", "utf-8-sig", "yes", ".")),
    ],
)
def test_how_a_file_is_written_is_found_out(
    tmp_path: Path, content: bytes, resolved: tuple[str, ...]
) -> None:
    found = read(tmp_path, content).resolved
    assert tuple(found[n] for n in ("delimiter", "encoding", "header", "decimal")) == resolved


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,x\n"a, ""b""\nc",1\nd,2\n')
    assert table.columns["name"].values.tolist() == ['a, "b"\nc', "d"]


def test_without_a_header_columns_are_numbered(tmp_path: Path) -> None:
    assert list(read(tmp_path, "1,2\n3,4\n").columns) == ["column_1", "column_2"]


def test_missing_cells_are_counted(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b\n1,x\n,y\nNA,\n4,x\n")
    assert {name: field.missing for name, field in table.fields.items()} == {"a": 2, "b": 1}
    assert table.fields["b"].classes == ("x", "y")


def test_a_column_type_can_be_set(tmp_path: Path) -> None:
    table = read(tmp_path, "zip\n" + "10115\n80331\n" * 3, column_types={"zip": "text"})
    assert table.columns["zip"].values[0] == "10115"
    assert table.fields["zip"].role is Role.TEXT


def test_text_among_numbers_is_named_with_its_row(tmp_path: Path) -> None:
    table = read(tmp_path, "age\n" + "1\n2\n3\n4\n" * 5 + "old\n")
    assert [problem.text for problem in table.problems] == [
        "Column 'age', data row 21: expected a number, found 'old' (one cell). "
        "Correct the cell or leave it empty."
    ]


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"", {}, "table.csv: expected rows of values, found an empty file"),
        (b"a,b\n", {}, "table.csv: expected rows of values, found none"),
        (
            b"a,b\n1,2\n3\n",
            {},
            "table.csv, line 3: expected 2 values, as in the first row, found 1",
        ),
        (b"a,a\n1,2\n", {}, "found 'a' in columns 1 and 2. Rename one of them"),
        (b"\x89PNG\0\0\0\0", {}, "expected text with one row a line, found binary data"),
        (b"a\n\xe4\n", {"encoding": "utf-8"}, "expected text in utf-8, found bytes that are none"),
        (b"a\n1\n", {"encoding": "klingon"}, "expected an encoding such as utf-8, found 'klingon'"),
        (b'a,b\n1,"' + b"x" * 200_000, {}, "found: field larger than field limit"),
        (b"a\n1\n", {"delimiter": "#"}, "Expected delimiter of the data to be one of"),
        (b"a\n1\n", {"colour": "red"}, "found 'colour'. Remove it"),
        (b"a\n1\n", {"column_types": {"b": "class"}}, "found 'b': 'class'. The columns are a"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_message(
    tmp_path: Path, content: bytes, options: dict[str, Any], message: str
) -> None:
    assert message in complaint(tmp_path, content, **options)


def test_a_path_out_of_the_project_must_have_been_chosen(tmp_path: Path) -> None:
    for path in ("../secret.csv", "a/../../b.csv", "..\\secret.csv"):
        with pytest.raises(UserError, match="inside the project's folder"):
            read_table(DataSettings(kind=DataKind.CSV, path=path), tmp_path)


def test_a_file_that_is_gone_is_named_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Expected a CSV file at .*gone\.csv, found nothing"):
        read_table(DataSettings(kind=DataKind.CSV, path="gone.csv"), tmp_path)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert read(tmp_path, "a\n1\n").rows == 1
    assert read(tmp_path, "a\n1\n2\n").rows == 2


def test_a_hundred_thousand_cells_are_read_whole(tmp_path: Path) -> None:
    row = ",".join(["1.25"] * 20) + "\n"
    assert read(tmp_path, row * 5000).rows == 5000


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200) | st.text('a1,;"\n\r\t .-é', max_size=80))
def test_whatever_the_bytes_the_user_reads_one_sentence(
    tmp_path: Path, content: bytes | str
) -> None:
    message = ""
    try:
        table = read(tmp_path, content)
    except UserError as error:
        message = str(error)
    assert message.startswith("table.csv") or table.rows > 0


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(st.floats(-1e6, 1e6), st.text(st.characters(categories=["L"]), min_size=1)),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_is_what_is_read(tmp_path: Path, rows: list[tuple[float, str]]) -> None:
    lines = [f"{number!r},_{word}_\n" for number, word in rows]
    table = read(tmp_path, "number,word\n" + "".join(lines))
    np.testing.assert_array_equal(table.columns["number"].values, [row[0] for row in rows])
    assert table.columns["word"].values.tolist() == [f"_{row[1]}_" for row in rows]
