"""Drawings of the core layers: connections, tables, masks, and boxes that hide what they do."""

from designer.ui.help.pictures.parts import between, cuboid, grid, row
from designer.ui.help.sheet import Sheet, wave
from designer.ui.help.values import Values
from designer.ui.translate import tr


def dense(sheet: Sheet, values: Values) -> None:
    """Draw every input connected to every unit, one unit's connections lit."""
    units = values.whole("units", 4)
    shown = min(units, 5)
    left = [(70, 16 + 22 * index) for index in range(5)]
    right = [(200, 60 + (index - (shown - 1) / 2) * 24) for index in range(shown)]
    lit = right[shown // 2]
    for target in right:
        for source in left:
            if target != lit:
                sheet.stroke((source, target), sheet.faint, 0.8)
    for index, source in enumerate(left):
        sheet.stroke((source, lit), sheet.ink, 0.8 + 1.6 * wave(5)[index])
    for x, y in left:
        sheet.circle(x, y, 7, 0.12)
    for place in right:
        sheet.circle(*place, 9, 0.75 if place == lit else 0.2)
    sheet.word(0, 53, 56, 14, tr("inputs"))
    sheet.word(216, 53, 60, 14, tr("{n} units", n=units) if values.has("units") else tr("units"))


def einsum(sheet: Sheet, values: Values) -> None:
    """Draw the letters of an equation as axes, and which of them meet."""
    equation = values.word("equation") or values.word("subscripts") or "abc,cd->abd"
    sides, _, out = equation.replace(" ", "").replace("...", "…").partition("->")
    inputs, _, weights = sides.partition(",")
    letters = _axes(sheet, inputs, 20, 14, out)
    others = _axes(sheet, weights, 20, 56, out)
    for letter in set(letters) & set(others):
        sheet.stroke((letters[letter], (others[letter][0], others[letter][1] - 22)), sheet.muted)
    sheet.word(20, 88, 130, 14, tr("axes left out are summed"), size=11, left=True)
    between(sheet, 150, 46)
    _axes(sheet, out, 190, 35, out)


def _axes(
    sheet: Sheet, letters: str, x: float, y: float, out: str
) -> dict[str, tuple[float, float]]:
    places = {}
    for index, letter in enumerate(letters[:5]):
        color = None if letter in out else sheet.second
        sheet.tile(x + 24 * index, y, 22, 22, 0.35, color=color, text=letter)
        places[letter] = (x + 24 * index + 11, y + 22)
    return places


def embedding(sheet: Sheet, values: Values) -> None:
    """Draw numbers that pick rows of a table."""
    picked = (3, 1, 4)
    strengths = [wave(4, seed=row) for row in range(6)]
    for index, number in enumerate(picked):
        sheet.tile(14, 24 + 26 * index, 22, 22, 0.1, text=str(number))
        y = 12 + 16 * number + 8
        sheet.stroke(((38, 35 + 26 * index), (86, y)), sheet.muted, 1)
    grid(sheet, 90, 12, 16, 6, 4, lambda r, c: 0.1 + 0.7 * strengths[r][c] if r in picked else 0.06)
    for number in range(6):
        sheet.word(156, 12 + 16 * number, 14, 15, str(number), size=10)
    if values.on("both"):
        sheet.arrow(176, 46, 204, 46, sheet.muted)
        sheet.arrow(204, 76, 176, 76, sheet.second)
        sheet.word(160, 84, 60, 14, tr("scores"), color=sheet.second)
    else:
        between(sheet, 178)
    for index, number in enumerate(picked):
        row(sheet, 212, 28 + 24 * index, 16, [0.1 + 0.7 * s for s in strengths[number]])


def identity(sheet: Sheet, values: Values) -> None:
    """Draw values that stay as they are."""
    strengths = [0.1 + 0.7 * value for value in wave(4, seed=3)]
    row(sheet, 36, 50, 20, strengths)
    between(sheet, 128, length=26)
    row(sheet, 166, 50, 20, strengths)


def masking(sheet: Sheet, values: Values) -> None:
    """Draw a sequence whose last steps are skipped."""
    for step in range(7):
        masked = step > 3
        for feature in range(3):
            strength = 0.0 if masked else 0.15 + 0.6 * wave(3, seed=step)[feature]
            place = (34 + 31 * step, 18 + 22 * feature, 26, 20)
            sheet.tile(*place, strength, dashed=masked, text="0" if masked else "")
        sheet.word(34 + 31 * step, 84, 26, 14, "✗" if masked else "✓")
    sheet.word(158, 100, 88, 14, tr("skipped"))


def function(sheet: Sheet, values: Values) -> None:
    """Draw a box into which values go and from which others come."""
    row(sheet, 20, 50, 20, [0.5, 0.2, 0.65])
    between(sheet, 84, length=20)
    sheet.tile(112, 38, 56, 44, 0.18)
    sheet.word(112, 38, 56, 44, "f(x)", size=14, color=sheet.text_color, bold=True)
    between(sheet, 174, length=20)
    row(sheet, 202, 50, 20, [0.2, 0.7, 0.35], color=sheet.second)


def model(sheet: Sheet, values: Values) -> None:
    """Draw a whole model: ever smaller and deeper pictures, and an answer at the end."""
    for index, (size, depth) in enumerate(((62, 8), (46, 18), (32, 32), (20, 46))):
        x = 22 + index * 50 - (index > 1) * 6
        cuboid(sheet, x, 66 - size / 2, size * 0.36, size, depth, 0.14 + 0.08 * index)
    between(sheet, 204, length=18)
    for index, strength in enumerate((0.15, 0.75, 0.2, 0.1)):
        sheet.tile(230, 26 + 19 * index, 12 + 34 * strength, 14, strength)
    if values.on("closed"):
        sheet.tile(10, 6, 264, 108, 0, dashed=True)


def block(sheet: Sheet, values: Values) -> None:
    """Draw a graph inside a frame, as one node."""
    sheet.tile(86, 10, 108, 100, 0.06)
    sheet.arrow(50, 60, 84, 60, sheet.muted)
    sheet.arrow(196, 60, 230, 60, sheet.muted)
    for x, y in ((98, 51), (134, 24), (134, 76), (164, 51)):
        sheet.tile(x, y, 20, 18, 0.45)
    for start, end in (((118, 56), (134, 36)), ((118, 64), (134, 84))):
        sheet.stroke((start, end), sheet.line)
    for start, end in (((154, 34), (166, 50)), ((154, 86), (166, 70))):
        sheet.stroke((start, end), sheet.line)


def data_in(sheet: Sheet, values: Values) -> None:
    """Draw samples of one shape, one after the other, going into the model."""
    for index in range(4):
        sheet.tile(30 + 8 * index, 40 - 8 * index + 12, 48, 48, 0.1 + 0.06 * index)
    sheet.word(12, 102, 84, 14, tr("samples"))
    between(sheet, 116, length=30)
    sheet.tile(160, 42, 84, 36, 0.25, text=tr("model"))


def data_out(sheet: Sheet, values: Values) -> None:
    """Draw a prediction beside its target, and the loss between them."""
    predicted, target = (0.2, 0.65, 0.15), (0.0, 1.0, 0.0)
    for index in range(3):
        y = 28 + 24 * index
        sheet.tile(20, y, 8 + 56 * predicted[index], 18, 0.5)
        sheet.tile(200, y, 8 + 56 * target[index], 18, 0.5, color=sheet.second)
    sheet.word(12, 102, 84, 14, tr("prediction"))
    sheet.word(192, 102, 84, 14, tr("target"))
    sheet.arrow(96, 60, 116, 60, sheet.muted)
    sheet.arrow(188, 60, 168, 60, sheet.muted)
    sheet.circle(142, 60, 22, 0.15, text=tr("loss"))


def pipeline(sheet: Sheet, values: Values) -> None:
    """Draw layers one after the other in one frame."""
    sheet.tile(40, 34, 200, 52, 0, dashed=True)
    for index in range(3):
        x = 54 + 64 * index
        sheet.tile(x, 46, 40, 28, 0.15 + 0.18 * index, text=str(index + 1))
        if index < 2:
            sheet.arrow(x + 42, 60, x + 62, 60, sheet.muted)
    sheet.arrow(12, 60, 50, 60, sheet.muted)
    sheet.arrow(226, 60, 268, 60, sheet.muted)
