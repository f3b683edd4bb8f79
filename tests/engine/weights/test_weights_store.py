"""Our file of weights, and what strangers may put in its place."""

import h5py
import numpy as np
import pytest

from designer.engine.weights.safe_hdf5 import BadWeights
from designer.engine.weights.store import read_weights, write_weights

pytestmark = pytest.mark.engine

KERNEL, BIAS = np.arange(6, dtype=np.float32).reshape(2, 3), np.ones(3, np.float32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "digits.weights.hdf5"


def test_arrays_come_back_in_their_order_under_the_id_of_their_node(path):
    write_weights(path, {"n5#2/c2": [KERNEL, BIAS], "..": [BIAS]}, {"n5#2/c2": "encoder_2_c2"})
    with read_weights(path) as file:
        assert file.keys() == ("..", "n5#2/c2")
        assert file.names == {"..": "", "n5#2/c2": "encoder_2_c2"}
        assert file.shapes("n5#2/c2") == ((2, 3), (3,))
        arrays = file.arrays("n5#2/c2")
    np.testing.assert_array_equal(arrays[0], KERNEL)
    np.testing.assert_array_equal(arrays[1], BIAS)


def test_more_than_ten_arrays_keep_their_order(path):
    write_weights(path, {"cell": [np.full(1, number) for number in range(12)]})
    with read_weights(path) as file:
        assert [int(array[0]) for array in file.arrays("cell")] == list(range(12))


def test_a_file_that_fails_to_be_written_leaves_the_old_one(path):
    write_weights(path, {"a": [BIAS]})

    def broken():
        yield "a", [KERNEL]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_weights(path, broken())
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with read_weights(path) as file:
        assert file.shapes("a") == ((3,),)


def _ours(path):
    file = h5py.File(path, "w")
    file.attrs["format"], file.attrs["version"] = "keras-designer-weights", 1
    group = file.create_group("a")
    group.attrs["key"] = "a"
    return file, group


def _refusal(path):
    with pytest.raises(BadWeights) as caught, read_weights(path) as file:
        file.arrays("a")
    return caught.value.message


def test_a_link_to_another_file_is_refused(path, tmp_path):
    with h5py.File(tmp_path / "other.h5", "w") as other:
        other["secret"] = KERNEL
    file, group = _ours(path)
    group["0"] = h5py.ExternalLink(str(tmp_path / "other.h5"), "/secret")
    file.close()
    assert _refusal(path) == (
        "Expected plain weights in digits.weights.hdf5, found that 0 is a link to another place "
        "(/a). The file is not used; choose another."
    )


def test_values_in_another_file_are_refused(path, tmp_path):
    (tmp_path / "raw").write_bytes(b"0" * 64)
    file, group = _ours(path)
    group.create_dataset("0", (8,), "f8", external=[(str(tmp_path / "raw"), 0, 64)])
    file.close()
    assert "values that lie in another file" in _refusal(path)


def test_values_that_are_claimed_and_not_stored_are_refused(path):
    file, group = _ours(path)
    group.create_dataset("0", (1 << 40,), "f4", chunks=(1 << 20,))
    file.close()
    assert "bytes claimed where 0 are stored" in _refusal(path)


def test_text_is_no_weights(path):
    file, group = _ours(path)
    group["0"] = "import os"
    file.close()
    assert "found values of the type object" in _refusal(path)


@pytest.mark.parametrize("content", [b"", b"no HDF5", b"\x89HDF\r\n\x1a\n broken"])
def test_a_file_that_is_no_hdf5_is_told_in_words(path, content):
    path.write_bytes(content)
    assert _refusal(path).startswith("Expected a whole HDF5 file in digits.weights.hdf5, found: ")


def test_a_file_that_is_not_there_is_told_in_words(path):
    assert _refusal(path) == (
        f"Expected a file with weights at {path}, found nothing. Choose where it is now."
    )


def test_another_hdf5_file_is_told_in_words(path):
    h5py.File(path, "w").close()
    assert "found another HDF5 file" in _refusal(path)


def test_the_file_can_be_read_by_whom_the_mask_allows(path, tmp_path):
    write_weights(path, {"n1": [np.zeros(2)]})
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
