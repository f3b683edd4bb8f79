"""Frames and notes in pictures of the diagram."""

import pytest
from PySide6.QtGui import QImage

from designer.document.commands import remarks
from designer.ui.canvas.pictures.look import Look, Paper
from designer.ui.canvas.pictures.picture import write_picture


@pytest.fixture
def drawn(chain):
    document = chain.view.session.document
    remarks.add_frame(document, [(-300.0, 0.0, -100.0, 80.0)], title="Encoder")
    remarks.add_note(document, (400.0, 0.0), "# Heading\n\nwords")
    return chain.view.session


def test_an_svg_holds_their_words(drawn, tmp_path):
    write_picture(drawn, tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text()
    assert "Encoder" in svg
    assert "Heading" in svg


def test_they_can_be_left_out(drawn, tmp_path):
    write_picture(drawn, tmp_path / "a.svg", Look(remarks=False))
    svg = (tmp_path / "a.svg").read_text()
    assert "Encoder" not in svg
    assert "Heading" not in svg


def test_the_picture_is_as_large_as_all_of_them(drawn, tmp_path):
    for name, shown in (("all.png", True), ("bare.png", False)):
        write_picture(drawn, tmp_path / name, Look(scale=1.0, remarks=shown))
    everything, bare = (QImage(str(tmp_path / name)) for name in ("all.png", "bare.png"))
    assert everything.width() == 312 + 640 + 2 * 32
    assert bare.width() < everything.width()


def test_a_pdf_is_written(drawn, tmp_path):
    write_picture(drawn, tmp_path / "a.pdf", Look(Paper.DARK))
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
