"""Colours, fonts and icons."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from designer import paths
from designer.catalog.specs import Family
from designer.ui import theme
from designer.ui.theme import fonts, icons
from designer.ui.theme.style import style_sheet
from designer.ui.theme.tokens import DARK, LIGHT


@pytest.fixture
def restored():
    yield
    theme.set_theme("light")


def contrast(a: QColor, b: QColor) -> float:
    def light(color: QColor) -> float:
        parts = [
            v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4
            for v in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_is_in_force_when_it_is_chosen(restored):
    told = []
    end = theme.changed.connect(lambda: told.append(theme.current().name))
    theme.set_theme("dark")
    end()
    assert told == ["dark"]
    assert QApplication.palette().window().color() == DARK.panel
    assert theme.family_color(Family.CORE) == DARK.families[Family.CORE]


def test_an_unknown_theme_is_refused():
    with pytest.raises(ValueError, match="Expected a theme"):
        theme.set_theme("sepia")


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(colors):
    for ground in (colors.panel, colors.window, colors.field, colors.node):
        assert contrast(colors.text, ground) >= 7
        assert contrast(colors.muted, ground) >= 4.4
    assert contrast(colors.error, colors.panel) >= 4.5
    assert contrast(colors.on_accent, colors.accent) >= 4.4


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_token_left(colors):
    text = style_sheet(colors)
    assert "@" not in text
    assert "{" in text


def test_letters_are_the_bundled_ones(qapp):
    assert QFontInfo(fonts.words(13, QFont.Weight.DemiBold)).family() == "Inter"
    assert QFontInfo(fonts.words(13, QFont.Weight.DemiBold)).weight() == 600
    assert QFontInfo(fonts.mono()).family() == "JetBrains Mono"


def test_figures_have_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(fonts.words())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_icons_have_as_many_pixels_as_the_screen(qapp, dpr):
    picture = icons.pixmap("plus", "accent", 16, dpr)
    assert picture.size() == QSize(round(16 * dpr), round(16 * dpr))
    assert picture.deviceIndependentSize().width() == 16


def test_an_icon_takes_the_colour_that_was_asked_for(qapp):
    image = icons.pixmap("stop", QColor("#ff0000"), 16).toImage()
    assert image.pixelColor(8, 8) == QColor("#ff0000")


def test_an_icon_follows_the_theme(restored):
    made = icons.icon("stop")
    light = made.pixmap(16).toImage().pixelColor(8, 8)
    theme.set_theme("dark")
    assert (light, made.pixmap(16).toImage().pixelColor(8, 8)) == (LIGHT.text, DARK.text)


def test_every_icon_file_can_be_painted(qapp):
    names = sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))
    assert len(names) > 60
    assert all(not icons.pixmap(n, "text", 24).toImage().isNull() for n in names)


def test_a_theme_that_is_none_is_the_systems() -> None:
    said = ("dark", "light", "system", "purple", None, 3, [], {})
    assert [theme.known_choice(value) for value in said] == ["dark", "light", *["system"] * 6]
