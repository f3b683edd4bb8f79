"""Drawings of preprocessing: numbers brought to scale, words and categories made numbers."""

from math import exp

from designer.ui.help.pictures.parts import between
from designer.ui.help.sheet import Sheet
from designer.ui.help.values import Values
from designer.ui.translate import tr


def histogram(sheet: Sheet, values: Values) -> None:
    """Draw a distribution before and after it was brought to mean 0 and spread 1."""
    for left, center, spread, marks in (
        (12, 68, 17, ((0, "20"), (50, "40"), (100, "60"))),
        (164, 50, 17, ((0, "−3"), (50, "0"), (100, "3"))),
    ):
        color = sheet.ink if left < 100 else sheet.second
        for index in range(20):
            x = 5 * index + 2.5
            high = 74 * exp(-(((x - center) / spread) ** 2) / 2)
            if high > 1:
                sheet.tile(left + 5 * index, 94 - high, 4.4, high, 0.45, color=color)
        sheet.stroke(((left, 94), (left + 102, 94)), sheet.muted, 1)
        for place, text in marks:
            sheet.word(left + place - 14, 97, 30, 13, text, size=10)
    between(sheet, 126)


def rescale(sheet: Sheet, values: Values) -> None:
    """Draw one number line above another, and where values go."""
    scale = values.number("scale", 1 / 255)
    offset = values.number("offset", 0.0)
    sheet.arrow(30, 30, 258, 30, sheet.muted)
    sheet.arrow(30, 92, 258, 92, sheet.muted)
    for value in (0, 64, 128, 191, 255):
        x = 44 + value * 0.76
        sheet.circle(x, 30, 4, 0.7)
        sheet.arrow(x, 37, x, 84, sheet.faint)
        sheet.circle(x, 92, 4, 0.7, color=sheet.second)
        sheet.word(x - 22, 8, 44, 14, str(value))
        result = f"{value * scale + offset:.2g}".replace("-", "−")
        sheet.word(x - 22, 100, 44, 14, result)


def bins(sheet: Sheet, values: Values) -> None:
    """Draw a number line with borders, and the number of each bin."""
    sheet.arrow(20, 58, 262, 58, sheet.muted)
    borders = (72, 118, 186)
    edges = (20, *borders, 258)
    for index in range(4):
        color = (sheet.ink, sheet.second, sheet.third, sheet.muted)[index]
        left, right = edges[index], edges[index + 1]
        sheet.tile((left + right) / 2 - 13, 84, 26, 26, 0.4, color=color, text=str(index))
        sheet.arrow((left + right) / 2, 62, (left + right) / 2, 82, sheet.faint)
    for x in (34, 50, 62, 82, 96, 108, 128, 150, 176, 198, 222, 246):
        index = sum(border <= x for border in borders)
        color = (sheet.ink, sheet.second, sheet.third, sheet.muted)[index]
        sheet.circle(x, 36, 5, 0.6, color=color)
    for border in borders:
        sheet.stroke(((border, 18), (border, 66)), sheet.text_color, 1.4, dashed=True)


def one_hot(sheet: Sheet, values: Values) -> None:
    """Draw numbers that become rows with a one in them."""
    for line, number in enumerate((2, 0, 3)):
        y = 16 + 32 * line
        sheet.tile(50, y, 26, 26, 0.3, text=str(number))
        sheet.arrow(86, y + 13, 112, y + 13, sheet.muted)
        for place in range(5):
            lit = place == number
            tile = (124 + 27 * place, y, 25.5, 26)
            sheet.tile(*tile, 0.65 if lit else 0.0, color=sheet.second, text="1" if lit else "0")


