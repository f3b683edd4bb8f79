"""What targets a loss takes: class indices, one-hot rows, zeros and ones, or numbers."""

from enum import StrEnum

from designer.catalog.specs import Json


class Target(StrEnum):
    """The form of the targets that a loss compares with, in the catalogue's words."""

    INDEX = "classes-integer"
    ONE_HOT = "classes-one-hot"
    BINARY = "binary"
    NUMBER = "numbers"


_FORMS = {
    Target.INDEX: "sparsecategoricalcrossentropy categoricalgeneralizedcrossentropy circle",
    Target.ONE_HOT: (
        "categoricalcrossentropy categoricalfocalcrossentropy categoricalhinge kldivergence "
        "kullbackleiblerdivergence kld cosinesimilarity dice tversky"
    ),
    Target.BINARY: "binarycrossentropy bce binaryfocalcrossentropy hinge squaredhinge",
}
_BY_NAME = {name: form for form, names in _FORMS.items() for name in names.split()}


def loss_name(loss: Json) -> str:
    """Return the class name or short name of a loss parameter; empty where there is none."""
    name = loss.get("class_name") if isinstance(loss, dict) else loss
    return name if isinstance(name, str) else ""


def target_form(loss: Json) -> Target:
    """Return the form of target that *loss* takes; class indices where there is no loss."""
    name = loss_name(loss)
    if not name:
        return Target.INDEX
    return _BY_NAME.get(name.replace("_", "").lower(), Target.NUMBER)
