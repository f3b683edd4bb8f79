"""The function `load_data()` of a script: the rows for training, validation and test."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from designer.codegen.array_code import Arrays
from designer.codegen.comments import todo
from designer.codegen.expressions import INDENT, arguments, call, literal, mapping, quoted, written
from designer.project.bindings import Bindings, bind
from designer.project.data_fields import Field, Role
from designer.project.data_options import option_default
from designer.project.data_sets import BUILTIN_SETS, KERAS_SETS
from designer.project.losses import Target, target_form
from designer.project.output_binding import OutputBinding
from designer.project.project import Project
from designer.project.settings import DataKind, DataSettings

_OWN_TESTS = {DataKind.KERAS, DataKind.NUMPY, DataKind.HDF5}


@dataclass(slots=True)
class DataCode:
    """What a script needs to read its data.

    Attributes:
        lines: the body of `load_data`.
        constants: statements at the top of the script.
        recipes: names of the recipes that these use.
        files: data files of the program that belong beside the script.
        targets: what each output with a loss is compared with.
        several_inputs: the rows of the inputs are a dictionary.
        several_outputs: the targets are a dictionary.
        rows: the expression that counts the rows of the inputs.
        complete: `load_data` returns something.
    """

    lines: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    recipes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    targets: tuple[OutputBinding, ...] = ()
    several_inputs: bool = False
    several_outputs: bool = False
    rows: str = "len(x)"
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie.

    Attributes:
        data: what a relative path of the data is relative to: the project's folder.
        script: where the script will lie; empty: beside the project.
    """

    data: str = ""
    script: str = ""


def data_code(
    project: Project, fields: Sequence[Field] | None, places: Places | None = None
) -> DataCode:
    """Return how a script reads the data of *project*.

    Args:
        project: its data settings and its drawing.
        fields: what the data holds; None where nobody has looked yet. Sets that are known by
            name, and folders of pictures, need nobody to look.
        places: of the data and of the script.
    """
    code = DataCode()
    known = known_fields(project) if fields is None else tuple(fields)
    by_name = {entry.name: entry for entry in known or ()}
    bindings = bind(project.graph, by_name) if by_name else Bindings()
    todos = [*_todos(project, bindings, bool(by_name)), *_lacking(project, bindings, by_name)]
    code.lines += todos
    if todos or not bindings.inputs or not bindings.targets:
        code.complete = False
        code.lines.append(f'{INDENT}raise NotImplementedError("The data is not complete yet.")')
        return code
    code.targets = bindings.targets
    code.several_inputs = len(bindings.inputs) > 1
    code.several_outputs = len(bindings.outputs) > 1
    if code.several_inputs:
        code.rows = f"len(x[{quoted(bindings.inputs[0].name)}])"
    _read(project.data, places or Places(), code)
    _encode(project.data, bindings, by_name, code)
    _split(project.data, bindings, by_name, code)
    return code


def known_fields(project: Project) -> tuple[Field, ...] | None:
    """Return the fields that are known without reading: of named sets and folders of pictures.

    How many classes a folder has is not known; some losses make other targets of two classes
    than of more, and then it has to be read.
    """
    settings = project.data
    match settings.kind:
        case DataKind.BUILTIN if settings.name in BUILTIN_SETS:
            return BUILTIN_SETS[settings.name].fields
        case DataKind.KERAS if settings.name in KERAS_SETS:
            return KERAS_SETS[settings.name].fields
        case DataKind.IMAGE_FOLDER if settings.path and not _depends_on_classes(project):
            height, width, channels = _picture_form(settings)
            return (
                Field("image", "float32", (height, width, channels), Role.IMAGE),
                Field("label", "int64", (), Role.CLASS),
            )
        case _:
            return None


def _depends_on_classes(project: Project) -> bool:
    forms = {target_form(node.params.get("loss")) for node in project.graph.outputs}
    return not forms <= {Target.INDEX, Target.ONE_HOT}


