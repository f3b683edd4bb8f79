"""Drawings of attention: who looks at whom, and several heads side by side."""

from math import exp

from designer.ui.help.pictures.parts import between, grid
from designer.ui.help.sheet import Sheet, wave
from designer.ui.help.values import Values
from designer.ui.translate import tr

_WORDS = 5


def attention(sheet: Sheet, values: Values) -> None:
    """Draw the matrix of weights: each query's row adds up to one."""
    causal = values.on("use_causal_mask")
    size = 16.0
    for query in range(_WORDS):
        weights = _weights(query, causal=causal)
        for key in range(_WORDS):
            hidden = causal and key > query
            place = (66 + size * key, 24 + size * query, size - 1.5, size - 1.5)
            sheet.tile(*place, 0.0 if hidden else 0.06 + 0.9 * weights[key], dashed=hidden)
        sheet.tile(44, 24 + size * query, 15, 15, 0.3, color=sheet.second)
    for key in range(_WORDS):
        sheet.tile(66 + size * key, 4, 15, 15, 0.3, color=sheet.third)
    sheet.word(2, 58, 40, 14, tr("query"))
    sheet.word(154, 4, 30, 14, tr("key"), left=True)
    score = "tanh(q + k)" if values.on("additive") else "q · k"
    sheet.word(66, 106, 84, 11, f"softmax({score})", size=10)
    between(sheet, 166, 66, text=tr("× value"))
    for query in range(_WORDS):
        strength = sum(w * v for w, v in zip(_weights(query), wave(_WORDS, seed=4), strict=True))
        grid(sheet, 208, 24 + size * query, size, 1, 3, lambda r, c, s=strength: s)  # type: ignore[misc]


def multi_head(sheet: Sheet, values: Values) -> None:
    """Draw heads side by side, their keys and values, and how they are joined."""
    shared = values.whole("shared", 1)
    heads = values.whole("num_heads", 4, most=4)
    if shared > 1:
        heads = values.whole("num_query_heads", 4, least=2, most=4)
        stores = min(heads, values.whole("num_key_value_heads", max(1, heads // 2)))
    else:
        stores = heads
    gap = 28
    top = 62 - heads * gap / 2
    for head in range(heads):
        y = top + gap * head
        sheet.tile(22, y, 34, 22, 0.35, color=sheet.second, text=f"Q{chr(0x2081 + head)}")
        store = head * stores // heads
        low = 62 - stores * gap / 2 + gap * store
        sheet.stroke(((58, y + 11), (76, low + 11)), sheet.muted, 1)
        weights = wave(16, seed=head + 1)
        sheet.stroke(((118, low + 11), (140, y + 11)), sheet.muted, 1)
        grid(sheet, 142, y, 5.6, 4, 6, lambda r, c, w=weights: 0.1 + 0.8 * w[(4 * r + c) % 16])  # type: ignore[misc]
        sheet.stroke(((178, y + 11), (206, 62)), sheet.faint, 1)
    for store in range(stores):
        low = 62 - stores * gap / 2 + gap * store
        sheet.tile(78, low, 38, 22, 0.3, color=sheet.third, text="K, V")
    sheet.tile(208, 44, 20, 36, 0.5, text="W")
    sheet.arrow(230, 62, 256, 62, sheet.muted)


def _weights(query: int, *, causal: bool = False) -> list[float]:
    scores = [4.5 * value for value in wave(_WORDS, seed=query + 3)]
    made = [0.0 if causal and key > query else exp(score) for key, score in enumerate(scores)]
    return [value / sum(made) for value in made]
