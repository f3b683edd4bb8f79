"""Help says something true about every kind, and its links lead somewhere."""

import re

import pytest

from designer.catalog.catalog import load_catalog
from designer.catalog.help import curated, help_for, operation_notes
from designer.catalog.specs import Role

_LINK = re.compile(r"\[([A-Za-z][\w.]*)\]")
_LAYER_PAGE = re.compile(
    r"https://keras\.io/api/(layers/[a-z_]+/|models/|applications/)([a-z0-9_]+/)*"
)
_OPERATION_PAGE = re.compile(
    r"https://keras\.io/api/ops/(core|numpy|nn|linalg|image|fft|einops)/#\w+-function"
)
CATALOG = load_catalog()
PLACEABLE = CATALOG.placeable()
LAYERS = [spec for spec in PLACEABLE if spec.role is Role.LAYER]
HELPS = [(spec, help_for(spec)) for spec in PLACEABLE]


def test_every_layer_has_words_written_for_it() -> None:
    assert {spec.kind for spec in LAYERS} == set(curated())


@pytest.mark.parametrize("spec", LAYERS, ids=lambda spec: spec.kind)
def test_the_words_about_a_layer_are_complete(spec) -> None:
    help = help_for(spec)
    assert help.what
    assert help.when
    assert help.shapes
    assert help.picture.name
    assert help.formula or spec.kind == "Input"


@pytest.mark.parametrize("spec", LAYERS, ids=lambda spec: spec.kind)
def test_the_words_about_a_layer_fit_beside_the_inspector(spec) -> None:
    help = help_for(spec)
    assert len(help.what) <= 260
    assert len(help.when) <= 330
    assert all(len(trap) <= 170 for trap in help.pitfalls)
    assert all(len(line) <= 70 for line in help.formula.splitlines())
    assert len(help.pitfalls) <= 4


@pytest.mark.parametrize("spec", LAYERS, ids=lambda spec: spec.kind)
def test_no_word_is_left_to_be_filled_in(spec) -> None:
    help = help_for(spec)
    said = " ".join((help.what, help.formula, help.when, help.shapes, *help.pitfalls))
    assert "$" not in said


def test_every_kind_says_what_it_does() -> None:
    assert [spec.kind for spec, help in HELPS if not help.what] == []


def test_links_lead_to_kinds_that_can_be_placed() -> None:
    known = {spec.kind for spec in PLACEABLE}
    lost = {
        (spec.kind, link)
        for spec, help in HELPS
        for text in (help.when, *help.pitfalls, help.what if spec in LAYERS else "")
        for link in _LINK.findall(text)
        if link not in known
    }
    assert lost == set()


def test_nothing_links_to_itself() -> None:
    assert [spec.kind for spec, help in HELPS if f"[{spec.kind}]" in help.when + help.what] == []


def test_parameters_named_in_help_of_a_layer_exist() -> None:
    words = {"from_logits", "mse", "None", "selu", "lecun_normal", "serve", "serving_default"}
    params = {param.name for spec in PLACEABLE for param in spec.params}
    choices = {str(c) for spec in PLACEABLE for param in spec.params for c in param.choices}
    losses = {
        "sparse_categorical_crossentropy",
        "categorical_crossentropy",
        "binary_crossentropy",
    }
    lost = {
        (spec.kind, word)
        for spec in LAYERS
        for text in (help_for(spec).what, help_for(spec).when, *help_for(spec).pitfalls)
        for word in re.findall(r"`([^`]+)`", text)
        if word not in params | words | choices | losses
    }
    assert lost == set()


def test_every_layer_has_a_page_at_keras() -> None:
    wrong = [s.kind for s in LAYERS if not _LAYER_PAGE.fullmatch(help_for(s).url)]
    assert wrong == []


def test_every_operation_has_a_place_on_a_page_at_keras() -> None:
    wrong = [
        (spec.kind, help.url)
        for spec, help in HELPS
        if spec.role is Role.OPERATION and not _OPERATION_PAGE.fullmatch(help.url)
    ]
    assert wrong == []


def test_an_application_tells_its_paper_size_and_pixels() -> None:
    spec = CATALOG.layer("applications.DenseNet121")
    assert spec is not None
    help = help_for(spec)
    assert "Densely Connected Convolutional Networks" in help.what
    assert "8.1 million parameters" in help.what
    assert help.shapes.startswith("(B, 224, 224, 3)")
    assert any("0 to 1" in trap for trap in help.pitfalls)


def test_notes_on_operations_are_about_operations_that_exist() -> None:
    assert [name for name in operation_notes() if CATALOG.layer(f"ops.{name}") is None] == []


def test_kinds_that_differ_by_dimensions_say_their_own() -> None:
    assert "[Conv3D] of size 1" not in curated()["DepthwiseConv2D"].when
    assert "[Conv2D] of size 1" in curated()["DepthwiseConv2D"].when
    assert curated()["MaxPooling3D"].picture.values["axes"] == "3"
