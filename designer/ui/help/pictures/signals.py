"""Drawings of sound: a signal, and which frequencies are in it when."""

from math import log, sin

from PySide6.QtCore import QRectF

from designer.ui.help.pictures.parts import between
from designer.ui.help.sheet import TURN, Sheet
from designer.ui.help.values import Values
from designer.ui.translate import tr

_FRAMES = 12
_TONES = 12


def spectrogram(sheet: Sheet, values: Values) -> None:
    """Draw a tone that rises, and its spectrogram; on the mel scale high tones lie closer."""
    mel = values.on("mel")
    points = []
    turn = 0.0
    for index in range(260):
        turn += TURN * (0.012 + 0.075 * index / 260)
        points.append((12 + 0.42 * index, 60 - 26 * sin(turn)))
    sheet.stroke(points, sheet.ink, 1.2)
    between(sheet, 128)
    for frame in range(_FRAMES):
        heard = 0.1 + 0.75 * frame / (_FRAMES - 1)
        if mel:
            heard = log(1 + 9 * heard) / log(10)
        for tone in range(_TONES):
            near = max(0.0, 1 - 5.5 * abs(tone / (_TONES - 1) - heard))
            color = sheet.tint(0.08 + 0.85 * near, sheet.second)
            place = QRectF(166 + 8.4 * frame, 100 - 7.6 * tone, 7.8, 7)
            sheet.painter.fillRect(place, color)
    sheet.word(166, 108, 100, 12, tr("time →"), size=10)
    sheet.word(166, 1, 100, 12, tr("mel scale ↑") if mel else tr("frequency ↑"), size=10)
