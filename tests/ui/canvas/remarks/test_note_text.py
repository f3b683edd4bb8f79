"""Notes show Markdown, load nothing and stand huge texts."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from designer.ui import theme
from designer.ui.canvas.remarks.note_text import LONGEST, NoteText
from designer.ui.canvas.style import Style


@pytest.fixture
def lay():
    return lambda text, width=220.0: NoteText(text, width, Style(theme.current()))


def painted(words, width=220, height=200):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    words.paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def test_marks_are_shown_as_what_they_mean(lay):
    words = lay("# Why\n\n**two** *inputs*\n\n- one\n- two\n\n`code`")
    assert words.plain() == "Why\ntwo inputs\none\ntwo\ncode"


def test_a_narrow_note_is_higher(lay):
    text = "word " * 40
    assert lay(text, 120.0).height > lay(text, 400.0).height


def test_pictures_are_not_loaded_from_anywhere(lay, tmp_path):
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    path = tmp_path / "secret.png"
    assert picture.save(str(path))
    for address in (str(path), path.as_uri(), "http://127.0.0.1:9/x.png", ":/qt-project.org/x.png"):
        words = lay(f"before ![what it shows]({address}) after")
        assert words.plain() == "before [what it shows] after"
        image = painted(words)
        seen = {image.pixelColor(x, y).name() for x in range(0, 220, 2) for y in range(0, 60, 2)}
        assert "#ff0000" not in seen


def test_html_is_only_text(lay):
    assert "<img" in lay('<img src="file:///etc/hostname"> <b>x</b>').plain()


def test_only_links_to_the_web_can_be_opened(lay):
    words = lay("[a](https://keras.io) [b](javascript:alert) [c](file:///etc/passwd) [d](keras.io)")
    assert words.links() == ["https://keras.io"]
    assert words.link_at(QPointF(3, 8)) == "https://keras.io"
    assert words.link_at(QPointF(200, 8)) == ""


def test_a_huge_text_is_cut_before_it_is_laid_out(lay):
    words = lay("word " * 200_000)
    assert len(words.plain()) <= LONGEST + 1


@pytest.mark.parametrize(
    "text",
    ["> " * 5000, "- " * 5000, "[" * 9000, "|a" * 4000, "*a_ " * 3000, "```\n" * 2000, "\0\x1b"],
)
def test_odd_texts_do_no_harm(lay, text):
    painted(lay(text))
