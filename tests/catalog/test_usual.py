"""What people usually give a parameter."""

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Param, ParamType
from designer.catalog.usual import usual_values
from designer.catalog.values import check_value


def param(kind: str, name: str) -> Param:
    spec = load_catalog().layer(kind)
    return next(each for each in spec.params if each.name == name)


def test_usual_values_have_the_form_that_the_parameter_takes():
    assert usual_values(param("Dense", "units"))[:3] == (1, 2, 10)
    assert usual_values(param("Conv2D", "kernel_size"))[2] == [3, 3]
    assert usual_values(param("Conv1D", "kernel_size"))[2] == [3]
    assert usual_values(param("Dropout", "rate")) == (0.1, 0.2, 0.25, 0.3, 0.4, 0.5)
    assert [28, 28, 1] in usual_values(param("Input", "shape"))


def test_nothing_is_usual_for_switches_and_choices():
    assert usual_values(param("Conv2D", "use_bias")) == ()
    assert usual_values(param("Conv2D", "padding")) == ()


def test_a_value_out_of_range_is_not_usual():
    below = Param("rate", types=(ParamType.FLOAT,), maximum=0.25)
    assert usual_values(below) == (0.1, 0.2, 0.25)


def test_every_usual_value_is_legal_wherever_it_is_offered():
    catalog = load_catalog()
    wrong = [
        (spec.kind, each.name, value)
        for spec in catalog.layers.values()
        for each in spec.params
        for value in usual_values(each)
        if check_value(each, value, catalog)
    ]
    assert wrong == []
