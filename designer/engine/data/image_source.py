"""Folders of pictures: each file is looked at before training, so that none fails amid it."""

import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from designer.catalog.specs import Json
from designer.engine.data.complaints import data_error, data_problem
from designer.engine.data.memory import physical_memory
from designer.engine.data.table import Column, PictureFiles, Table, make_column
from designer.engine.errors import UserError
from designer.engine.recipes.read_images import list_images, read_image
from designer.graph.problems import Problem, Severity
from designer.project.data_fields import Field, Role

_IN_MEMORY = 1 << 30  # bytes of pictures as float32
_NAMED_FILES = 5


def read_image_table(folder: Path, options: Mapping[str, Json]) -> Table:
    """Return the pictures of a folder, one sub-folder a class.

    Small sets are read into memory, large ones stay on disk and are read batch by batch.

    Args:
        folder: holds one folder for each class.
        options: `image_size`, `color_mode` and `load`, checked already.

    Raises:
        UserError: if there are no pictures, or some cannot be read.
    """
    image_paths, labels, names = list_images(str(folder))
    _require_pictures(folder, image_paths, labels, names)
    form = _form(options)
    if _stay_on_disk(options["load"], len(image_paths), form):
        _refuse_broken(folder, [path for path in image_paths if not _opens(path)])
        column = Column(_image_field(form), np.array(image_paths), pictures=form)
    else:
        column = make_column("image", _read_all(folder, image_paths, form), Role.IMAGE)
    label = make_column("label", labels, classes=tuple(names))
    return Table(folder.name, {"image": column, "label": label}, problems=_few(labels, names))


def describe_images(folder: Path, options: Mapping[str, Json]) -> dict[str, Field]:
    """Return the fields of a folder of pictures without opening one.

    Raises:
        UserError: if there are no pictures.
    """
    image_paths, labels, names = list_images(str(folder))
    _require_pictures(folder, image_paths, labels, names)
    label = Field("label", "int64", (), Role.CLASS, tuple(names))
    return {"image": _image_field(_form(options)), "label": label}


def _form(options: Mapping[str, Json]) -> PictureFiles:
    size = options["image_size"]
    height, width = (int(str(side)) for side in size) if isinstance(size, list) else (64, 64)
    return PictureFiles(height, width, 3 if options["color_mode"] == "rgb" else 1)


def _image_field(form: PictureFiles) -> Field:
    shape = (form.height, form.width, form.channels)
    return Field("image", "float32", shape, Role.IMAGE, minimum=0, maximum=255)


def _require_pictures(
    folder: Path, image_paths: list[str], labels: np.ndarray, names: list[str]
) -> None:
    if not names:
        raise _no_pictures(folder, "no sub-folder")
    if not image_paths:
        raise _no_pictures(folder, f"{len(names)} sub-folders without pictures")
    empty = [name for index, name in enumerate(names) if not np.any(labels == index)]
    if empty:
        shown = ", ".join(empty[:_NAMED_FILES])
        raise data_error(
            "images-empty-folder",
            "A folder has no pictures",
            f"{folder.name}: expected pictures (png, jpg, bmp, gif) in every sub-folder, found "
            f"none in {shown}. Put pictures there or remove the folder.",
        )


def _no_pictures(folder: Path, found: str) -> UserError:
    return data_error(
        "images-none",
        "There are no pictures",
        f"{folder.name}: expected a sub-folder for each class with pictures (png, jpg, bmp, gif), "
        f"found {found}. Choose the folder above the class folders.",
    )


def _stay_on_disk(load: Json, count: int, form: PictureFiles) -> bool:
    if load != "auto":
        return load == "batches"
    size = count * form.height * form.width * form.channels * 4
    return size > min(_IN_MEMORY, physical_memory() // 8)


def _opens(path: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.verify()
    except Exception:  # Pillow's decoders raise whatever a broken file leads to
        return False
    return True


def _read_all(folder: Path, image_paths: list[str], form: PictureFiles) -> np.ndarray:
    result = np.empty((len(image_paths), form.height, form.width, form.channels), np.float32)

    def read(row: int) -> str:
        try:
            result[row] = read_image(image_paths[row], form.height, form.width, form.channels)
        except Exception:  # as above
            return image_paths[row]
        return ""

    with ThreadPoolExecutor(4) as pool:
        broken = [path for path in pool.map(read, range(len(image_paths))) if path]
    _refuse_broken(folder, broken)
    return result


def _refuse_broken(folder: Path, broken: list[str]) -> None:
    if not broken:
        return
    shown = ", ".join(Path(path).relative_to(folder).as_posix() for path in broken[:_NAMED_FILES])
    more = f" and {len(broken) - _NAMED_FILES} more" if len(broken) > _NAMED_FILES else ""
    raise data_error(
        "images-unreadable",
        "Pictures cannot be read",
        f"{folder.name}: expected whole pictures, found {len(broken)} that cannot be read: "
        f"{shown}{more}. Replace or remove them.",
    )


def _few(labels: np.ndarray, names: list[str]) -> tuple[Problem, ...]:
    if len(names) > 1:
        return ()
    return (
        data_problem(
            "images-one-class",
            "There is one class only",
            f"Expected a sub-folder for each of two or more classes, found {names[0]} alone "
            f"({len(labels)} pictures). A classifier has nothing to learn from one class.",
            severity=Severity.WARNING,
        ),
    )
