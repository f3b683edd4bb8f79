import pytest

from designer.catalog.guessing import guess


@pytest.mark.parametrize(
    ("name", "default", "required", "help", "record"),
    [
        (
            "kernel_initializer",
            "zeros",
            False,
            "",
            {"types": ["object"], "registry": "initializer"},
        ),
        (
            "activation",
            None,
            False,
            "",
            {"types": ["object"], "registry": "activation", "nullable": True},
        ),
        ("use_bias", True, False, "", {"types": ["bool"]}),
        ("epsilon", 1e-3, False, "", {"types": ["float"]}),
        ("strides", [1, 1], False, "", {"types": ["int_tuple"], "rank": 2}),
        ("scale", [0.1, 0.2], False, "", {"types": ["float_tuple"], "rank": 2}),
        ("cropping", [[0, 0], [0, 0]], False, "", {"types": ["nested_int_tuple"], "rank": 2}),
        ("units", None, True, "Positive integer, size.", {"types": ["int"]}),
        ("weight", None, False, "Optional float.", {"types": ["float"], "nullable": True}),
        ("l1", 0, False, "Float, the penalty.", {"types": ["float"]}),
        (
            "mode",
            "auto",
            False,
            'String. One of `{"auto", "min", "max"}`.'.replace("`", ""),
            {"types": ["choice"], "choices": ["auto", "min", "max"]},
        ),
        ("thing", None, True, "", {"types": ["any"]}),
    ],
)
def test_the_kind_of_value_is_told_by_name_default_and_words(
    name, default, required, help, record
) -> None:
    assert guess(name, default, required, help) == record
