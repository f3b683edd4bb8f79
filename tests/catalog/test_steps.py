"""What one step of a typed chain says."""

import pytest

from designer.catalog.steps import Step, steps_of


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("dense 64", [Step("dense 64")]),
        ("a > b", [Step("a"), Step("b")]),
        ("c1 = conv2d 8 3", [Step("conv2d 8 3", "c1")]),
        ("add @c1 @c2", [Step("add", "", ("c1", "c2"))]),
        ("both = add @c1", [Step("add", "both", ("c1",))]),
        ("@c1 > dense", [Step("", "", ("c1",)), Step("dense")]),
        ("dense units=64", [Step("dense units=64")]),
        ("greater >= 3", [Step("greater >= 3")]),
        ("add @", [Step("add", "", ("",))]),
        ("> b", [Step("> b")]),
    ],
)
def test_a_step_is_read(text, steps) -> None:
    assert steps_of(text) == steps
