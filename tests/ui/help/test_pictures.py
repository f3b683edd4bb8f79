"""Every kind has a drawing, in light and dark, which shows what is set."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from designer.catalog.catalog import load_catalog
from designer.catalog.help import help_for
from designer.catalog.specs import Json, LayerSpec
from designer.ui import theme
from designer.ui.help.picture_view import PictureView, paint_picture, picture_image
from designer.ui.help.pictures.curves import FUNCTIONS
from designer.ui.help.pictures.table import DRAWINGS
from designer.ui.help.sheet import HEIGHT, WIDTH

CATALOG = load_catalog()


def _different() -> list[LayerSpec]:
    """Return one kind for each drawing that looks different."""
    found: dict[tuple[str, str], LayerSpec] = {}
    for spec in CATALOG.placeable():
        picture = help_for(spec).picture
        found.setdefault((picture.name, str(dict(picture.values))), spec)
    return list(found.values())


@pytest.fixture(params=["light", "dark"])
def in_theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = theme.choice()
    theme.set_theme(request.param)
    yield request.param
    theme.set_theme(before)


def _colors(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, WIDTH, 2) for y in range(0, HEIGHT, 2)}


def _drawn(kind: str, params: dict[str, Json]) -> QImage:
    spec = CATALOG.layer(kind)
    assert spec is not None
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(theme.current().panel)
    painter = QPainter(image)
    paint_picture(painter, spec, params)
    painter.end()
    return image


def test_every_kind_names_a_drawing_that_there_is() -> None:
    named = {help_for(spec).picture.name for spec in CATALOG.placeable()}
    assert named - set(DRAWINGS) == set()
    assert set(DRAWINGS) - named == {"block"}


def test_no_drawing_is_blank(in_theme: str) -> None:
    blank = [spec.kind for spec in _different() if len(_colors(picture_image(spec))) < 5]
    assert blank == []


def test_nothing_is_drawn_at_the_very_edge(in_theme: str) -> None:
    paper = theme.current().panel.rgb()
    cut = []
    for spec in _different():
        image = picture_image(spec)
        edge = [image.pixel(x, y) for x in range(WIDTH) for y in (0, HEIGHT - 1)]
        edge += [image.pixel(x, y) for x in (0, WIDTH - 1) for y in range(HEIGHT)]
        if set(edge) != {paper}:
            cut.append(spec.kind)
    assert cut == []


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("Conv2D", {"kernel_size": [5, 5]}),
        ("Conv2D", {"strides": [2, 2]}),
        ("Conv1D", {"dilation_rate": 2}),
        ("Conv1D", {"padding": "causal"}),
        ("Conv2D", {"padding": "same"}),
        ("Conv2DTranspose", {"padding": "same"}),
        ("MaxPooling2D", {"strides": [1, 1]}),
        ("AveragePooling1D", {"strides": 1}),
        ("Conv2DTranspose", {"strides": 2}),
        ("MaxPooling2D", {"pool_size": [3, 3]}),
        ("Dropout", {"rate": 0.1}),
        ("Activation", {"activation": "tanh"}),
        ("ReLU", {"max_value": 2.0}),
        ("LSTM", {}),
        ("SimpleRNN", {"return_sequences": True}),
        ("MultiHeadAttention", {"num_heads": 2}),
        ("Attention", {"use_causal_mask": True}),
        ("ZeroPadding2D", {"padding": [[2, 2], [2, 2]]}),
        ("Dense", {"units": 3}),
        ("EinsumDense", {"equation": "abc,cde->abde"}),
    ],
)
def test_the_drawing_shows_what_is_set(
    qapp: QApplication, kind: str, params: dict[str, Json]
) -> None:
    same = _drawn(kind, {}) == _drawn(kind, params)
    assert same == (params == {})


@pytest.mark.parametrize(
    "params",
    [
        {"kernel_size": [99, 1], "strides": None, "dilation_rate": "no"},
        {"kernel_size": [], "pool_size": True, "units": 0, "rate": 1.0},
        {
            "kernel_size": 1,
            "output_size": [1, 1],
            "activation": {"class_name": "Own", "config": {}},
        },
        {"num_heads": 0, "num_query_heads": 3, "num_key_value_heads": 7, "n": 4000, "size": 9},
        {
            "equation": "",
            "factor": [0.1, 0.2],
            "fill_mode": "wrap",
            "layer": None,
            "padding": "same",
        },
    ],
)
def test_no_value_of_a_parameter_breaks_a_drawing(
    qapp: QApplication, params: dict[str, Json]
) -> None:
    for spec in _different():
        _drawn(spec.kind, params)


def test_every_activation_of_keras_has_its_curve() -> None:
    from designer.catalog.specs import Registry

    names = {name for spec in CATALOG.objects(Registry.ACTIVATION).values() for name in spec.names}
    bars = {"softmax", "log_softmax", "sparsemax"}
    assert names - set(FUNCTIONS) - bars - {"glu"} == set()


def test_the_drawing_keeps_its_proportions(qtbot) -> None:  # type: ignore[no-untyped-def]
    view = PictureView()
    qtbot.addWidget(view)
    spec = CATALOG.layer("Conv2D")
    assert spec is not None
    view.show_kind(spec, {})
    assert view.heightForWidth(280) == 120
    assert view.heightForWidth(140) == 60