def hashing(sheet: Sheet, values: Values) -> None:
    """Draw words that fall into bins, two of them into one."""
    count = values.whole("num_bins", 4)
    words = (("amber", 2), ("birch", 0), ("cedar", 2))
    for line, (word, place) in enumerate(words):
        y = 12 + 36 * line
        sheet.tile(18, y, 62, 26, 0.15, text=word)
        sheet.stroke(((82, y + 13), (116, 60)), sheet.muted)
        sheet.arrow(164, 60, 204, 19 + 29 * place, sheet.muted)
    sheet.tile(116, 44, 48, 32, 0.4, text="hash")
    last = count - 1 if count > 4 else 3
    for place in range(4):
        text = str(last) if place == 3 else str(place)
        filled = place in (0, 2)
        sheet.tile(
            208, 6 + 29 * place, 46, 25, 0.45 if filled else 0.0, color=sheet.second, text=text
        )


def crossing(sheet: Sheet, values: Values) -> None:
    """Draw two categories that become a pair, and the pair a bin."""
    sheet.tile(16, 20, 62, 28, 0.3, text="Monday")
    sheet.tile(16, 72, 62, 28, 0.3, color=sheet.second, text="8:00")
    sheet.stroke(((80, 34), (104, 60)), sheet.muted)
    sheet.stroke(((80, 86), (104, 60)), sheet.muted)
    sheet.tile(104, 44, 28, 32, 0.12, text="×")
    sheet.arrow(134, 60, 154, 60, sheet.muted)
    sheet.tile(156, 44, 46, 32, 0.4, text="hash")
    sheet.arrow(204, 60, 226, 60, sheet.muted)
    sheet.tile(230, 46, 34, 28, 0.5, color=sheet.third, text="17")


def lookup(sheet: Sheet, values: Values) -> None:
    """Draw a vocabulary, and a value that is not in it."""
    known = (
        ("cat", "dog", "owl") if values.word("kind", "words") == "words" else ("1040", "4711", "90")
    )
    asked = (known[1], "emu" if known[0] == "cat" else "7", known[0])
    for line, name in enumerate(("?", *known)):
        y = 6 + 28 * line
        sheet.tile(118, y, 24, 25, 0.1, text=str(line))
        sheet.tile(144, y, 58, 25, 0.25, text=name if line else tr("unknown"))
    for line, name in enumerate(asked):
        y = 18 + 32 * line
        number = known.index(name) + 1 if name in known else 0
        color = sheet.ink if number else sheet.second
        sheet.tile(18, y, 54, 24, 0.25, color=color, text=name)
        sheet.arrow(74, y + 12, 114, 18 + 28 * number, color)
        sheet.tile(240, y, 26, 24, 0.45, color=color, text=str(number))
    between(sheet, 208, length=22)


def text(sheet: Sheet, values: Values) -> None:
    """Draw a sentence, its words, and their numbers, filled up with zeros."""
    sheet.tile(14, 10, 184, 24, 0.0)
    sheet.word(24, 10, 170, 24, "“The cat sees the owl”", left=True, color=sheet.text_color)
    words = (("the", 2), ("cat", 7), ("sees", 11), ("the", 2), ("owl", 1), ("", 0))
    sheet.arrow(106, 36, 106, 44, sheet.muted)
    for index, (word, number) in enumerate(words):
        x = 14 + 43 * index
        if word:
            sheet.tile(x, 48, 40, 22, 0.15, text=word)
            sheet.arrow(x + 20, 72, x + 20, 84, sheet.muted)
        color = sheet.second if number == 1 else None
        sheet.tile(x, 88, 40, 24, 0.45 if word else 0.0, color=color, text=str(number))


def boxes(sheet: Sheet, values: Values) -> None:
    """Draw boxes of a picture, and the rows filled up to one number."""
    sheet.tile(16, 12, 112, 96, 0.06)
    sheet.stroke(((28, 30), (66, 30), (66, 70), (28, 70), (28, 30)), sheet.ink, 2)
    sheet.stroke(((78, 48), (116, 48), (116, 98), (78, 98), (78, 48)), sheet.second, 2)
    between(sheet, 138)
    for line, color in enumerate((sheet.ink, sheet.second, None, None)):
        for place in range(4):
            tile = (176 + 23 * place, 14 + 24 * line, 21, 21)
            if color is None:
                sheet.tile(*tile, 0, dashed=True, text="−1")
            else:
                sheet.tile(*tile, 0.4, color=color)
