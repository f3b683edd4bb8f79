import numpy as np
import pytest

from designer.engine.data.builtin_source import read_builtin_table
from designer.engine.errors import UserError
from designer.project.data_sets import BUILTIN_SETS

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("name", list(BUILTIN_SETS))
def test_a_built_in_set_has_the_rows_and_fields_that_the_list_promises(name: str) -> None:
    table = read_builtin_table(name)
    known = BUILTIN_SETS[name]
    assert table.rows == known.rows
    found = [(f.name, f.dtype, f.shape, f.role, f.classes) for f in table.fields.values()]
    assert found == [(f.name, f.dtype, f.shape, f.role, f.classes) for f in known.fields]


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "diabetes"])
def test_a_built_in_table_equals_that_of_scikit_learn(name: str) -> None:
    datasets = pytest.importorskip("sklearn.datasets")
    theirs = getattr(datasets, f"load_{name}")()
    ours = read_builtin_table(name).columns
    np.testing.assert_array_equal(ours["features"].values, theirs.data.astype(np.float32))
    np.testing.assert_array_equal(ours["target"].values, theirs.target)
    if name != "diabetes":
        assert ours["target"].field.classes == tuple(map(str, theirs.target_names))


def test_digits_equal_those_of_scikit_learn() -> None:
    datasets = pytest.importorskip("sklearn.datasets")
    theirs = datasets.load_digits()
    ours = read_builtin_table("digits").columns
    np.testing.assert_array_equal(ours["image"].values[..., 0], theirs.images)
    np.testing.assert_array_equal(ours["pixels"].values, theirs.data)
    np.testing.assert_array_equal(ours["label"].values, theirs.target)


def test_a_set_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(UserError, match=r"one of the data sets digits, .*iris, .*found 'digit'"):
        read_builtin_table("digit")
