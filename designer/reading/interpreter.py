"""The interpreter: what is called, and what is asked of values; the rooms know the rest."""

import ast
from collections.abc import Iterable

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Registry
from designer.reading import (
    arithmetic,
    asking,
    builtin,
    calling,
    expressions,
    layers,
    methods,
    models,
    recipes,
    sequences,
    statements,
)
from designer.reading.blocks import Blocks
from designer.reading.constants import bound, object_spec
from designer.reading.findings import NotAlike, Refused
from designer.reading.known import call_known
from designer.reading.library import MERGES, canonical
from designer.reading.machine import LARGEST, Machine
from designer.reading.values import (
    Function,
    Hole,
    Inner,
    Instance,
    Layer,
    Method,
    Model,
    NameHole,
    OwnClass,
    Reference,
    ShapeOf,
    Tensor,
    Thing,
    TypeOf,
    Unknown,
    Use,
    tensors_in,
    unknown_in,
)

_FLOATS = ("math", "numpy")
_MODELS = {"keras.Input", "keras.Model", "keras.Sequential"}


class Interpreter(Machine):
    """Reads one script."""

    def __init__(self, tree: ast.Module, catalog: Catalog, text: str = "") -> None:
        super().__init__(tree, catalog, text)
        self.blocks = Blocks(self)

    def evaluate(self, node: ast.expr) -> object:
        """Return the value of an expression."""
        return expressions.evaluate(self, node)

    def run(self, nodes: Iterable[ast.stmt]) -> None:
        """Read statements one after the other."""
        statements.run(self, nodes)

    def iterate(self, value: object, line: int) -> list[object] | None:
        """Return the elements of *value*; None where they are not known."""
        match value:
            case list() | tuple() | str() | dict():
                return list(value)
            case range():
                if len(value) > LARGEST:
                    raise Refused(line, f"A loop over {len(value):,} numbers is too long to read.")
                return list(value)
            case Hole() | NameHole():
                raise NotAlike
            case Method(owner=Layer() as owner, name="layers"):
                return [Inner(owner)]
            case _:
                return None

    def build(self, model: Model) -> None:
        """Call the layers of a Sequential model one after the other."""
        sequences.build_sequence(self, model)

    # ---- calls ----

    def call(
        self, function: object, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        """Return what *function* returns for these arguments."""
        match function:
            case Function():
                return self._own(function, positional, named, line)
            case Reference():
                return self._library(function, positional, named, line)
            case Layer():
                return layers.call_layer(self, function, positional, named, line)
            case Model() | Use():
                return models.call_model(self, function, positional, named, line)
            case Method(owner=Instance() as owner, name=name):
                member = owner.made_of.members[name]
                return self.call(member, [owner, *positional], named, line)
            case Method(owner=Model() as owner, name=name):
                return asking.use_model(self, owner, name, positional, named, line)
            case Method(owner=owner, name=name):
                return methods.call_method(self, owner, name, positional, named, line)
            case OwnClass():
                return self._own_class(function, positional, named, line)
            case Hole() | NameHole():
                raise NotAlike
            case _:
                return _not_known(positional, named, line, "something that cannot be called here")

    def _own(
        self, function: Function, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        self.called.add(function.name)
        arguments = calling.arguments_of(function, positional, named, line)
        if arguments is not None and function.name in recipes.KNOWN:
            return recipes.settings_of(function.name, arguments, line)
        if arguments is None:
            return Unknown(line, f"the result of {function.name}(), which takes other arguments")
        as_block = self.blocks.use(function, arguments, line)
        if as_block is not None:
            return as_block
        return calling.run_function(self, function, arguments, line)

    def _own_class(
        self, made: OwnClass, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if made.is_object:
            names = _parameters(made, "__init__")
            given = dict(zip(names, positional, strict=False)) | named
            return Thing(f"custom.{made.name}", given, line)
        if not made.is_layer and not made.is_model:
            return self._instance(made, positional, named, line)
        if not made.is_layer:
            words = "which derives from keras.Model" if made.is_model else "a class of this script"
            return Unknown(line, f"a {made.name}, {words}")
        kind = f"custom.{made.name}"
        spec = self.catalog.layer(kind)
        names = _parameters(made, "__init__")
        given = dict(zip(names, positional, strict=False)) | named
        layer = layers.make_layer(self, kind, spec, [], given, line)
        if spec is None:
            layer.extra["ports"] = list(_parameters(made, "call"))
        return layer

    def _instance(
        self, made: OwnClass, positional: list[object], named: dict[str, object], line: int
    ) -> Instance:
        instance = Instance(made)
        begin = made.members.get("__init__")
        if isinstance(begin, Function):
            self.call(begin, [instance, *positional], named, line)
        return instance

    def _library(
        self, function: Reference, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        path = function.path
        head, _, rest = path.partition(".")
        if head == "builtins":
            return builtin.call_builtin(self, rest, positional, named, line)
        known = call_known(function.name, positional, named, line)
        if known is not None:
            return known
        if head in _FLOATS:
            return builtin.call_math(function.name, positional, named, line, path)
        if head == "keras":
            return self._keras(path, positional, named, line)
        if ".layers." in path and function.name[:1].isupper():
            return self._package_layer(path, positional, named, line)
        return _not_known(positional, named, line, f"`{path}()`")

    def _package_layer(
        self, path: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        self.packages.add(path.partition(".")[0])
        return layers.make_layer(self, path, self.catalog.layer(path), positional, named, line)

    def _keras(
        self, path: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if path in _MODELS:
            return self._model(path, positional, named, line)
        module, _, name = path.removeprefix("keras.").rpartition(".")
        match module:
            case "layers" if name in MERGES:
                return self._merged(MERGES[name], positional, named, line)
            case "layers":
                return self._layer(name, positional, named, line)
            case "applications" if name[:1].isupper():
                return self._application(name, positional, named, line)
            case "activations" if tensors_in(positional):
                return self._activation(name, positional, named, line)
            case "utils" if name == "set_random_seed":
                self.seed = positional[0] if positional else named.get("seed")
                return None
            case "config" if name == "image_data_format":
                return "channels_last"
        if path == "keras.ops.shape" and positional and isinstance(positional[0], Tensor):
            return self.attribute(positional[0], "shape", line)
        if path.startswith("keras.ops."):
            return self._operation(path, positional, named, line)
        return self._thing(path, positional, named, line)

    def _model(
        self, path: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if path == "keras.Input":
            return models.make_input(self, positional, named, line)
        if path == "keras.Sequential":
            return sequences.make_sequence(self, positional, named, line)
        return models.make_model(self, positional, named, line)

    def _layer(
        self, name: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if name == "InputLayer":
            return models.make_input(self, positional, named, line)
        spec = self.catalog.layer(name)
        if spec is None:
            self.findings.add(
                line, f"Keras has no layer {name}.", "Check its name, or import what it comes from."
            )
        return layers.make_layer(self, name, spec, positional, named, line)

    def _merged(
        self, name: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        given = positional[0] if positional else named.pop("inputs", None)
        layer = layers.make_layer(self, name, self.catalog.layer(name), positional[1:], named, line)
        return layers.call_layer(self, layer, [given], {}, line)

    def _application(
        self, name: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        kind = f"applications.{name}"
        spec = self.catalog.layer(kind)
        places = ("include_top", "weights", "input_tensor", "input_shape", "pooling", "classes")
        given = dict(zip(places, positional, strict=False)) | named
        tensor = given.pop("input_tensor", None)
        if spec is not None and spec.param("input_shape") is None:
            shape = given.pop("input_shape", None)
        else:
            shape = given.get("input_shape")
        layer = layers.make_layer(self, kind, spec, [], given, line)
        if not layer.named:
            layer.name = name.lower()
        layer.input_shape = shape
        if isinstance(tensor, Tensor):
            layers.call_layer(self, layer, [tensor], {}, line)
        return layer

    def _activation(
        self, name: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if self.catalog.layer(f"ops.{name}") is not None:
            return layers.call_operation(self, f"ops.{name}", positional, named, line)
        layer = layers.make_layer(
            self, "Activation", self.catalog.layer("Activation"), [name], {}, line
        )
        return layers.call_layer(self, layer, positional[:1], {}, line)

    def _operation(
        self, path: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        if not tensors_in([positional, named]):
            result = builtin.call_math(path.rpartition(".")[2], positional, named, line, path)
            if not isinstance(result, Unknown):
                return result
        return layers.call_operation(self, path.removeprefix("keras."), positional, named, line)

    def _thing(
        self, path: str, positional: list[object], named: dict[str, object], line: int
    ) -> object:
        spec = object_spec(path, self.catalog)
        if spec is None:
            return _not_known(positional, named, line, f"`{path}()`")
        if spec.registry is Registry.ACTIVATION and path.rpartition(".")[2].islower():
            return Unknown(line, f"the result of `{path}()`")
        given = bound(spec, positional, named)
        return Thing(path, {k: v for k, v in given.items() if k != "name" or v}, line)

    # ---- attributes ----

    def attribute(self, owner: object, name: str, line: int) -> object:
        """Return `owner.name`."""
        match owner:
            case Reference(path=path):
                return self._member(path, name)
            case Tensor():
                return _of_tensor(owner, name, line)
            case Layer():
                return self._of_layer(owner, name, line)
            case Model():
                found = asking.model_attribute(self, owner, name, line)
                return Method(owner, name) if found is None else found
            case Instance() | OwnClass():
                return _member_of(owner, name, line)
            case Inner(model=layer):
                return Unknown(line, f"the layers inside of {layer.name}")
            case Use() if name == "name":
                return owner.name
            case Hole() | NameHole():
                raise NotAlike
            case list() | dict() | str() | tuple() | ShapeOf():
                return Method(owner, name)
            case _:
                return Unknown(line, f"`.{name}` of a value that only a run has")

    def _member(self, path: str, name: str) -> object:
        if path in _FLOATS and name in arithmetic.MATH:
            return arithmetic.MATH[name]
        return Reference(canonical(f"{path}.{name}"))

    def _of_layer(self, layer: Layer, name: str, line: int) -> object:
        if name in ("input", "inputs", "output", "outputs"):
            return asking.layer_ends(self, layer, name, line)
        if name == "layers":
            return Method(layer, "layers")
        if name == "name":
            return layer.name
        if name == "trainable":
            return layer.trainable
        if name in layer.holes:
            raise NotAlike
        if name in layer.params:
            return layer.params[name]
        return Unknown(line, f"`{layer.name}.{name}`")


def _member_of(owner: Instance | OwnClass, name: str, line: int) -> object:
    """Return an attribute of an object or a class of the script; methods bound to the object."""
    if isinstance(owner, Instance) and name in owner.fields:
        return owner.fields[name]
    made = owner.made_of if isinstance(owner, Instance) else owner
    found = made.members.get(name, Unknown(line, f"`.{name}` of a {made.name}"))
    if not isinstance(owner, Instance) or not isinstance(found, Function):
        return found
    marks = getattr(found.node, "decorator_list", [])
    plain = any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in marks)
    return found if plain else Method(owner, name)


def _of_tensor(tensor: Tensor, name: str, line: int) -> object:
    if name == "shape":
        shape = tensor.call.shape if tensor.port == "output" else None
        return ShapeOf(tensor) if shape is None else shape
    if name == "dtype":
        return TypeOf(tensor)
    if name == "name":
        return tensor.call.maker.name
    return Unknown(line, f"`.{name}` of a tensor")


def _not_known(
    positional: list[object], named: dict[str, object], line: int, words: str
) -> Unknown:
    lost = unknown_in([*positional, *named.values()])
    if tensors_in([positional, named]):
        return Unknown(line, f"the result of {words}, which is called on a tensor of the model")
    if lost is not None and not words.startswith("`"):
        return lost
    return Unknown(line, f"the result of {words}")


def _parameters(made: OwnClass, method: str) -> list[str]:
    """Return the names of the parameters of a method, `self` left out."""
    for node in made.node.body:
        if isinstance(node, ast.FunctionDef) and node.name == method:
            return [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)][1:]
    return []
