"""The diagram as a file: what is in it, how large it is, and how it looks in print."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from designer.graph.records import Direction
from designer.graph.remarks import Remark, RemarkKind
from designer.ui.canvas.pictures.look import Look, Paper
from designer.ui.canvas.pictures.picture import (
    NotAPicture,
    picture_of,
    size_of_png,
    write_picture,
)

FRAME = Remark("r1", RemarkKind.FRAME, "Encoder", (-40.0, -60.0), (300.0, 600.0), "blue")
NOTE = Remark("r2", RemarkKind.NOTE, "# Why\n\nbecause", (400.0, 0.0))


@pytest.fixture
def remarked(chain):
    with chain.view.session.document.edit("Remark") as edit:
        edit.put(FRAME, NOTE)
    return chain.view.session


@pytest.fixture
def plain(chain):
    return chain.view.session


def written(session, path, look):
    write_picture(session, path, look)
    return path.read_text("utf-8")


def pixels(image: QImage) -> set[tuple[int, int, int]]:
    return {
        image.pixelColor(x, y).getRgb()[:3]
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_a_png_has_the_scale_that_is_asked_for(remarked, tmp_path):
    one = size_of_png(remarked, Look(scale=1.0))
    for scale in (1.0, 3.0):
        path = tmp_path / f"{scale}.png"
        write_picture(remarked, path, Look(scale=scale))
        size = QImageReader(str(path)).size()
        assert abs(size.width() - one.width() * scale) <= 2
        assert abs(size.height() - one.height() * scale) <= 2


def test_a_png_too_large_to_be_made_says_what_to_do(remarked, tmp_path):
    with pytest.raises(NotAPicture, match="Choose a smaller scale, or write an SVG or a PDF"):
        write_picture(remarked, tmp_path / "huge.png", Look(scale=100.0))


def test_a_picture_for_one_column_is_84_millimetres_wide(remarked, tmp_path):
    text = written(remarked, tmp_path / "column.svg", Look(width=84.0))
    assert re.search(r'width="8[34][.\d]*mm"', text)
    write_picture(remarked, tmp_path / "column.pdf", Look(width=84.0))
    box = re.search(rb"MediaBox \[0 0 ([\d.]+) ", (tmp_path / "column.pdf").read_bytes())
    assert box is not None
    assert float(box.group(1)) == pytest.approx(84 / 25.4 * 72, abs=1)


def test_the_words_are_words_in_an_svg_and_can_be_left_out(plain, tmp_path):
    whole = written(plain, tmp_path / "whole.svg", Look())
    bare = written(plain, tmp_path / "bare.svg", Look(parameters=False, figures=False))
    assert "dense" in whole
    assert ">64<" in whole.replace(" ", "")
    assert "dense" in bare
    assert ">64<" not in bare.replace(" ", "")


def test_frames_and_notes_can_be_left_out(remarked):
    with_them, without = size_of_png(remarked, Look()), size_of_png(remarked, Look(remarks=False))
    assert with_them.width() > without.width()


def test_behind_a_transparent_picture_is_nothing(remarked):
    image = picture_of(remarked, Look(transparent=True), QSize(400, 400))
    assert image.pixelColor(1, 1).alpha() == 0
    assert picture_of(remarked, Look(), QSize(400, 400)).pixelColor(1, 1).alpha() == 255


def test_print_is_black_on_white_with_light_tints(plain):
    image = picture_of(plain, Look(Paper.PRINT), QSize(600, 600))
    found = pixels(image)
    assert (255, 255, 255) in found
    dark = [color for color in found if max(color) < 120]
    assert dark
    assert all(max(color) - min(color) < 24 for color in dark)


def test_dark_and_light_differ(remarked):
    dark = picture_of(remarked, Look(Paper.DARK), QSize(300, 300)).pixelColor(1, 1)
    light = picture_of(remarked, Look(Paper.LIGHT), QSize(300, 300)).pixelColor(1, 1)
    assert dark.lightness() < 60 < 200 < light.lightness()


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("paper", Paper)
def test_every_look_paints_in_both_directions(chain, paper, direction):
    document = chain.view.session.document
    with document.edit("Change") as edit:
        edit.set("direction", direction)
        edit.put(replace(chain.node("flatten"), bypassed=True))
        edit.put(replace(chain.node("dense"), collapsed=True))
    image = picture_of(chain.view.session, Look(paper), QSize(500, 500), 2.0)
    assert (image.devicePixelRatio(), len(pixels(image)) > 5) == (2.0, True)


def test_there_is_no_picture_of_nothing(canvas):
    assert picture_of(canvas.view.session, Look(), QSize(300, 300)).isNull()
