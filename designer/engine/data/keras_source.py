"""The sets of `keras.datasets`, downloaded once and kept by Keras."""

import socket
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import numpy as np

from designer.catalog.specs import Json
from designer.engine.data.builtin_source import table_of, unknown_set
from designer.engine.data.complaints import data_error, data_problem
from designer.engine.data.table import Table
from designer.engine.errors import UserError
from designer.engine.recipes.read_keras import read_keras
from designer.graph.problems import Severity
from designer.project.data_sets import KERAS_SETS, NamedSet

NOT_HERE = "data-not-here"
_PATIENCE = 30.0  # seconds without an answer, after which the network counts as absent


def read_keras_table(name: str, options: Mapping[str, Json]) -> Table:
    """Return the set called *name*; its own test rows stand at the end.

    Raises:
        UserError: if there is none of that name, or it cannot be downloaded.
    """
    known = KERAS_SETS.get(name)
    if known is None:
        raise unknown_set(name, tuple(KERAS_SETS))
    words, length = options["num_words"], options["maxlen"]
    patience = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_PATIENCE)
    try:
        fields, test_fields = read_keras(name, int(str(words)), int(str(length)))
    except _NotAsked as error:
        raise not_here(known) from error
    except Exception as error:  # Keras raises a bare Exception where there is no network
        raise _no_download(known, error) from error
    finally:
        socket.setdefaulttimeout(patience)
    arrays = {key: np.concatenate([fields[key], test_fields[key]]) for key in fields}
    return table_of(known, arrays, len(next(iter(test_fields.values()))))


class _NotAsked(Exception):
    """The network is needed, and nobody asked for it."""


class _Refusal(urllib.request.BaseHandler):
    """Answers every request for a page or a file by refusing it."""

    def default_open(self, request: urllib.request.Request) -> NoReturn:
        raise _NotAsked(request.full_url)


@contextmanager
def without_network() -> Iterator[None]:
    """Let Keras find only what it has downloaded before."""
    refusing = urllib.request.OpenerDirector()
    refusing.add_handler(_Refusal())
    urllib.request.install_opener(refusing)
    try:
        yield
    finally:
        urllib.request.install_opener(urllib.request.build_opener())


def not_here(known: NamedSet) -> UserError:
    """Return what tells that a set would have to be downloaded."""
    text = (
        f"{known.title} (about {known.download:g} MB) has not been downloaded to this machine. It "
        "is when you train, or when you ask for it."
    )
    title = f"{known.title} is not on this machine yet"
    problem = data_problem(NOT_HERE, title, text, field="data.name", severity=Severity.HINT)
    return UserError(text, [problem])


def _no_download(known: NamedSet, error: Exception) -> UserError:
    reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return data_error(
        "data-download",
        f"{known.title} could not be downloaded",
        f"Expected to download {known.title} (about {known.download:g} MB) once, found: {reason}. "
        "Connect to the internet and try again, or choose a built-in set, which needs none.",
        field="data.name",
    )
