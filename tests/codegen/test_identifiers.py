import keyword

from hypothesis import given
from hypothesis import strategies as st

from designer.codegen.identifiers import Names, identifier


@given(st.text())
def test_any_name_becomes_a_legal_variable(name: str) -> None:
    taken = Names().take(name)
    assert taken.isidentifier()
    assert not keyword.iskeyword(taken)


def test_names_stay_close_to_what_the_user_wrote() -> None:
    names = {"conv_1": "conv_1", "Conv 2D (a)": "conv_2d_a", "maxPool": "max_pool", "2nd": "x_2nd"}
    assert {name: identifier(name) for name in names} == names


def test_a_name_that_is_taken_gets_a_number() -> None:
    names = Names(["layers"])
    assert [names.take(name) for name in ("layers", "a", "A", "input", "lambda")] == [
        "layers_2",
        "a",
        "a_2",
        "input_2",
        "lambda_2",
    ]
