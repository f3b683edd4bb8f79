"""The data sets that can be chosen by name, with their fields: no file is read for the list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from designer.project.data_fields import Field, Role
from designer.project.settings import DataKind, DataSettings


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A data set that is known by its name.

    Attributes:
        task: `classes` or `number`.
        rows: of training and test rows together.
        test_rows: how many of them the set itself gives as test rows, the last ones.
        download: size of the download in megabytes; 0 where nothing is downloaded.
    """

    name: str
    title: str
    text: str
    task: str
    rows: int
    fields: tuple[Field, ...]
    test_rows: int = 0
    download: float = 0


def _digits(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(count))


def _table(features: str, *classes: str) -> tuple[Field, ...]:
    names = features.split()
    target = Field("target", "float32")
    if classes:
        target = Field("target", "int64", (), Role.CLASS, classes)
    columns = tuple(Field(name, "float32") for name in names)
    return (*columns, Field("features", "float32", (len(names),)), target)


def _images(shape: tuple[int, ...], *classes: str) -> tuple[Field, ...]:
    image = Field("image", "uint8", shape, Role.IMAGE, minimum=0, maximum=255)
    return (image, Field("label", "int64", (), Role.CLASS, classes))


def _tokens(*classes: str) -> tuple[Field, ...]:
    return (Field("tokens", "int32", (200,)), Field("label", "int64", (), Role.CLASS, classes))


_WINE = (
    "alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids "
    "nonflavanoid_phenols proanthocyanins color_intensity hue od280_od315_of_diluted_wines proline"
)
_CELL_MEASURES = (
    "radius texture perimeter area smoothness compactness concavity concave_points symmetry "
    "fractal_dimension"
)
_CELL = tuple(_CELL_MEASURES.split())
_CANCER = " ".join(
    [f"mean_{name}" for name in _CELL]
    + [f"{name}_error" for name in _CELL]
    + [f"worst_{name}" for name in _CELL]
)

BUILTIN_SETS: Mapping[str, NamedSet] = {
    entry.name: entry
    for entry in (
        NamedSet(
            "digits",
            "Handwritten digits",
            "Pictures of 8x8 pixels, 0 to 16, of the digits 0 to 9.",
            "classes",
            1797,
            (
                Field("image", "float32", (8, 8, 1), Role.IMAGE, minimum=0, maximum=16),
                Field("pixels", "float32", (64,), minimum=0, maximum=16),
                Field("label", "int64", (), Role.CLASS, _digits(10)),
            ),
        ),
        NamedSet(
            "digit_pairs",
            "Pairs of handwritten digits",
            "Two pictures of digits, and whether both show the same one.",
            "classes",
            2000,
            (
                Field("left", "float32", (8, 8, 1), Role.IMAGE, minimum=0, maximum=16),
                Field("right", "float32", (8, 8, 1), Role.IMAGE, minimum=0, maximum=16),
                Field("same", "int64", (), Role.CLASS, ("different", "same")),
            ),
        ),
        NamedSet(
            "iris",
            "Iris flowers",
            "Which of three species a flower is, from the sizes of its leaves.",
            "classes",
            150,
            _table(
                "sepal_length sepal_width petal_length petal_width",
                "setosa",
                "versicolor",
                "virginica",
            ),
        ),
        NamedSet(
            "wine",
            "Wine",
            "Which of three growers a wine comes from, from 13 chemical measures.",
            "classes",
            178,
            _table(_WINE, "class_0", "class_1", "class_2"),
        ),
        NamedSet(
            "breast_cancer",
            "Breast cancer",
            "Whether a tumour is malignant, from 30 measures of its cell nuclei.",
            "classes",
            569,
            _table(_CANCER, "malignant", "benign"),
        ),
        NamedSet(
            "diabetes",
            "Diabetes",
            "How far diabetes progresses in a year, from 10 measures of a patient.",
            "number",
            442,
            _table("age sex bmi bp s1 s2 s3 s4 s5 s6"),
        ),
    )
}
"""The sets that come with the program, from scikit-learn."""

_CLOTHES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
_OBJECTS = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)

KERAS_SETS: Mapping[str, NamedSet] = {
    entry.name: entry
    for entry in (
        NamedSet(
            "mnist",
            "MNIST digits",
            "Handwritten digits of 28x28 pixels.",
            "classes",
            70000,
            _images((28, 28, 1), *_digits(10)),
            10000,
            11,
        ),
        NamedSet(
            "fashion_mnist",
            "Fashion-MNIST",
            "Pieces of clothing, 28x28 pixels.",
            "classes",
            70000,
            _images((28, 28, 1), *_CLOTHES),
            10000,
            30,
        ),
        NamedSet(
            "cifar10",
            "CIFAR-10",
            "Colour pictures of 32x32 pixels: ten kinds of animals and vehicles.",
            "classes",
            60000,
            _images((32, 32, 3), *_OBJECTS),
            10000,
            170,
        ),
        NamedSet(
            "cifar100",
            "CIFAR-100",
            "Colour pictures of 32x32 pixels in a hundred classes.",
            "classes",
            60000,
            _images((32, 32, 3), *_digits(100)),
            10000,
            169,
        ),
        NamedSet(
            "imdb",
            "IMDB reviews",
            "Film reviews as word numbers: positive or negative.",
            "classes",
            50000,
            _tokens("negative", "positive"),
            25000,
            17,
        ),
        NamedSet(
            "reuters",
            "Reuters newswires",
            "Newswires as word numbers, in 46 topics.",
            "classes",
            11228,
            _tokens(*_digits(46)),
            2246,
            2,
        ),
        NamedSet(
            "boston_housing",
            "Boston housing",
            "House prices of 1978 from 13 measures of the district.",
            "number",
            506,
            (Field("features", "float32", (13,)), Field("target", "float32")),
            102,
            0.1,
        ),
        NamedSet(
            "california_housing",
            "California housing",
            "House prices from 8 measures of the district.",
            "number",
            20640,
            (Field("features", "float32", (8,)), Field("target", "float32")),
            4128,
            1,
        ),
    )
}
"""The sets of `keras.datasets`; each is downloaded once, when it is first read."""


def named_fields(settings: DataSettings) -> tuple[Field, ...] | None:
    """Return the fields of a set that is known by its name; None of any other data."""
    sets = {DataKind.BUILTIN: BUILTIN_SETS, DataKind.KERAS: KERAS_SETS}.get(settings.kind, {})
    if settings.name not in sets:
        return None
    length = settings.options.get("maxlen")
    return tuple(
        replace(field, shape=(length,)) if field.name == "tokens" and type(length) is int else field
        for field in sets[settings.name].fields
    )
