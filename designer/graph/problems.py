"""Problems: what the user can mend, in the user's words, with a remedy where there is one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from designer.catalog.specs import Json


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # the model cannot be built or trained
    WARNING = "warning"  # it can, but hardly as meant
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One click that mends a problem.

    Attributes:
        action: the name of a verb in `designer.document.remedies`.
        label: what the button says ("Insert Flatten").
        arguments: what the verb needs besides the document.
    """

    action: str
    label: str
    arguments: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend.

    Attributes:
        code: a stable word for this kind of problem ("missing-input").
        title: one short sentence, shown at the node.
        text: what was expected, what was found, what to do.
        node: the id of the node it belongs to; None for the whole project.
        field: the parameter it belongs to, or a port, or a setting such as "compile.optimizer".
        scope: the block in which it is; None for the root.
        path: the instances through which one gets to it, outermost first; `node` has them before
            its own id then (`n5/c2`). A problem of a block that all its instances have has none,
            and its `node` is the id inside the block.
    """

    code: str
    severity: Severity
    title: str
    text: str = ""
    node: str | None = None
    field: str | None = None
    remedies: tuple[Remedy, ...] = ()
    scope: str | None = None
    path: tuple[str, ...] = ()

    @property
    def inner_node(self) -> str | None:
        """The id that the node has where it stands: in its block, or in the root."""
        return self.node.rpartition("/")[2] if self.node and self.path else self.node

    def to_json(self) -> dict[str, Any]:
        """Return this problem as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Problem":
        """Return the problem that `to_json` wrote.

        Raises:
            KeyError: if a field is missing.
        """
        return cls(
            code=data["code"],
            severity=Severity(data["severity"]),
            title=data["title"],
            text=data.get("text", ""),
            node=data.get("node"),
            field=data.get("field"),
            remedies=tuple(Remedy(**remedy) for remedy in data.get("remedies", ())),
            scope=data.get("scope"),
            path=tuple(data.get("path", ())),
        )
