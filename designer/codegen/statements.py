"""The statements of a function that builds layers, while it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designer.catalog.catalog import Catalog
from designer.codegen.comments import comment_block, todo
from designer.codegen.expressions import INDENT, WIDTH, Expression, Variable, flat, quoted, written
from designer.codegen.identifiers import Names
from designer.codegen.values import CannotWrite
from designer.graph.graph import Graph
from designer.graph.records import Edge, Endpoint, Node, NodeId


@dataclass(frozen=True, slots=True)
class Statement:
    """A call, and the variables that take its results where somebody uses them."""

    targets: tuple[str, ...]
    value: Expression
    pattern: str = ""
    """What stands before the equal sign, where that is not the targets in a row."""

    def line(self, used: set[str], indent: str = INDENT) -> str:
        """Return the statement; without its variables where none of them is in *used*."""
        names = self.pattern or ", ".join(self.targets)
        before = f"{names} = " if used & set(self.targets) else ""
        return written(self.value, indent, before)


@dataclass(frozen=True, slots=True)
class Loop:
    """Statements under a `for` or an `if`, all of which are needed."""

    head: str
    body: tuple["Line", ...]

    def line(self, used: set[str], indent: str = INDENT) -> str:
        """Return the loop with its body, one step further in."""
        inner = used.union(*(part.targets for part in self.body if isinstance(part, Statement)))
        lines = [line_of(part, inner, indent + INDENT) for part in self.body]
        return "\n".join([f"{indent}{self.head}", *lines])


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of what an expression gives each time: `parts = [make(i) for i in range(3)]`."""

    target: str
    element: Expression
    each: str

    def line(self, used: set[str], indent: str = INDENT) -> str:
        """Return the statement, on several lines where it does not fit on one."""
        whole = f"{indent}{self.target} = [{flat(self.element)} {self.each}]"
        if len(whole) <= WIDTH:
            return whole
        inner = indent + INDENT
        element = written(self.element, inner)
        return f"{indent}{self.target} = [\n{element}\n{inner}{self.each}\n{indent}]"


Line = str | Statement | Loop | Listed
"""A finished line with the indent of a function's body, or what is laid out when all is known."""


def line_of(part: Line, used: set[str], indent: str = INDENT) -> str:
    """Return the text of *part* at *indent*."""
    if isinstance(part, str):
        return "\n".join(indent + text.removeprefix(INDENT) for text in part.split("\n"))
    return part.line(used, indent)


@dataclass(slots=True)
class Writing:
    """What is known while the statements of one function are written.

    Attributes:
        graph: the drawing, or what is in a block, with the parameters of the function in place of
            the values that they stand for.
        names: that are taken in the function.
        layer_names: of all layers of the project: Keras must not choose one for an operation.
        prefix: the variable with the name of the instance, which the names of the layers begin
            with; empty where they have their own.
        frozen_by: the variable that tells whether the layers are trained; empty where there is
            none.
        tensors: variable by output port.
        layers: variable of the layers (or what stands for them) that are called again.
        outputs: variable by the name of the Output.
        inputs: variable by the id of the Input.
        used: variables that somebody needs.
        asked: of them, those that the statement at hand needs.
        keeps_layers: all layers are made before the first is called, so that they can be called
            again.
        late: of those, the variables of models that are made when they are first called.
        loop_variables: names of what loops go through, used again from loop to loop.
        complete: nothing had to be left out.
    """

    graph: Graph
    catalog: Catalog
    name: str
    names: Names
    layer_names: frozenset[str] = frozenset()
    prefix: str = ""
    frozen_by: str = ""
    tensors: dict[Endpoint, str] = field(default_factory=dict)
    layers: dict[NodeId, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    inputs: dict[NodeId, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    keeps_layers: bool = False
    late: dict[NodeId, str] = field(default_factory=dict)
    loop_variables: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    def todo(self, node: Node, words: str) -> str:
        """Return the line that says what is missing at *node*; the code is not complete then."""
        self.complete = False
        return todo(node.name, words)

    def tensor(self, edge: Edge) -> str:
        """Return the variable of what comes along *edge*.

        Raises:
            CannotWrite: if it is not built.
        """
        tensor = self.tensors.get(edge.source)
        if tensor is None:
            source = self.graph.nodes.get(edge.source.node)
            name = source.name if source else edge.source.node
            raise CannotWrite(f"its input {name} is not built")
        self.asked.add(tensor)
        return tensor

    def layer_name(self, name: str, number: str = "") -> Expression:
        """Return the name of a layer as code.

        Args:
            name: of the node.
            number: code that gives the number of a repetition.
        """
        if not self.prefix and not number:
            return quoted(name)
        before = f"{{{self.prefix}}}_" if self.prefix else ""
        after = f"_{{{number}}}" if number else ""
        return formatted(before, name, after)

    def loop_variable(self, wanted: str) -> str:
        """Return the variable called *wanted*, or nearly so, of this function's loops."""
        if wanted not in self.loop_variables:
            self.loop_variables[wanted] = self.names.take(wanted)
        return self.loop_variables[wanted]

    def freeze(self, node: Node, variable: str) -> "Iterator[Line]":
        """Yield what keeps the model in *variable* from being trained, where it must be."""
        line = f"{INDENT}{variable}.trainable = False"
        if not node.trainable:
            yield line
        elif self.frozen_by:
            yield Loop(f"if not {self.frozen_by}:", (line,))

    def trained(self, node: Node) -> Mapping[str, Expression]:
        """Return the argument that freezes a layer, where it has to be said."""
        if not node.trainable:
            return {"trainable": "False"}
        return {"trainable": Variable(self.frozen_by)} if self.frozen_by else {}


def formatted(before: str, text: str, after: str) -> str:
    """Return an f-string: *text* as it is, with code in braces around it."""
    plain = quoted(text.replace("{", "{{").replace("}", "}}"))
    return f"f{plain[0]}{before}{plain[1:-1]}{after}{plain[-1]}"


def comment_lines(node: Node) -> Iterator[str]:
    """Yield the comment that stands above a node's statement, line by line."""
    text = node.extra.get("comment")
    if isinstance(text, str):
        yield from comment_block(text)
