"""Making and calling layers without a number in their weights."""

from collections.abc import Iterator
from contextlib import contextmanager

import keras


@contextmanager
def weightless() -> Iterator[None]:
    """Let layers that are made and called inside have weights with shapes and no values.

    WORKAROUND: Keras 3.15 keeps every such weight in a list, and whatever traces a layer later
    would fill all of them, gigabytes of models that are long gone. The list is put back as it was.
    """
    from keras.src.backend.common import global_state

    before = list(global_state.get_global_attribute(_WAITING) or [])
    try:
        with keras.StatelessScope(initialize_variables=False):
            yield
    finally:
        global_state.set_global_attribute(_WAITING, before)


_WAITING = "uninitialized_variables"
