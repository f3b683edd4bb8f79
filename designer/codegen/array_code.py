"""Fields of the data as the arrays of Inputs and Outputs: what `engine.data.encoding` does."""

from collections.abc import Iterator, Mapping
from math import prod

from designer.codegen.expressions import (
    INDENT,
    Expression,
    Sequence,
    arguments,
    call,
    listing,
    literal,
    quoted,
    written,
)
from designer.codegen.identifiers import Names
from designer.project.bindings import Bindings
from designer.project.data_fields import Field, Role
from designer.project.input_binding import InputBinding
from designer.project.output_binding import OutputBinding
from designer.project.settings import DataKind

_INDEXED = {DataKind.BUILTIN, DataKind.KERAS, DataKind.IMAGE_FOLDER}
"""Kinds of data whose classes are indices already."""
_FEW = 4


class Arrays:
    """Writes the arrays of one script.

    Attributes:
        recipes: names of the recipes that were used.
        extra_lines: statements that have to stand before the arrays.
    """

    def __init__(self, fields: Mapping[str, Field], kind: DataKind, bindings: Bindings) -> None:
        self._fields = fields
        self._indexed = kind in _INDEXED
        self._names = Names(("x", "y", "fields", "test_rows", "rows", "train", "test", "form"))
        self.recipes: list[str] = []
        self.extra_lines: list[str] = []
        used = [name for bound in bindings.inputs for name in bound.fields]
        used += [name for bound in bindings.targets for name in bound.fields]
        self._used = tuple(dict.fromkeys(used))
        self._classes: dict[str, str] = {}
        self._bindings = bindings

    @property
    def with_missing(self) -> tuple[str, ...]:
        """The fields that are used and lack values."""
        return tuple(name for name in self._used if self._fields[name].missing)

    def class_lines(self) -> Iterator[str]:
        """Return the statements that find the classes of fields which hold them as values."""
        for name in self._used:
            if self._needs_classes(name):
                variable = self._names.take(f"{name}_classes", "classes")
                self._classes[name] = variable
                field = _field(name)
                known = field
                if self._fields[name].missing:
                    test = f"~np.isnan({field})" if self._fields[name].numeric else f'{field} != ""'
                    known = f"{field}[{test}]"
                yield f"{INDENT}{variable} = np.unique({known})"

    def _needs_classes(self, name: str) -> bool:
        if self._indexed or self._fields[name].role is not Role.CLASS:
            return False
        fed = [bound.encoding for bound in self._bindings.inputs if name in bound.fields]
        words = not self._fields[name].numeric
        asked = [bound.encoding for bound in self._bindings.targets if name in bound.fields]
        return (
            "one_hot" in fed
            or bool(fed and words)
            or any(encoding != "number" for encoding in asked)
            or bool(asked and words)
        )

    def drop_lines(self, own_tests: bool) -> list[str]:
        """Return the statements that leave out rows which lack a value."""
        tests = [
            f"~np.isnan({_field(name)})"
            if self._fields[name].numeric
            else f'({_field(name)} != "")'
            for name in self.with_missing
        ]
        if any(self._fields[name].shape for name in self.with_missing):
            tests = [
                f"{test}.reshape(len({_field(name)}), -1).all(axis=1)"
                for test, name in zip(tests, self.with_missing, strict=True)
            ]
        lines = [f"{INDENT}complete = {tests[0]}"]
        lines += [f"{INDENT}complete &= {test}" for test in tests[1:]]
        if own_tests:
            lines.append(f"{INDENT}test_rows = int(complete[len(complete) - test_rows :].sum())")
        names = "fields = {name: values[complete] for name, values in fields.items()}"
        return [*lines, f"{INDENT}{names}"]

    def input(self, bound: InputBinding) -> Expression:
        """Return the array that is fed to one Input."""
        if bound.dtype == "string":
            return self._joined(bound.fields, "none", bound.shape, None)
        return self._joined(bound.fields, bound.encoding, bound.shape, bound.dtype)

    def target(self, bound: OutputBinding) -> Expression:
        """Return the array that one Output is compared with."""
        field = self._fields[bound.fields[0]]
        is_class = field.role is Role.CLASS
        if is_class and bound.encoding in ("integer", "one_hot"):
            indices = self._indices(field.name)
            return indices if bound.encoding == "integer" else self._one_hot(field.name)
        if is_class and bound.encoding == "binary":
            return _shaped(self._indices(field.name), (), bound.shape, "int64", "float32")
        dtype = "int64" if bound.encoding == "integer" else "float32"
        return self._joined(bound.fields, "none", bound.shape, dtype)

    def _joined(
        self, names: tuple[str, ...], encoding: str, shape: tuple[int, ...], dtype: str | None
    ) -> Expression:
        parts = [self._numbers(name, encoding) for name in names]
        if len(names) == 1:
            part, part_shape, part_dtype = parts[0]
            return _shaped(part, part_shape, shape, part_dtype, dtype)
        width = sum(prod(part[1]) for part in parts)
        codes = [part[0] for part in parts]
        if len(names) > _FEW and all(
            code == _field(n) for code, n in zip(codes, names, strict=True)
        ):
            variable = self._names.take("columns")
            values = listing(quoted(name) for name in names)
            self.extra_lines.append(written(values, INDENT, f"{variable} = "))
            stacked = call(
                "np.column_stack", *arguments([f"[fields[name] for name in {variable}]"])
            )
        else:
            stacked = call("np.column_stack", *arguments([listing(codes)]))
        return _shaped(stacked, (width,), shape, "?", dtype)

    def _numbers(self, name: str, encoding: str) -> tuple[Expression, tuple[int, ...], str]:
        """Return the code, the shape of one row and the dtype of one field."""
        field = self._fields[name]
        if field.role is not Role.CLASS:
            return _field(name), field.shape, field.dtype
        if encoding == "one_hot" or (encoding == "words" and not field.numeric):
            return self._one_hot(name), (len(field.classes),), "float32"
        if field.numeric or encoding == "string":
            return _field(name), (), field.dtype
        return self._indices(name), (), "int64"

    def _one_hot(self, name: str) -> Expression:
        self.recipes.append("one_hot")
        count = len(self._fields[name].classes)
        classes = self._classes.get(name)
        number = f"len({classes})" if classes else literal(count) if count else "labels.max() + 1"
        return call("one_hot", *arguments([self._indices(name), number]))

    def _indices(self, name: str) -> Expression:
        if name not in self._classes:
            return _field(name)
        self.recipes.append("class_indices")
        return call("class_indices", *arguments([_field(name), self._classes[name]]))


def _field(name: str) -> str:
    return f"fields[{quoted(name)}]"


def _shaped(
    code: Expression,
    found: tuple[int, ...],
    shape: tuple[int, ...],
    dtype: str,
    wanted: str | None,
) -> Expression:
    """Return *code* in the shape and dtype that are wanted, where it has others."""
    result = code if isinstance(code, Sequence) else Sequence((code,))
    if found != shape:
        sizes = arguments(["-1", *(repr(side) for side in shape)])
        result = call(Sequence((*result.parts, ".reshape")), *sizes)
    if wanted is not None and wanted != dtype:
        name = "np.float32" if wanted in ("float32", "bfloat16") else quoted(wanted)
        result = call(Sequence((*result.parts, ".astype")), *arguments([name]))
    return result
