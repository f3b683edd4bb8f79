"""Drawings of recurrent layers: one cell after the other, and what is in a cell."""

from designer.ui.help.pictures.parts import cuboid, grid, row
from designer.ui.help.sheet import Sheet, wave
from designer.ui.help.values import Values
from designer.ui.translate import tr

_STEPS = 4


def unrolled(sheet: Sheet, values: Values) -> None:
    """Draw a cell for each step, the state going from one to the next."""
    every = values.on("return_sequences")
    label = values.word("label", "cell")
    if values.has("cell"):
        label = values.word("cell", label).removesuffix("Cell")[:8]
    for step in range(_STEPS):
        x = 26 + 64 * step
        sheet.tile(x, 44, 40, 30, 0.25, text=label)
        sheet.arrow(x + 20, 98, x + 20, 76, sheet.muted)
        sheet.word(x, 99, 40, 14, f"x{chr(0x2081 + step)}", color=sheet.text_color)
        given = every or step == _STEPS - 1
        color = sheet.ink if given else sheet.faint
        sheet.arrow(x + 20, 42, x + 20, 20, color, dashed=not given)
        if given:
            sheet.word(x, 4, 40, 14, f"h{chr(0x2081 + step)}", color=sheet.text_color)
        if step < _STEPS - 1:
            sheet.arrow(x + 42, 59, x + 62, 59, sheet.ink)


def bidirectional(sheet: Sheet, values: Values) -> None:
    """Draw two rows of cells, one forwards and one backwards."""
    for step in range(_STEPS):
        x = 22 + 64 * step
        sheet.tile(x, 32, 28, 22, 0.3, text="→")
        sheet.tile(x + 18, 66, 28, 22, 0.3, color=sheet.second, text="←")
        sheet.arrow(x + 9, 102, x + 9, 56, sheet.muted)
        sheet.arrow(x + 32, 102, x + 32, 90, sheet.muted)
        sheet.stroke(((x + 9, 102), (x + 32, 102)), sheet.muted)
        sheet.arrow(x + 14, 30, x + 14, 19, sheet.muted)
        sheet.arrow(x + 37, 64, x + 37, 19, sheet.muted)
        sheet.stroke(((x + 14, 17), (x + 37, 17)), sheet.muted)
        sheet.word(x + 4, 105, 34, 13, f"x{chr(0x2081 + step)}", color=sheet.text_color)
        sheet.word(x + 9, 1, 34, 13, f"y{chr(0x2081 + step)}", color=sheet.text_color)
        if step < _STEPS - 1:
            sheet.arrow(x + 30, 43, x + 62, 43, sheet.ink)
            sheet.arrow(x + 80, 77, x + 48, 77, sheet.second)


def time_distributed(sheet: Sheet, values: Values) -> None:
    """Draw the same layer at each step, with nothing between steps."""
    label = values.word("layer", "") or tr("layer")
    for step in range(_STEPS):
        x = 20 + 64 * step
        sheet.tile(x, 44, 52, 30, 0.25, text=label if len(label) < 8 else tr("layer"))
        sheet.arrow(x + 26, 98, x + 26, 76, sheet.muted)
        sheet.arrow(x + 26, 42, x + 26, 20, sheet.muted)
        sheet.word(x, 99, 52, 14, f"x{chr(0x2081 + step)}", color=sheet.text_color)
        sheet.word(x, 4, 52, 14, f"y{chr(0x2081 + step)}", color=sheet.text_color)
        if step < _STEPS - 1:
            sheet.word(x + 50, 48, 16, 20, "=", size=12)