def _lacking(project: Project, bindings: Bindings, fields: Mapping[str, Field]) -> Iterator[str]:
    """Yield what stops the program too: values that are missing and are not to be filled."""
    wanted = project.data.options.get("missing")
    if wanted == "drop":
        return
    used = {name for bound in bindings.inputs for name in bound.fields}
    used |= {name for bound in bindings.targets for name in bound.fields}
    filled = bindings.fillable(fields) if wanted == "mean" else frozenset[str]()
    for name in sorted(used - filled):
        if count := fields[name].missing:
            yield todo("the data", f"{count} values are missing in {name!r}")


def _todos(project: Project, bindings: Bindings, known: bool) -> Iterator[str]:
    if project.data.kind is DataKind.NONE:
        yield todo("the data", "none is chosen")
    elif not known:
        yield todo("the data", "it has not been read, so what it holds is not known")
    names = project.graph.nodes
    for problem in bindings.problems:
        node = names.get(problem.node or "")
        yield todo(node.name if node else "the data", problem.title)


def _read(settings: DataSettings, places: Places, code: DataCode) -> None:
    match settings.kind:
        case DataKind.BUILTIN:
            code.files.append(f"{settings.name}.npz")
            code.recipes.append("read_numpy")
            code.lines.append(f"{INDENT}fields = read_numpy(HERE / {quoted(code.files[0])})")
        case DataKind.KERAS:
            _read_keras(settings, code)
        case DataKind.NUMPY | DataKind.HDF5:
            reader = "read_numpy" if settings.kind is DataKind.NUMPY else "read_hdf5"
            code.constants.append(_path_constant(settings.path, places))
            code.recipes += [reader, "join_parts"]
            code.lines.append(f"{INDENT}fields, test_rows = join_parts({reader}(DATA))")
        case DataKind.CSV:
            code.constants.append(_path_constant(settings.path, places))
            _read_csv(settings, code)
        case DataKind.IMAGE_FOLDER:
            code.constants.append(_path_constant(settings.path, places))
            _read_images(settings, code)
        case DataKind.NONE:
            pass


def _read_keras(settings: DataSettings, code: DataCode) -> None:
    options = {
        name: literal(settings.options[name])
        for name in ("num_words", "maxlen")
        if settings.options.get(name, option_default(settings.kind, name))
        != option_default(settings.kind, name)
    }
    code.recipes.append("read_keras")
    target = KERAS_SETS[settings.name].fields[-1]
    read = call("read_keras", *arguments([quoted(settings.name)], options))
    code.lines += [
        written(read, INDENT, "fields, test_fields = "),
        f"{INDENT}test_rows = len(test_fields[{quoted(target.name)}])",
        f"{INDENT}fields = {{",
        f"{INDENT * 2}name: np.concatenate([values, test_fields[name]])",
        f"{INDENT * 2}for name, values in fields.items()",
        f"{INDENT}}}",
    ]


def _read_csv(settings: DataSettings, code: DataCode) -> None:
    names = ("delimiter", "encoding", "header", "decimal")
    form = {name: settings.options.get(name, option_default(DataKind.CSV, name)) for name in names}
    if "auto" in form.values():
        given = {name: literal(value) for name, value in form.items() if value != "auto"}
        code.recipes += ["read_csv", "csv_form"]
        code.lines += [
            written(call("csv_form", *arguments(["DATA"], given)), INDENT, "form = "),
            f"{INDENT}fields = read_csv(DATA, **form)",
        ]
        return
    form["header"] = form["header"] == "yes"
    given = {name: literal(value) for name, value in form.items()}
    code.recipes.append("read_csv")
    code.lines.append(written(call("read_csv", *arguments(["DATA"], given)), INDENT, "fields = "))


def _read_images(settings: DataSettings, code: DataCode) -> None:
    height, width, channels = _picture_form(settings)
    code.recipes += ["list_images", "read_image"]
    code.lines += [
        f"{INDENT}image_paths, labels, _ = list_images(DATA)",
        f"{INDENT}form = ({height}, {width}, {channels})",
        f"{INDENT}images = [read_image(path, *form) for path in image_paths]",
        f'{INDENT}fields = {{"image": np.stack(images), "label": labels}}',
    ]


