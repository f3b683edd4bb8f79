from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from designer.engine.data.batches import ordered_batches, train_batches
from designer.engine.data.fields import describe_fields
from designer.engine.data.prepared import prepare
from designer.engine.data.table import Table
from designer.engine.data.tables import read_table
from designer.engine.errors import UserError
from designer.project.data_fields import Field, Role
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings, FitSettings, Split

pytestmark = pytest.mark.engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    for name, count in (("cats", 6), ("dogs", 4)):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(count):
            pixels = random.integers(0, 256, (9, 7, 3), dtype=np.uint8)
            suffix = ("png", "jpg", "bmp", "gif")[number % 4]
            Image.fromarray(pixels).save(tmp_path / "pets" / name / f"{number}.{suffix}")
    (tmp_path / "pets" / "cats" / "notes.txt").write_text("no picture")
    return tmp_path / "pets"


def read(folder: Path, **options: Any) -> Table:
    return read_table(DataSettings(kind=DataKind.IMAGE_FOLDER, path=str(folder), options=options))


def test_each_sub_folder_is_a_class(folder: Path) -> None:
    table = read(folder, image_size=[8, 6])
    assert table.columns["image"].values.shape == (10, 8, 6, 3)
    assert table.columns["label"].values.tolist() == [0] * 6 + [1] * 4
    assert table.fields["label"].classes == ("cats", "dogs")


def test_fields_are_known_without_opening_a_picture(folder: Path) -> None:
    settings = DataSettings(
        kind=DataKind.IMAGE_FOLDER, path="pets", options={"color_mode": "grayscale"}
    )
    (folder / "cats" / "0.png").write_bytes(b"broken")
    assert describe_fields(Project(data=settings), folder.parent) == {
        "image": Field("image", "float32", (64, 64, 1), Role.IMAGE, minimum=0, maximum=255),
        "label": Field("label", "int64", (), Role.CLASS, ("cats", "dogs")),
    }


@pytest.mark.parametrize("load", ["memory", "batches"])
def test_pictures_that_cannot_be_read_are_named(folder: Path, load: str) -> None:
    (folder / "cats" / "0.png").write_bytes(b"broken")
    (folder / "dogs" / "1.jpg").write_bytes(b"")
    with pytest.raises(UserError, match=r"found 2 that cannot be read: cats/0\.png, dogs/1\.jpg\."):
        read(folder, load=load)


def test_an_empty_folder_is_named(folder: Path) -> None:
    (folder / "fish").mkdir()
    with pytest.raises(UserError, match="found none in fish"):
        read(folder)


def test_a_folder_without_classes_is_told_what_to_choose(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"found no sub-folder\. Choose the folder above"):
        read(folder / "dogs")
    (tmp_path / "bare" / "a").mkdir(parents=True)
    with pytest.raises(UserError, match="found 1 sub-folders without pictures"):
        read(tmp_path / "bare")


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "CMYK", "I;16"])
def test_pictures_of_every_kind_come_to_one_form(tmp_path: Path, mode: str) -> None:
    suffix = "jpg" if mode == "CMYK" else "png"
    (tmp_path / "set" / "a").mkdir(parents=True)
    Image.new(mode, (5, 5)).save(tmp_path / "set" / "a" / f"x.{suffix}")
    assert read(tmp_path / "set", image_size=[4, 4]).columns["image"].values.shape == (1, 4, 4, 3)


def test_batches_from_disk_equal_batches_from_memory(folder: Path, make_project: Any) -> None:
    both = []
    for load in ("memory", "batches"):
        project = make_project(
            DataKind.IMAGE_FOLDER,
            [8, 6, 3],
            "sparse_categorical_crossentropy",
            path=str(folder),
            options={"load": load, "image_size": [8, 6]},
        )
        data = prepare(project)
        assert bool(data.pictures) == (load == "batches")
        training = list(train_batches(data, FitSettings(epochs=2, batch_size=4)))
        testing = ordered_batches(data, Split.TEST, 4)
        assert testing is not None
        both.append([*training, *testing])
    for (x, y), (lazy_x, lazy_y) in zip(*both, strict=True):
        np.testing.assert_array_equal(x, lazy_x)
        np.testing.assert_array_equal(y, lazy_y)
