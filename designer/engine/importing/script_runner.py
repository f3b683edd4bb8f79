"""Runs a script that the user trusts, and saves the models that it builds.

`python -m designer.engine.importing.script_runner SCRIPT FOLDER`, in a process of its own. What
would train, save, show or ask does nothing here; data sets of Keras are a few rows of noise, so
that nothing is fetched.
"""

import builtins
import json
import re
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np

from designer.reading.files import source_text

_MOST = 50
_ROWS = 8
_MAKER = re.compile(r"(build|make|create|get|define|init|new)\w*|\w*(model|net|network)s?", re.I)
_PICTURES = {"mnist": (28, 28), "fashion_mnist": (28, 28), "cifar10": (32, 32, 3),
             "cifar100": (32, 32, 3)}  # fmt: skip
_TABLES = {"boston_housing": 13, "california_housing": 8}
_WORDS = {"imdb": 2, "reuters": 46}

Found = dict[str, Any]


class _Quiet:
    """What was built while a script ran; stands in for what a script would do with it."""

    def __init__(self) -> None:
        self.models: list[Any] = []
        self.names: dict[int, str] = {}
        self._new = keras.Model.__new__

    def install(self) -> None:
        """Keep every model, and let nothing train."""
        new, kept = self._new, self.models

        def make(cls: Any, *args: Any, **kwargs: Any) -> Any:
            model = new(cls, *args, **kwargs)
            if not any(model is other for other in kept):
                kept.append(model)
            return model

        keras.Model.__new__ = make
        for name in ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch"):
            setattr(keras.Model, name, getattr(self, f"_{name}"))
        for name in ("save", "save_weights", "export", "summary"):
            setattr(keras.Model, name, _nothing)
        keras.utils.plot_model = _nothing
        builtins.input = lambda *_: ""
        _replace_data()

    @staticmethod
    def _fit(model: Any, x: Any = None, *_: Any, **__: Any) -> Any:
        _build(model, x)
        history = keras.callbacks.History()
        history.history = defaultdict(lambda: [0.0])
        history.epoch = [0]
        return history

    @staticmethod
    def _evaluate(model: Any, x: Any = None, *_: Any, **named: Any) -> Any:
        return defaultdict(float) if named.get("return_dict") else [0.0] * 8

    @staticmethod
    def _predict(model: Any, x: Any = None, *_: Any, **__: Any) -> Any:
        _build(model, x)
        rows = len(x) if hasattr(x, "__len__") else 1
        outputs = model.outputs if isinstance(model, _DRAWN) and model.built else []
        zeros = [np.zeros((rows, *(n or 1 for n in t.shape[1:])), "float32") for t in outputs]
        return zeros[0] if len(zeros) == 1 else zeros or np.zeros((rows, 1), "float32")

    @staticmethod
    def _train_on_batch(model: Any, x: Any = None, *_: Any, **named: Any) -> Any:
        _build(model, x)
        return defaultdict(float) if named.get("return_dict") else 0.0

    @staticmethod
    def _test_on_batch(model: Any, *_: Any, **named: Any) -> Any:
        return defaultdict(float) if named.get("return_dict") else 0.0


_DRAWN = (keras.Sequential, keras.src.models.functional.Functional)
_save = keras.Model.save


def main(arguments: Sequence[str]) -> int:
    """Run a script and write `found.json` with what it built."""
    script, folder = Path(arguments[0]), Path(arguments[1])
    quiet = _Quiet()
    quiet.install()
    error = ""
    names: dict[str, Any] = {
        "__name__": "__main__",
        "__file__": str(script),
        "__builtins__": builtins,
    }
    sys.argv = [str(script)]
    sys.path.insert(0, str(script.parent))
    try:
        exec(compile(source_text(script), str(script), "exec", dont_inherit=True), names)
    except SystemExit:
        pass
    except BaseException as problem:
        error = _told(problem, script)
    if not any(isinstance(model, _DRAWN) for model in quiet.models):
        _call_makers(names)
    for name, value in names.items():
        if isinstance(value, keras.Model):
            quiet.names.setdefault(id(value), name)
    found, notes = _saved(quiet, folder)
    (folder / "found.json").write_text(
        json.dumps({"models": found, "notes": notes, "error": error}), encoding="utf-8"
    )
    return 0


