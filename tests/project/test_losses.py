"""What losses take as targets."""

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.specs import Registry
from designer.project.losses import Target, target_form

_BOTH = {"CosineSimilarity": Target.ONE_HOT}
"""Losses for numbers that are of use with classes in one form only."""
_OF_ITS_OWN = {"CTC"}
"""Losses whose targets have a form that no Output makes."""

LOSSES = [
    spec for spec in load_catalog().objects(Registry.LOSS).values() if "targets" in spec.facts
]


@pytest.mark.parametrize("spec", LOSSES, ids=lambda spec: spec.kind)
def test_the_catalogue_and_the_binding_of_targets_agree(spec) -> None:
    if spec.kind in _OF_ITS_OWN:
        return
    told = _BOTH.get(spec.kind, spec.facts["targets"])
    assert {target_form(name) for name in (spec.kind, *spec.names)} == {Target(told)}