def _picture_form(settings: DataSettings) -> tuple[int, int, int]:
    size = settings.options.get("image_size")
    good = isinstance(size, list) and len(size) == 2 and all(type(side) is int for side in size)
    height, width = size if good and isinstance(size, list) else (64, 64)
    gray = settings.options.get("color_mode") == "grayscale"
    return int(str(height)), int(str(width)), 1 if gray else 3


def _path_constant(path: str, places: Places) -> str:
    """Return the line that names the data: from the script where it lies below it, else in full."""
    data = Path(places.data or ".") / path if places.data else Path(path)
    script = Path(places.script or places.data or ".")
    if not data.is_absolute():
        return f"DATA = HERE / {quoted(data.as_posix())}"
    if script.is_absolute() and data.is_relative_to(script):
        return f"DATA = HERE / {quoted(data.relative_to(script).as_posix())}"
    return written(call("Path", *arguments([quoted(str(data))])), "", "DATA = ")


def _encode(
    settings: DataSettings, bindings: Bindings, fields: Mapping[str, Field], code: DataCode
) -> None:
    arrays = Arrays(fields, settings.kind, bindings)
    drop = settings.options.get("missing") == "drop" and arrays.with_missing
    code.lines += arrays.class_lines()
    if drop:
        code.lines += arrays.drop_lines(settings.kind in _OWN_TESTS)
    x = {quoted(bound.name): arrays.input(bound) for bound in bindings.inputs}
    y = {quoted(bound.name): arrays.target(bound) for bound in bindings.targets}
    code.lines += arrays.extra_lines
    for name, values, several in (
        ("x", x, code.several_inputs),
        ("y", y, code.several_outputs),
    ):
        expression = mapping(values) if several else next(iter(values.values()))
        code.lines.append(written(expression, INDENT, f"{name} = "))
    code.recipes += arrays.recipes


def _split(
    settings: DataSettings, bindings: Bindings, fields: Mapping[str, Field], code: DataCode
) -> None:
    stratified = next((b for b in bindings.targets if b.encoding in ("integer", "one_hot", "binary")
                       and fields[b.fields[0]].role is Role.CLASS), None)  # fmt: skip
    classes = f"fields[{quoted(stratified.fields[0])}]" if stratified and settings.stratify else ""
    own = settings.kind in _OWN_TESTS
    rows = code.rows
    test = literal(settings.test)
    if own:
        code.lines.append(f"{INDENT}rows = {rows} - test_rows")
        test = "0.0" if settings.kind is DataKind.KERAS else f"0.0 if test_rows else {test}"
        classes = classes and f"{classes}[:rows]"
    named = {
        "validation": literal(settings.validation),
        "test": test,
        "seed": literal(settings.seed),
    }
    if classes:
        named["classes"] = classes
    code.recipes.append("split_rows")
    split = call("split_rows", *arguments(["rows" if own else rows], named))
    code.lines.append(written(split, INDENT, "train, validation, test = "))
    if own:
        code.lines += [
            f"{INDENT}if test_rows:",
            f"{INDENT * 2}test = np.arange(rows, rows + test_rows)",
        ]
    _fill(settings, bindings, fields, code)
    code.lines += _parts(code.several_inputs or code.several_outputs)


def _fill(
    settings: DataSettings, bindings: Bindings, fields: Mapping[str, Field], code: DataCode
) -> None:
    if settings.options.get("missing") != "mean":
        return
    for variable, bounds, several in (
        ("x", bindings.inputs, code.several_inputs),
        ("y", bindings.targets, code.several_outputs),
    ):
        for bound in bounds:
            if any(fields[name].missing for name in bound.fields):
                target = f"{variable}[{quoted(bound.name)}]" if several else variable
                code.recipes.append("fill_missing")
                code.lines.append(
                    f"{INDENT}{target} = fill_missing({target}, train).astype({target}.dtype)"
                )


def _parts(nested: bool) -> list[str]:
    if not nested:
        return [f"{INDENT}return [(x[rows], y[rows]) for rows in (train, validation, test)]"]
    return [
        "",
        f"{INDENT}def take(rows):",
        f"{INDENT * 2}return keras.tree.map_structure(lambda values: values[rows], (x, y))",
        "",
        f"{INDENT}return [take(rows) for rows in (train, validation, test)]",
    ]
