"""How many batches one execution takes."""


def whole_executions(steps: int, wanted: int) -> int:
    """Return the greatest number up to `wanted` that divides `steps`.

    Keras lets the last execution of an epoch run into the next epoch where it does not.
    """
    return max(
        number for number in range(1, min(steps, wanted) + 1) if steps % number == 0
    )
