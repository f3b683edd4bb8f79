"""Starter models: two or three for each kind of data, bound to it, so that they train at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from designer.catalog.specs import Json
from designer.project import template_models as models
from designer.project.data_ends import DataEnds, DataTask
from designer.project.data_fields import Role
from designer.project.project import Project
from designer.project.settings import CompileSettings, DataSettings, FitSettings
from designer.project.template_drawing import TemplateDrawing, add_head

Draw: TypeAlias = Callable[[TemplateDrawing, DataEnds], str]
"""Draws everything up to the last hidden layer, and returns the name of that."""

_SMALL: Final = 2000
"""Rows below which small batches and more epochs are better."""


@dataclass(frozen=True, slots=True)
class Template:
    """A starter model.

    Attributes:
        id: a word for file names and tests.
        title: two or three words.
        text: one sentence: what it is, and when it is the right one.
        learning_rate: of Adam.
        epochs: until its curves are flat, as a rule.
    """

    id: str
    title: str
    text: str
    draw: Draw
    learning_rate: float = 0.001
    epochs: int = 20


TEMPLATES: Final[Mapping[DataTask, tuple[Template, ...]]] = {
    DataTask.TABLE: (
        Template(
            "table_mlp",
            "Small network",
            "Two hidden layers on normalized columns. A good start for almost every table.",
            models.table_network,
            0.003,
            40,
        ),
        Template(
            "table_linear",
            "Linear model",
            "One layer and nothing hidden. The yardstick that every other model has to beat.",
            models.table_linear,
            0.01,
            60,
        ),
        Template(
            "table_residual",
            "Residual network",
            "Deeper, with shortcuts round each pair of layers. For larger tables.",
            models.table_residual,
            0.002,
            40,
        ),
    ),
    DataTask.PICTURES: (
        Template(
            "pictures_cnn",
            "Convolutional network",
            "Looks for patterns, first small, then larger. The usual start for pictures.",
            models.picture_convolutions,
            0.002,
            15,
        ),
        Template(
            "pictures_residual",
            "Small ResNet",
            "Convolutions with shortcuts and batch normalization. Goes deeper, learns steadily.",
            models.picture_residual,
            0.002,
            20,
        ),
        Template(
            "pictures_mlp",
            "Plain network",
            "Sees the pixels in no order. Quick, and shows what convolutions are good for.",
            models.picture_network,
            0.002,
            15,
        ),
    ),
    DataTask.SEQUENCES: (
        Template(
            "sequence_lstm",
            "LSTM",
            "Reads step by step and remembers what mattered. For short and middling sequences.",
            models.sequence_lstm,
            0.003,
            20,
        ),
        Template(
            "sequence_conv",
            "1D convolutions",
            "Looks for patterns along time. Fast, and often as good as a recurrent network.",
            models.sequence_convolutions,
            0.002,
            20,
        ),
        Template(
            "sequence_attention",
            "Attention",
            "Lets each step look at all others. For sequences in which far ends belong together.",
            models.sequence_attention,
            0.002,
            20,
        ),
    ),
    DataTask.TEXT: (
        Template(
            "text_average",
            "Bag of words",
            "Learns a vector for each word and averages them. Small, quick, hard to beat.",
            models.text_average,
            0.005,
            20,
        ),
        Template(
            "text_lstm",
            "Bidirectional LSTM",
            "Reads each text from both ends. For texts in which the order of words matters.",
            models.text_lstm,
            0.003,
            15,
        ),
        Template(
            "text_conv",
            "Convolutions over words",
            "Looks for telling phrases of a few words, wherever they stand.",
            models.text_convolutions,
            0.003,
            15,
        ),
    ),
    DataTask.TOKENS: (
        Template(
            "tokens_average",
            "Bag of words",
            "Learns a vector for each word and averages them. Small, quick, hard to beat.",
            models.token_average,
            0.003,
            10,
        ),
        Template(
            "tokens_lstm",
            "Bidirectional LSTM",
            "Reads each text from both ends. For texts in which the order of words matters.",
            models.token_lstm,
            0.002,
            8,
        ),
    ),
}


def templates_for(ends: DataEnds) -> tuple[Template, ...]:
    """Return the starter models that fit some data, the likeliest first."""
    return TEMPLATES[ends.task]


def make_project(
    template: Template, ends: DataEnds, data: DataSettings, name: str, rows: int = 0
) -> Project:
    """Return a project that trains *template* on *data*.

    Args:
        name: of the model.
        rows: how many the data has; 0 where it is not known.
    """
    drawing = TemplateDrawing()
    add_head(drawing, ends, template.draw(drawing, ends))
    optimizer: Json = {"class_name": "Adam", "config": {"learning_rate": template.learning_rate}}
    batch_size = 16 if 0 < rows < _SMALL // 4 else 32 if rows < 10 * _SMALL else 128
    return Project(
        name,
        drawing.graph(),
        replace(data, stratify=ends.target.role is Role.CLASS),
        CompileSettings(optimizer),
        FitSettings(epochs=template.epochs, batch_size=batch_size),
        notes=f"{template.title}: {template.text}",
    )
