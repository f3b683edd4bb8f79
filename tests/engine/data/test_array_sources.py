import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from designer.engine.data.table import Table
from designer.engine.data.tables import read_table
from designer.engine.errors import UserError
from designer.project.data_fields import Role
from designer.project.settings import DataKind, DataSettings

pytestmark = pytest.mark.engine


def read(path: Path) -> Table:
    kind = DataKind.HDF5 if path.suffix == ".h5" else DataKind.NUMPY
    return read_table(DataSettings(kind=kind, path=str(path)))


def complaint(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    return str(caught.value)


def test_the_members_of_an_npz_file_are_fields(tmp_path: Path) -> None:
    pictures = np.zeros((6, 4, 4, 3), np.uint8)
    np.savez(tmp_path / "a.npz", image=pictures, word=np.array(list("aabbab")), flag=[True] * 6)
    found = {
        name: (f.role, f.shape, f.dtype) for name, f in read(tmp_path / "a.npz").fields.items()
    }
    assert found == {
        "image": (Role.IMAGE, (4, 4, 3), "uint8"),
        "word": (Role.CLASS, (), "string"),
        "flag": (Role.CLASS, (), "int64"),
    }


def test_grey_pictures_without_a_channel_axis_are_pictures(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.zeros((6, 28, 28), np.uint8))
    assert read(tmp_path / "a.npz").fields["x"].role is Role.IMAGE


def test_an_npy_file_is_one_field(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.arange(12.0).reshape(4, 3))
    assert {name: f.shape for name, f in read(tmp_path / "a.npy").fields.items()} == {"data": (3,)}


@pytest.mark.parametrize("name", ["a.npz", "a.h5"])
def test_training_and_test_arrays_are_joined(tmp_path: Path, name: str) -> None:
    arrays = {
        "x_train": np.ones((6, 2)),
        "y_train": np.ones(6, np.int32),
        "x_test": np.zeros((3, 2)),
        "y_test": np.zeros(3, np.int32),
    }
    if name.endswith("npz"):
        np.savez(tmp_path / name, **arrays)
    else:
        with h5py.File(tmp_path / name, "w") as file:
            for key, values in arrays.items():
                file[key] = values
    table = read(tmp_path / name)
    assert (list(table.columns), table.rows, table.test_rows) == (["x", "y"], 9, 3)
    assert table.columns["y"].values.tolist() == [1] * 6 + [0] * 3


def test_datasets_in_groups_are_fields_with_their_path(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("part/x", data=np.zeros((5, 2), np.float32), compression="gzip")
        file["name"] = ["a", "b", "a", "b", "a"]
    table = read(tmp_path / "a.h5")
    assert {n: (f.role, f.shape) for n, f in table.fields.items()} == {
        "name": (Role.CLASS, ()),
        "part/x": (Role.NUMBER, (2,)),
    }


def test_python_objects_are_refused_and_never_unpickled(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (tmp_path / "touched",))

    np.save(tmp_path / "a.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
    np.savez(tmp_path / "a.npz", x=np.array([Bomb()], dtype=object))
    assert "found Python objects" in complaint(tmp_path / "a.npy")
    assert "found Python objects" in complaint(tmp_path / "a.npz")
    assert not (tmp_path / "touched").exists()


def test_a_cut_file_is_told_by_its_size(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros((100, 10)))
    content = (tmp_path / "a.npy").read_bytes()
    (tmp_path / "a.npy").write_bytes(content[:-80])
    assert "found: 7920 bytes of values where 8000 belong" in complaint(tmp_path / "a.npy")


def test_a_header_that_promises_terabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.zeros(1))
    path.write_bytes(path.read_bytes().replace(b"(1,)", b"(9999999999999,)"))
    assert "a.npy: expected a whole .npy or .npz file" in complaint(path)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("x", shape=(10**12,), dtype="f8", chunks=(1024,))
    assert "8000000000000 bytes claimed where 0 bytes are stored" in complaint(tmp_path / "a.h5")


@pytest.mark.parametrize("name", ["a.npy", "a.npz", "a.h5"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"text", b"\x89HDF\r\n\x1a\n"])
def test_a_file_of_something_else_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert complaint(tmp_path / name).startswith(f"{name}: expected a whole")


def test_an_archive_without_arrays_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "expected a whole .npy or .npz file" in complaint(tmp_path / "a.npz")


def test_arrays_that_differ_in_rows_are_shown(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.zeros((5, 2)), y=np.zeros(4))
    assert "found x 5, y 4" in complaint(tmp_path / "a.npz")


def test_an_hdf5_file_may_not_lead_to_other_files(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = np.zeros(4)
    with h5py.File(tmp_path / "link.h5", "w") as file:
        file["x"] = h5py.ExternalLink("other.h5", "x")
    with h5py.File(tmp_path / "virtual.h5", "w") as file:
        layout = h5py.VirtualLayout((4,), "f8")
        layout[:] = h5py.VirtualSource(str(tmp_path / "other.h5"), "x", (4,))
        file.create_virtual_dataset("x", layout)
    assert "found a link to another file" in complaint(tmp_path / "link.h5")
    assert "found values that lie in another file" in complaint(tmp_path / "virtual.h5")


def test_complex_numbers_are_no_data(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros(3, complex))
    assert "expected numbers or text in 'data', found complex128" in complaint(tmp_path / "a.npy")
