"""Failures in one sentence."""

from designer.engine.failures import sentence
from designer.protocol.requests import StopTraining


def test_an_error_inside_a_graph_is_told_by_its_last_line():
    error = ValueError(
        "Graph execution error:\n\nat Equal\nIncompatible shapes: [32]\n\t [[{{x}}]]"
    )
    told = sentence(StopTraining("1"), error)
    assert "ValueError: Incompatible shapes: [32]. " in told