def _call_makers(names: dict[str, Any]) -> None:
    """Call functions that look as if they build a model and need nothing for it."""
    for name, value in list(names.items()):
        code = getattr(value, "__code__", None)
        if code is None or getattr(value, "__module__", "") != "__main__":
            continue
        needed = code.co_argcount - len(value.__defaults__ or ())
        if not needed and not code.co_kwonlyargcount and _MAKER.fullmatch(name):
            try:
                value()
            except Exception as problem:
                print(f"{name} failed: {problem}", file=sys.stderr)  # noqa: T201


def _saved(quiet: _Quiet, folder: Path) -> tuple[list[Found], list[str]]:
    models = [model for model in quiet.models if _is_whole(model, quiet.models)]
    found: list[Found] = []
    notes: list[str] = []
    for model in models[:_MOST]:
        name = quiet.names.get(id(model), "") or model.name
        try:
            why = _why_not(model)
            if why:
                notes.append(f"{name} {why}")
                continue
            path = folder / f"model_{len(found)}.keras"
            _save(_plain(model), path)
            found.append({"file": path.name, "name": model.name, "variable": name})
        except Exception as problem:
            notes.append(f"{name} cannot be kept: {_first_line(problem)}")
    return found, notes


def _is_whole(model: Any, models: list[Any]) -> bool:
    """Tell whether *model* is no part of another one."""
    return not any(
        model is part for other in models if other is not model for part in _parts(other)
    )


def _parts(model: Any) -> Iterator[Any]:
    inner = getattr(model, "_functional", None)  # what a Sequential is made of
    if inner is not None:
        yield inner
    try:
        for layer in model.layers:
            yield layer
            inner = getattr(layer, "layer", None)  # of a wrapper
            if inner is not None:
                yield inner
    except (AttributeError, ValueError):
        return


def _why_not(model: Any) -> str:
    if not isinstance(model, _DRAWN):
        kind = type(model).__name__
        return (
            f"is a {kind}, a model whose call is Python code of its own: it cannot be drawn. Keep "
            f"{kind} as a layer in the own code."
        )
    if not model.built or not model.inputs:
        return "is given no shape of its input, so there is nothing to draw yet."
    return ""


def _plain(model: Any) -> Any:
    """Return *model* as one of Keras's own classes."""
    if type(model) in _DRAWN:
        return model
    return keras.Model(model.inputs, model.outputs, name=model.name)


def _build(model: Any, x: Any) -> None:
    """Give a model without a shape that of the data which it was to be trained on."""
    shape = getattr(x, "shape", None)
    if shape is None and hasattr(x, "element_spec"):
        spec = x.element_spec
        shape = getattr(spec[0] if isinstance(spec, tuple) else spec, "shape", None)
    if isinstance(model, keras.Sequential) and not model.built and shape is not None:
        model.build((None, *tuple(shape)[1:]))


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _replace_data() -> None:
    random = np.random.default_rng(0)
    for name, shape in _PICTURES.items():
        _set_data(name, partial(random.integers, 0, 256, (_ROWS, *shape), "uint8"))
    for name, count in _TABLES.items():
        _set_data(name, partial(random.random, (_ROWS, count)))
    for name in _WORDS:
        rows = np.empty(_ROWS, dtype=object)
        rows[:] = [[1, 14, 22, 16] for _ in range(_ROWS)]
        _set_data(name, rows.copy)


def _set_data(name: str, make: Callable[[], Any]) -> None:
    module = getattr(keras.datasets, name, None)
    if module is not None:
        targets = np.zeros(_ROWS, "int64")
        module.load_data = lambda *_, **__: ((make(), targets), (make(), targets))


def _told(problem: BaseException, script: Path) -> str:
    """Return what went wrong with the line of the script."""
    frames = traceback.extract_tb(problem.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(script)]
    line = lines[-1] if lines else getattr(problem, "lineno", None)
    words = f"{type(problem).__name__}: {_first_line(problem)}"
    return f"Line {line}: {words}" if line else words


def _first_line(problem: BaseException) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0][:300] if lines else type(problem).__name__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
