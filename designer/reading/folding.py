"""A block that a loop chains is one node that is repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from designer.reading.values import Call, Tensor, Use


@dataclass(frozen=True, slots=True)
class Folded:
    """Calls that are one node: a single one, or those of a loop, chained.

    Attributes:
        stem: the name of a repeated node; empty where it is its maker's.
    """

    first: Call
    last: Call
    count: int = 1
    stem: str = ""


def fold(calls: Sequence[Call], results: Sequence[Tensor]) -> list[Folded]:
    """Return *calls* in their order, those of a chain as one.

    Args:
        results: tensors that are wanted from outside.
    """
    users = _users(calls, results)
    found: list[Folded] = []
    number = 0
    while number < len(calls):
        run = _chain(calls, number, users)
        if len(run) > 1:
            found.append(Folded(run[0], run[-1], len(run), _stem(run) or ""))
            number += len(run)
        else:
            found.append(Folded(calls[number], calls[number]))
            number += 1
    return found


def _users(calls: Sequence[Call], results: Sequence[Tensor]) -> dict[int, set[int]]:
    """Return who takes the results of each call; 0 is somebody outside."""
    users: dict[int, set[int]] = {}
    for call in calls:
        for _, tensor in call.inputs:
            users.setdefault(id(tensor.call), set()).add(id(call))
    for tensor in results:
        users.setdefault(id(tensor.call), set()).add(0)
    return users


def _chain(calls: Sequence[Call], start: int, users: dict[int, set[int]]) -> list[Call]:
    run = [calls[start]]
    for call in calls[start + 1 :]:
        if not _follows(run[-1], call) or users.get(id(run[-1])) != {id(call)}:
            break
        run.append(call)
    while len(run) > 1 and _stem(run) is None:
        run.pop()
    return run


def _follows(before: Call, call: Call) -> bool:
    """Tell whether *call* is the next pass of the loop in which *before* stands."""
    first, second = before.maker, call.maker
    if not (isinstance(first, Use) and isinstance(second, Use)):
        return False
    if before.loop is None or call.loop is None or before.statement is not call.statement:
        return False
    if before.loop[:2] != call.loop[:2] or call.loop[2] != before.loop[2] + 1:
        return False
    alike = (first.template, first.params, first.holes, first.trainable) == (
        second.template, second.params, second.holes, second.trainable,
    )  # fmt: skip
    chained = [(tensor.call, tensor.port) for _, tensor in call.inputs]
    wanted = [(before, f"#{number}") for number in range(len(first.template.outputs))]
    same = [(tensor.call, tensor.port) for _, tensor in before.inputs][len(wanted) :]
    return alike and chained == [*wanted[: len(chained)], *same] and first is not second


def _stem(run: Sequence[Call]) -> str | None:
    """Return the common name of a chain: `encoder` of `encoder_1`, `encoder_2`; None if none."""
    makers = [call.maker for call in run]
    if not any(maker.named for maker in makers):
        return makers[0].name
    match = re.fullmatch(r"(.+)_1", makers[0].name)
    if match is None or not all(maker.named for maker in makers):
        return None
    names = [f"{match[1]}_{number}" for number in range(1, len(run) + 1)]
    return match[1] if names == [maker.name for maker in makers] else None
