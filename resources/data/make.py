"""Writes the built-in data sets from scikit-learn's; run once: `python resources/data/make.py`."""

from pathlib import Path

import numpy as np
from sklearn import datasets

_HERE = Path(__file__).resolve().parent


def _columns(names: list[str], data: np.ndarray) -> dict[str, np.ndarray]:
    return {_plain(name): data[:, place] for place, name in enumerate(names)}


def _plain(name: str) -> str:
    return name.replace(" (cm)", "").replace("/", "_").replace(" ", "_")


def digits() -> dict[str, np.ndarray]:
    """Return 1,797 handwritten digits of 8x8 pixels, 0 to 16."""
    data = datasets.load_digits()
    image = data.images[..., None].astype(np.float32)
    pixels = data.data.astype(np.float32)
    return {"image": image, "pixels": pixels, "label": data.target, "label_names": _text(range(10))}


def digit_pairs(count: int = 2000) -> dict[str, np.ndarray]:
    """Return pairs of digits, and whether both show the same one, as often as not."""
    data = digits()
    numbers = np.random.default_rng(0)
    same = np.arange(count, dtype=np.int64) % 2
    left = numbers.integers(0, len(data["label"]), count)
    right = np.empty_like(left)
    for row, (first, alike) in enumerate(zip(left, same, strict=True)):
        fits = (data["label"] == data["label"][first]) == bool(alike)
        fits[first] = False
        right[row] = numbers.choice(np.flatnonzero(fits))
    pictures = {"left": data["image"][left], "right": data["image"][right]}
    return {**pictures, "same": same, "same_names": _text(["different", "same"])}


def table(name: str) -> dict[str, np.ndarray]:
    """Return a table of numbers: each feature, all of them as `features`, and `target`."""
    loaders = {"iris": datasets.load_iris, "wine": datasets.load_wine}
    loaders |= {"breast_cancer": datasets.load_breast_cancer, "diabetes": datasets.load_diabetes}
    data = loaders[name]()
    features = data.data.astype(np.float32)
    arrays = _columns(list(data.feature_names), features)
    arrays["features"] = features
    if name == "diabetes":
        return {**arrays, "target": data.target.astype(np.float32)}
    return {**arrays, "target": data.target, "target_names": _text(data.target_names)}


def _text(words: object) -> np.ndarray:
    return np.array([str(word) for word in words])  # type: ignore[attr-defined]


def main() -> None:
    """Write the six files beside this script."""
    np.savez_compressed(_HERE / "digits.npz", **digits())
    np.savez_compressed(_HERE / "digit_pairs.npz", **digit_pairs())
    for name in ("iris", "wine", "breast_cancer", "diabetes"):
        np.savez_compressed(_HERE / f"{name}.npz", **table(name))


if __name__ == "__main__":
    main()
