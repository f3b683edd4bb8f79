"""Functions of a script that are read as blocks: the same layers, with values that differ.

A function is read once with its tensors as inputs and its other parameters as holes. Where each
hole goes straight to arguments of layers, the function is a block. Where it decides or computes
anything, its uses differ in more than values, and each is read by itself.
"""

import ast

from designer.catalog.specs import Json
from designer.graph.blocks import REPEAT
from designer.reading.calling import run_function
from designer.reading.constants import NotPlain, plain
from designer.reading.findings import NotAlike, Refused
from designer.reading.layers import TRAINABLE
from designer.reading.machine import Machine, Trace
from designer.reading.models import shaped
from designer.reading.values import (
    COUNTED,
    Call,
    Function,
    Hole,
    Layer,
    Model,
    NameHole,
    Template,
    Tensor,
    Use,
    tensors_in,
)

NAME = "name"
_Key = tuple[int, int, frozenset[str]]


class Blocks:
    """The functions of one script that are blocks, each read once."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._templates: dict[_Key, Template | None] = {}
        self._uses = _count_uses(machine.tree)
        self._being_read: set[int] = set()

    def use(self, function: Function, arguments: dict[str, object], line: int) -> object | None:
        """Return what a use of *function* gives as a block; None where it is none."""
        if not self._may_be(function, arguments):
            return None
        ports = frozenset(n for n, v in arguments.items() if isinstance(v, Tensor))
        key = (id(function.node), id(function.scope), ports)
        if key not in self._templates:
            self._templates[key] = self._read(function, arguments, ports, line)
        template = self._templates[key]
        if template is None:
            return None
        try:
            return self._made(template, arguments, line)
        except (NotPlain, NotAlike):
            if self._machine.trace.is_template:
                raise NotAlike from None
            return None

    def _may_be(self, function: Function, arguments: dict[str, object]) -> bool:
        if not isinstance(function.node, ast.FunctionDef) or id(function.node) in self._being_read:
            return False
        if not any(isinstance(value, Tensor) for value in arguments.values()):
            return NAME in arguments and _returns_function(function.node)
        if any(not isinstance(v, Tensor) and tensors_in(v) for v in arguments.values()):
            return False
        return NAME in arguments or self._uses.get(function.name, 0) > 1

    # ---- reading ----

    def _read(
        self, function: Function, arguments: dict[str, object], ports: frozenset[str], line: int
    ) -> Template | None:
        machine = self._machine
        template = Template(function.name, function)
        known = dict(machine.findings.found)
        trace = Trace(is_template=True)
        self._being_read.add(id(function.node))
        try:
            with machine.noting_in(trace):
                inside = self._filled(template, arguments, ports, line)
                result = machine.call(function, [], inside, line)
                if isinstance(result, Function) and not ports:
                    result = self._called(template, result, line)
            self._finish(template, trace, result)
        except (NotAlike, NotPlain, Refused):
            machine.findings.found = known
            return None
        finally:
            self._being_read.discard(id(function.node))
        return template

    def _filled(
        self, template: Template, arguments: dict[str, object], ports: frozenset[str], line: int
    ) -> dict[str, object]:
        """Return the arguments with which the function is read: inputs and holes."""
        function = template.function
        inside: dict[str, object] = {}
        for name, value in arguments.items():
            if name in ports:
                inside[name] = self._port(template, name, line)
            elif name == NAME and isinstance(value, str | NameHole | None):
                template.named = True
                default = function.defaults.get(name)
                template.default_name = default if isinstance(default, str) else ""
                inside[name] = NameHole()
            else:
                template.holes[name] = self._default(function, name, value, line)
                inside[name] = Hole(name, template.holes[name])
        return inside

    def _port(self, template: Template, name: str, line: int) -> Tensor:
        machine = self._machine
        layer = Layer("Input", machine.catalog.layer("Input"), line, name=name, named=True)
        call = Call(layer, (), line, machine.next_place())
        layer.calls.append(call)
        machine.trace.calls.append(call)
        template.ports[name] = call
        return Tensor(call)

    def _called(self, template: Template, inner: Function, line: int) -> object:
        """Return what the function that a function returned gives for new tensors."""
        template.keeps = True
        names = [argument.arg for argument in inner.node.args.args]
        tensors: dict[str, object] = {name: self._port(template, name, line) for name in names}
        return run_function(self._machine, inner, tensors, line)

    def _default(self, function: Function, name: str, value: object, line: int) -> Json:
        given = function.defaults.get(name, value)
        if isinstance(given, Hole):
            return given.default
        return plain(given, None, self._machine.catalog, line)

    def _finish(self, template: Template, trace: Trace, result: object) -> None:
        inside = {id(call) for call in trace.calls}
        template.calls = [call for call in trace.calls if call not in template.ports.values()]
        if isinstance(result, Model):
            _finish_model(template, result)
        else:
            _set_outputs(template, result)
        if trace.has_plain_names and template.model is None:
            raise NotAlike
        for call in template.calls:
            if any(id(tensor.call) not in inside for _, tensor in call.inputs):
                raise NotAlike  # a tensor from around the function
            if any(id(made) not in inside for made in call.maker.calls):
                raise NotAlike  # a layer that is called elsewhere too
        if not template.named and len(template.calls) < 2:
            raise NotAlike

    # ---- using ----

    def _made(self, template: Template, arguments: dict[str, object], line: int) -> object:
        machine = self._machine
        use = Use(template, {}, "", line, statement=machine.statement)
        template.uses.append(use)
        self._name(use, arguments.get(NAME))
        for name, default in template.holes.items():
            value = arguments[name]
            if name == TRAINABLE:
                use.trainable = value is not False
                continue
            if isinstance(value, Hole):
                use.holes[name], use.params[name] = value.name, value.default
                continue
            made = plain(value, None, machine.catalog, line)
            if made != default or isinstance(made, bool) != isinstance(default, bool):
                use.params[name] = made
        if template.model is not None or template.keeps:
            return use
        tensors = [arguments[name] for name in template.ports]
        call = Call(
            use,
            tuple((f"#{n}", t) for n, t in enumerate(tensors) if isinstance(t, Tensor)),
            line,
            machine.next_place(),
            statement=machine.statement,
            loop=machine.loops[-1] if machine.loops else None,
            home=machine.scope.names.get("\0home"),
        )
        use.calls.append(call)
        machine.trace.calls.append(call)
        return shaped(template.returned, call)

    def _name(self, use: Use, given: object) -> None:
        match given:
            case NameHole(ending=ending) if ending.startswith("_") and len(ending) > 1:
                self._named(use, ending[1:])
            case NameHole():
                raise NotAlike
            case str() if given:
                self._machine.trace.has_plain_names = True
                self._named(use, given)
            case _:
                use.name = self._machine.auto_name(use.template.name)

    def _named(self, use: Use, name: str) -> None:
        stem, mark, count = name.partition(COUNTED)
        use.name, use.named = stem.removesuffix("_") if mark else name, True
        if mark:
            use.holes[REPEAT] = count
            use.params[REPEAT] = self._machine.trace.counts.get(count)


def _returns_function(node: ast.FunctionDef) -> bool:
    """Tell whether a function ends with `return` and the name of a function defined in it."""
    defined = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    match node.body[-1]:
        case ast.Return(value=ast.Name(id=name)):
            return name in defined
        case _:
            return False


def _set_outputs(template: Template, result: object) -> None:
    match result:
        case Tensor():
            template.outputs = {"output": result}
        case list() | tuple() if result and all(isinstance(entry, Tensor) for entry in result):
            template.outputs = {
                f"output_{n}" if n > 1 else "output": t for n, t in enumerate(tensors_in(result), 1)
            }
        case dict() if result and all(isinstance(entry, Tensor) for entry in result.values()):
            template.outputs = {str(k): t for k, t in result.items() if isinstance(t, Tensor)}
        case _:
            raise NotAlike
    template.returned = result


def _finish_model(template: Template, model: Model) -> None:
    if model.trouble is not None or not model.named or model.name:
        raise NotAlike
    template.model = model
    starts = [tensor.call for tensor in model.inputs]
    if len(starts) != len(template.ports):
        raise NotAlike
    template.calls = [call for call in template.calls if call not in starts]
    template.ports = {call.maker.name: call for call in starts}
    _set_outputs(template, model.outputs)


def _count_uses(tree: ast.Module) -> dict[str, int]:
    """Return how often each function is called by its name; in a loop counts as twice."""
    found: dict[str, int] = {}
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    loops = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp)
    while waiting:
        node, times = waiting.pop()
        times = 2 if isinstance(node, loops) else times
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found[node.func.id] = found.get(node.func.id, 0) + times
        waiting += [(child, times) for child in ast.iter_child_nodes(node)]
    return found