def lstm(sheet: Sheet, values: Values) -> None:
    """Draw the cell of an LSTM: the memory above, the gates that open it below."""
    sheet.tile(40, 8, 200, 92, 0.05)
    sheet.arrow(10, 26, 270, 26, sheet.ink, width=2)
    sheet.word(12, 8, 26, 14, "cₜ₋₁", left=True, color=sheet.text_color)
    sheet.word(248, 8, 28, 14, "cₜ", left=True, color=sheet.text_color)
    sheet.stroke(((10, 86), (202, 86)), sheet.muted)
    sheet.word(12, 68, 28, 14, "hₜ₋₁", left=True, color=sheet.text_color)
    sheet.arrow(56, 116, 56, 88, sheet.muted)
    sheet.word(62, 102, 20, 14, "xₜ", left=True, color=sheet.text_color)
    for x, name in ((76, "f"), (112, "i"), (146, "c̃"), (188, "o")):
        sheet.stroke(((x, 86), (x, 68)), sheet.muted)
        color = sheet.second if name == "c̃" else None
        sheet.circle(x, 60, 10, 0.45, color=color, text=name)
    sheet.arrow(76, 49, 76, 34, sheet.muted)
    sheet.circle(76, 26, 7, 0.15, text="×")
    sheet.stroke(((112, 49), (112, 44), (126, 44)), sheet.muted)
    sheet.stroke(((146, 49), (146, 44), (136, 44)), sheet.muted)
    sheet.circle(131, 44, 6, 0.15, text="×")
    sheet.stroke(((131, 37), (131, 33)), sheet.muted)
    sheet.circle(131, 26, 7, 0.15, text="+")
    sheet.stroke(((214, 26), (214, 53)), sheet.muted)
    sheet.word(216, 34, 26, 12, "tanh", size=10, left=True)
    sheet.stroke(((199, 60), (207, 60)), sheet.muted)
    sheet.circle(214, 60, 7, 0.15, text="×")
    sheet.stroke(((214, 68), (214, 86)), sheet.ink, 1.4)
    sheet.arrow(214, 86, 270, 86, sheet.ink)
    sheet.word(248, 68, 28, 14, "hₜ", left=True, color=sheet.text_color)


def gru(sheet: Sheet, values: Values) -> None:
    """Draw the cell of a GRU: one state, a gate to look at it and one to keep it."""
    sheet.tile(40, 8, 200, 92, 0.05)
    sheet.arrow(10, 26, 270, 26, sheet.ink, width=2)
    sheet.word(12, 8, 28, 14, "hₜ₋₁", left=True, color=sheet.text_color)
    sheet.word(248, 8, 28, 14, "hₜ", left=True, color=sheet.text_color)
    sheet.arrow(10, 86, 60, 86, sheet.muted)
    sheet.word(12, 68, 28, 14, "xₜ", left=True, color=sheet.text_color)
    sheet.stroke(((60, 86), (196, 86)), sheet.muted)
    for x, name in ((80, "r"), (134, "h̃"), (188, "z")):
        sheet.stroke(((x, 86), (x, 70)), sheet.muted)
        color = sheet.second if name == "h̃" else None
        sheet.circle(x, 60, 10, 0.45, color=color, text=name)
    sheet.stroke(((106, 26), (106, 53)), sheet.muted)
    sheet.stroke(((91, 60), (99, 60)), sheet.muted)
    sheet.circle(106, 60, 7, 0.15, text="×")
    sheet.arrow(113, 60, 123, 60, sheet.muted)
    sheet.stroke(((134, 49), (134, 42), (176, 42), (176, 33)), sheet.second)
    sheet.circle(182, 26, 9, 0.15, text="mix", size=8)
    sheet.stroke(((188, 49), (188, 35)), sheet.muted)
    sheet.word(200, 52, 40, 14, tr("keeps"), left=True)
    sheet.word(46, 34, 56, 14, tr("looks at"), left=True)


def conv_lstm(sheet: Sheet, values: Values) -> None:
    """Draw cells whose inputs and states have the layout of a picture."""
    axes = values.whole("axes", 2)
    for step in range(3):
        x = 30 + 84 * step
        sheet.tile(x, 40, 48, 34, 0.2, text="LSTM ∗")
        sheet.arrow(x + 24, 88, x + 24, 76, sheet.muted)
        sheet.arrow(x + 24, 38, x + 24, 28, sheet.muted)
        for y, color in ((90, sheet.ink), (3, sheet.second)):
            shades = [0.15 + 0.5 * value for value in wave(9, seed=step + (y > 50))]
            if axes == 1:
                row(sheet, x + 2, y + 6, 11, shades[:4], color=color)
            elif axes == 2:
                grid(sheet, x + 12, y, 8, 3, 3, lambda r, c, s=shades: s[3 * r + c], color=color)  # type: ignore[misc]
            else:
                cuboid(sheet, x + 12, y + 9, 17, 17, 14, 0.35, color=color)
        if step < 2:
            sheet.arrow(x + 50, 57, x + 82, 57, sheet.ink)
