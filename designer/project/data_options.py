"""What can be set for each kind of data: the window makes a form of it, the engine checks it."""

from collections.abc import Mapping

from designer.catalog.specs import Json, Param, ParamGroup, ParamType
from designer.project.settings import DataKind

_MISSING = Param(
    "missing",
    (ParamType.CHOICE,),
    default="error",
    choices=("error", "drop", "mean"),
    help="What to do with rows that lack a value: stop and say where, leave the rows out, or fill "
    "numbers with the mean of the training rows.",
)

_CSV = (
    Param(
        "delimiter",
        (ParamType.CHOICE,),
        default="auto",
        choices=("auto", ",", ";", "\t", "|", " "),
        help="What separates the values of a row.",
    ),
    Param(
        "header",
        (ParamType.CHOICE,),
        default="auto",
        choices=("auto", "yes", "no"),
        help="Whether the first row names the columns; auto: yes, unless it holds a number.",
    ),
    Param(
        "encoding",
        (ParamType.CHOICE, ParamType.STRING),
        default="auto",
        choices=("auto", "utf-8", "utf-8-sig", "cp1252", "utf-16"),
        help="How the file's bytes stand for letters; auto: UTF-8, else Windows-1252.",
    ),
    Param(
        "decimal",
        (ParamType.CHOICE,),
        default="auto",
        choices=("auto", ".", ","),
        help="What stands before the decimals of a number.",
    ),
    _MISSING,
    Param(
        "column_types",
        (ParamType.DICT,),
        default={},
        group=ParamGroup.ADVANCED,
        help='Types that differ from what the values suggest: {"zip_code": "class"}; '
        '"number", "class" or "text".',
    ),
)

_IMAGES = (
    Param(
        "image_size",
        (ParamType.INT_TUPLE,),
        default=[64, 64],
        rank=2,
        minimum=1,
        maximum=4096,
        help="Height and width in pixels to which every picture is brought.",
    ),
    Param(
        "color_mode",
        (ParamType.CHOICE,),
        default="rgb",
        choices=("rgb", "grayscale"),
        help="Three channels or one; values are 0 to 255.",
    ),
    Param(
        "load",
        (ParamType.CHOICE,),
        default="auto",
        choices=("auto", "memory", "batches"),
        group=ParamGroup.ADVANCED,
        help="Read all pictures at the start or each batch when it is needed; auto: by their size.",
    ),
)

_KERAS = (
    Param(
        "num_words",
        (ParamType.INT,),
        default=10000,
        minimum=1,
        help="Text sets (imdb, reuters): only so many of the most frequent words.",
    ),
    Param(
        "maxlen",
        (ParamType.INT,),
        default=200,
        minimum=1,
        help="Text sets (imdb, reuters): texts are cut or filled up to so many words.",
    ),
)

DATA_OPTIONS: Mapping[DataKind, tuple[Param, ...]] = {
    DataKind.NONE: (),
    DataKind.BUILTIN: (),
    DataKind.KERAS: _KERAS,
    DataKind.CSV: _CSV,
    DataKind.NUMPY: (_MISSING,),
    DataKind.HDF5: (_MISSING,),
    DataKind.IMAGE_FOLDER: _IMAGES,
}
"""The names that `DataSettings.options` may hold, by kind."""

"""Endings of the files that an image folder is searched for."""


def option_default(kind: DataKind, name: str) -> Json:
    """Return what the option *name* is where it is not set.

    Raises:
        KeyError: if this kind of data has no such option.
    """
    for param in DATA_OPTIONS[kind]:
        if param.name == name:
            return param.default
    raise KeyError(name)
