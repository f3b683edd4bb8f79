"""Arrays in NumPy and HDF5 files as named fields."""

import h5py
import numpy as np


def read_numpy(path: str) -> dict[str, np.ndarray]:
    """Return the arrays of an .npz file by name, or that of an .npy file as `data`."""
    loaded = np.load(path, allow_pickle=False)
    if isinstance(loaded, np.ndarray):
        return {"data": loaded}
    with loaded:
        return {name: loaded[name] for name in loaded.files}


def read_hdf5(path: str) -> dict[str, np.ndarray]:
    """Return the datasets of an HDF5 file by name; those in a group as `group/name`."""
    fields = {}
    with h5py.File(path, "r") as file:

        def read(name: str, item: object) -> None:
            if isinstance(item, h5py.Dataset):
                text = h5py.check_string_dtype(item.dtype)
                values = item.asstr()[...] if text else item[...]
                fields[name] = np.asarray(values, dtype=np.str_) if text else values

        file.visititems(read)
    return fields


def join_parts(fields: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], int]:
    """Return the fields, `x_train` and `x_test` joined to `x`, and how many rows test.

    The test rows come last. Fields without such a pair of names stay as they are.
    """
    joined = {}
    test_rows = 0
    for name, values in fields.items():
        base = name.removesuffix("_train")
        test = fields.get(f"{base}_test")
        if base != name and test is not None:
            joined[base] = np.concatenate([values, test])
            test_rows = len(test)
        elif not (
            name.endswith("_test") and f"{name.removesuffix('_test')}_train" in fields
        ):
            joined[name] = values
    return joined, test_rows
