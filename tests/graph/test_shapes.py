"""Free axes have letters wherever a person reads a shape."""

import pytest

from designer.graph.shapes import symbolic_text


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((None, 8, 8, 32), "(B, 8, 8, 32)"),
        ((None, None, 64), "(B, T, 64)"),
        ((None, None, None, 3), "(B, H, W, 3)"),
        ((None, None, None, None, 3), "(B, D, H, W, 3)"),
        ((None, None, None, None, None), "(B, T1, T2, T3, T4)"),
        ((None,), "(B,)"),
        ((16, 5), "(16, 5)"),
        ((), "()"),
    ],
)
def test_free_axes_have_letters(shape, text):
    assert symbolic_text(shape) == text
