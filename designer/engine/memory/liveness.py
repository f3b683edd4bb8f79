"""How much memory a model needs at its fullest moments, by walking through it there and back.

A tensor lives from the call that makes it to the last call that reads it; in training also to the
call on the way back that needs it. Of every moment two figures are known: bytes that grow with
the batch and bytes that do not. Only moments that are the fullest for some batch are kept, so that
the need of any batch size is one look-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from designer.engine.memory.habits import Habit
from designer.project.memory_need import Moment, fullest

Tensor: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a layer, with sizes in bytes.

    Attributes:
        node: whose call it is.
        outputs: the tensors it makes, with the bytes of one sample.
        width: bytes of one number inside it.
        weights: bytes of its weights; 0 where another call has counted them.
        trainable: of them, those that training changes.
        largest: bytes of the largest of them.
    """

    node: str
    inputs: tuple[Tensor, ...]
    outputs: tuple[tuple[Tensor, float], ...]
    habit: Habit
    width: int = 4
    weights: float = 0
    trainable: float = 0
    largest: float = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through a model has found.

    Attributes:
        inference: the fullest moments of a prediction.
        training: the fullest moments of a training step.
        kept: bytes of one sample that each node keeps for the way back.
    """

    inference: tuple[Moment, ...]
    training: tuple[Moment, ...]
    kept: dict[str, float]


class _Live:
    """Tensors that are alive, and how often each is still needed."""

    def __init__(self, fixed: float) -> None:
        self.bytes = 0.0
        self.fixed = fixed
        self.most = 0.0
        self.moments: list[Moment] = []
        self._uses: dict[Tensor, int] = {}
        self._sizes: dict[Tensor, float] = {}
        self.sizes_seen: dict[Tensor, float] = {}

    def make(self, tensor: Tensor, size: float, uses: int) -> None:
        self._uses[tensor] = uses
        self._sizes[tensor] = self.sizes_seen[tensor] = size
        self.bytes += size
        if self.bytes > self.most:
            self.most = self.bytes

    def size(self, tensor: Tensor) -> float:
        return self._sizes.get(tensor, 0.0)

    def done(self, tensor: Tensor) -> None:
        if tensor in self._uses:
            self._uses[tensor] -= 1
            if self._uses[tensor] <= 0:
                del self._uses[tensor]
                self.bytes -= self._sizes.pop(tensor)

    def mark(self, more: float, fixed: float = 0.0, *, apart: bool = False) -> None:
        """Note a moment; what lies *apart* finds no room in what was given back before."""
        held = self.most if apart else self.bytes
        self.moments.append((held + more, self.fixed + fixed))


def walk(calls: Sequence[Call], outputs: Iterable[Tensor], sources: Sequence[Tensor]) -> Walk:
    """Walk through a model.

    Args:
        calls: in building order; a call without inputs is an input of the model.
        outputs: the tensors that the model returns.
        sources: the tensors that the model is given; they stay alive.
    """
    roots = _roots(calls)
    ends = [roots.get(tensor, tensor) for tensor in outputs]
    weights = sum(call.weights for call in calls)
    there = _Live(weights)
    _forward(there, calls, roots, ends, sources, {})
    learning = _learning(calls, roots)
    kept = _kept(calls, roots, learning)
    live = _Live(weights)
    _forward(live, calls, roots, ends, sources, kept)
    by_node = _by_node(calls, kept, live)
    _back(live, calls, roots, ends, learning, kept)
    first = (0.0, weights + 2 * max((call.largest for call in calls), default=0.0))
    return Walk(fullest([first, *there.moments]), fullest([first, *live.moments]), by_node)


def _roots(calls: Sequence[Call]) -> dict[Tensor, Tensor]:
    """Return for each tensor the one in whose memory it lies."""
    roots: dict[Tensor, Tensor] = {}
    for call in calls:
        for tensor, _ in call.outputs:
            is_view = call.habit.view and call.inputs
            roots[tensor] = roots[call.inputs[0]] if is_view else tensor
    return roots


def _learning(calls: Sequence[Call], roots: dict[Tensor, Tensor]) -> set[Tensor]:
    """Return the tensors that depend on weights that training changes."""
    found: set[Tensor] = set()
    for call in calls:
        if call.trainable or any(roots[tensor] in found for tensor in call.inputs):
            found.update(roots[tensor] for tensor, _ in call.outputs)
    return found


def _kept(
    calls: Sequence[Call], roots: dict[Tensor, Tensor], learning: set[Tensor]
) -> dict[int, tuple[Tensor, ...]]:
    """Return for each call the tensors that it needs on the way back."""
    found: dict[int, tuple[Tensor, ...]] = {}
    for index, call in enumerate(calls):
        if not any(roots[tensor] in learning for tensor, _ in call.outputs):
            continue
        needs: list[Tensor] = []
        if call.habit.keeps_inputs and (call.trainable or not call.habit.for_weights):
            needs += call.inputs
        if call.habit.keeps_outputs:
            needs += (tensor for tensor, _ in call.outputs)
        found[index] = tuple(dict.fromkeys(roots[tensor] for tensor in needs))
    return found


def _forward(
    live: _Live,
    calls: Sequence[Call],
    roots: dict[Tensor, Tensor],
    ends: Sequence[Tensor],
    sources: Sequence[Tensor],
    kept: dict[int, tuple[Tensor, ...]],
) -> None:
    uses = _readers(calls, roots, ends, sources, kept)
    for index, call in enumerate(calls):
        for tensor, size in call.outputs:
            if roots[tensor] == tensor:
                live.make(tensor, size, uses.get(tensor, 0) + 1)
        extra = call.habit.kept if index in kept else 0
        if extra:
            live.make(f"kept {index}", extra * call.width, 1)
        habit = call.habit
        live.mark((habit.work or 0) * call.width, apart=habit.apart)
        for tensor in call.inputs:
            live.done(roots[tensor])
        for tensor, _ in call.outputs:
            if roots[tensor] == tensor:
                live.done(tensor)


def _readers(
    calls: Sequence[Call],
    roots: dict[Tensor, Tensor],
    ends: Sequence[Tensor],
    sources: Sequence[Tensor],
    kept: dict[int, tuple[Tensor, ...]],
) -> dict[Tensor, int]:
    """Return how often each tensor is needed after it is made."""
    uses: dict[Tensor, int] = {}
    for needed in (
        (roots[tensor] for call in calls for tensor in call.inputs),
        (tensor for tensors in kept.values() for tensor in tensors),
        ends,
        sources,
    ):
        for tensor in needed:
            uses[tensor] = uses.get(tensor, 0) + 1
    return uses


def _back(
    live: _Live,
    calls: Sequence[Call],
    roots: dict[Tensor, Tensor],
    ends: Sequence[Tensor],
    learning: set[Tensor],
    kept: dict[int, tuple[Tensor, ...]],
) -> None:
    """Go back from the outputs: gradients come, what was kept goes."""
    for tensor in ends:
        if tensor in learning:
            live.make(f"d {tensor} 0", live.size(tensor), 1)
    partial: dict[Tensor, int] = dict.fromkeys(ends, 1)
    for index in reversed(range(len(calls))):
        call = calls[index]
        if index not in kept:
            continue
        mine = [roots[tensor] for tensor, _ in call.outputs if roots[tensor] == tensor]
        for tensor in mine:  # several readers: their gradients become one sum
            for number in range(1, partial.get(tensor, 0)):
                live.done(f"d {tensor} {number}")
        if not call.habit.view:
            _hand_down(live, call, roots, learning, partial)
            live.fixed += call.trainable
            habit = call.habit
            fixed = 2 * call.largest + habit.dense
            live.mark((habit.back or 0) * call.width, fixed, apart=habit.apart)
        for tensor in mine:
            live.done(f"d {tensor} 0")
        if call.habit.kept:
            live.done(f"kept {index}")
        for tensor in kept[index]:
            live.done(tensor)


def _hand_down(
    live: _Live,
    call: Call,
    roots: dict[Tensor, Tensor],
    learning: set[Tensor],
    partial: dict[Tensor, int],
) -> None:
    """Make the gradients of the inputs of *call*."""
    size = sum(size for _, size in call.outputs)
    for tensor in call.inputs:
        root = roots[tensor]
        if root not in learning:
            continue
        number = partial.get(root, 0)
        partial[root] = number + 1
        live.make(f"d {root} {number}", live.sizes_seen.get(root, size), 1)


def _by_node(
    calls: Sequence[Call], kept: dict[int, tuple[Tensor, ...]], live: _Live
) -> dict[str, float]:
    """Return what each node is the first to keep."""
    seen: set[Tensor] = set()
    found: dict[str, float] = {}
    for index, tensors in kept.items():
        new = [tensor for tensor in tensors if tensor not in seen]
        seen.update(new)
        extra = (calls[index].habit.kept or 0) * calls[index].width
        node = calls[index].node
        found[node] = found.get(node, 0.0) + extra + sum(live.sizes_seen[t] for t in new)
    return found
