"""The examples that come with the program, in an order for beginners."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from designer import paths


@dataclass(frozen=True, slots=True)
class Example:
    """One example.

    Attributes:
        name: of its file, without the suffix.
        text: what it shows, in a short sentence.
    """

    name: str
    title: str
    text: str

    @property
    def path(self) -> Path:
        """Its project file."""
        return folder() / f"{self.name}.kdesign"


def folder() -> Path:
    """Return where the examples lie."""
    return paths.resources() / "examples"


EXAMPLES: Final = (
    Example("digits_mlp", "First network", "Reads handwritten digits with one hidden layer."),
    Example("digits_cnn", "Convolutions", "Reads digits as pictures, and more of them right."),
    Example("iris_mlp", "Table to classes", "Tells three species of iris apart."),
    Example("diabetes_regression", "Table to a number", "Predicts how a disease goes on."),
    Example("digits_resnet", "ResNet in blocks", "A block drawn once, used in two stages."),
    Example("digits_transformer", "Transformer", "Patches of a picture that look at each other."),
    Example("digits_lstm", "LSTM", "Reads a digit row by row and remembers."),
    Example("digits_autoencoder", "Autoencoder", "Draws digits again from eight numbers."),
    Example("siamese_shared", "Shared layers", "Two towers that call the same layers."),
    Example("two_inputs_two_outputs", "Many ends", "Two ways in, two ways out, two losses."),
)
