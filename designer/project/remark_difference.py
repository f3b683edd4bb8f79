"""Which frames and notes differ between two drawings; where they lie is no difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designer.graph.remarks import Remark, RemarkId
from designer.project.field_changes import FieldChange, mapping_changes, value_changes

_FIELDS = ("text", "colour")


@dataclass(frozen=True, slots=True)
class RemarkChange:
    """A remark that differs; one of `before` and `after` is None where it is new or gone."""

    before: Remark | None
    after: Remark | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def remark(self) -> Remark:
        """It as it is after, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found


def compare_remarks(
    before: Mapping[RemarkId, Remark], after: Mapping[RemarkId, Remark]
) -> tuple[RemarkChange, ...]:
    """Return what changed, in reading order: by id, or by equal words, remarks are the same."""
    if before is after:
        return ()
    return tuple(sorted(_changes(before, after), key=_place))


def _changes(
    before: Mapping[RemarkId, Remark], after: Mapping[RemarkId, Remark]
) -> Iterator[RemarkChange]:
    pairs = {id: id for id in before if id in after and before[id].kind is after[id].kind}
    free = {(r.kind, r.text): id for id, r in sorted(after.items()) if id not in pairs}
    for id, remark in sorted(before.items()):
        if id not in pairs and (remark.kind, remark.text) in free:
            pairs[id] = free.pop((remark.kind, remark.text))
    for id, remark in before.items():
        if id not in pairs:
            yield RemarkChange(remark, None)
            continue
        fields = tuple(_fields(remark, after[pairs[id]]))
        if fields:
            yield RemarkChange(remark, after[pairs[id]], fields)
    known = set(pairs.values())
    yield from (RemarkChange(None, remark) for id, remark in after.items() if id not in known)


def differs(before: Remark | None, after: Remark | None) -> bool:
    """Tell whether a remark came, went, or says something else; where it lies is no difference."""
    if before is None or after is None:
        return before is not after
    return any(True for _ in _fields(before, after))


def _fields(before: Remark, after: Remark) -> Iterator[FieldChange]:
    for name in _FIELDS:
        yield from value_changes(getattr(before, name), getattr(after, name), name)
    yield from mapping_changes(before.extra, after.extra)


def _place(change: RemarkChange) -> tuple[bool, float, float, RemarkId]:
    remark = change.remark
    return (change.after is None, remark.position[1], remark.position[0], remark.id)
