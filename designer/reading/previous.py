"""What a script does not carry, kept from the drawing that it was written from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Json, LayerSpec, Param
from designer.codegen.comments import comment as one_line
from designer.codegen.expressions import flat
from designer.codegen.identifiers import identifier
from designer.codegen.values import CannotWrite, is_default, value_code
from designer.graph.blocks import Block, BlockId, Exposed, block_of
from designer.graph.graph import Graph
from designer.graph.records import INPUT, OUTPUT, Edge, Endpoint, Node, NodeId
from designer.project.kinds import catalog_for
from designer.project.project import Project
from designer.reading.comments import COMMENT, Comments, todo_names
from designer.reading.matching import fresh, match
from designer.reading.module_text import merged_module
from designer.reading.placing import place_new
from designer.reading.projects import Drawn, with_ends
from designer.reading.translating import Words, kept_exposed, translated, with_names, words_of

T = TypeVar("T")
_UNSAID: Mapping[str, frozenset[str]] = {
    INPUT: frozenset({"columns", "encoding", "index"}),
    OUTPUT: frozenset({"columns", "encoding", "index"}),
}
"""Parameters that no script says."""
_TRAINING = frozenset({"loss", "loss_weight", "metrics"})


@dataclass(frozen=True, slots=True)
class Before:
    """How it was.

    Attributes:
        project: the drawing.
        read: what the script of that drawing was read as; what reads the same now has not
            changed, whatever is lost on the way.
        told: ids of the nodes and wires that this script carries.
        todos: names in the remarks of this script.
    """

    project: Project
    read: Project | None = None
    told: frozenset[str] | None = None
    todos: frozenset[str] = frozenset()


def before(drawn: Drawn | None, project: Project, comments: Comments, catalog: Catalog) -> Before:
    """Return how *project* was, and what of it its script carries.

    Args:
        drawn: what its script was read as; None where that is not known.
        project: the drawing.
        comments: of its script.
        catalog: what Keras offers.
    """
    if drawn is None:
        return Before(project)
    graphs = (project.graph, *(block.graph for block in project.blocks.values()))
    everything = frozenset(id for graph in graphs for id in (*graph.nodes, *graph.edges))
    keeping = _Keeping(drawn, Before(project, drawn.project, everything), set(), catalog)
    told = {*keeping.graph(drawn.project.graph, project.graph, None).edges}
    told.update(keeping.matched)
    for block in keeping.blocks().values():
        told.update(block.graph.edges)
    told.update(keeping.matched)
    return Before(project, drawn.project, frozenset(told), frozenset(todo_names(comments)))


def kept(now: Drawn, before: Before, comments: Comments, catalog: Catalog) -> Project:
    """Return what was read, with everything that the script does not carry as it was."""
    keeping = _Keeping(now, before, todo_names(comments), catalog)
    blocks = keeping.blocks()
    graph = keeping.graph(now.project.graph, before.project.graph, None)
    return replace(
        before.project,
        name=keeping.name(),
        graph=graph,
        blocks=blocks,
        compile=_unless_same(now, before, lambda project: project.compile),
        fit=_unless_same(now, before, lambda project: project.fit),
        module=_module(now.project, before),
        packages=tuple(sorted({*before.project.packages, *now.project.packages})),
        structure=now.project.structure
        if before.read is None or before.read.structure != now.project.structure
        else before.project.structure,
    )


def _unless_same(now: Drawn, before: Before, part: Callable[[Project], T]) -> T:
    if not now.finished or before.read is None or part(before.read) == part(now.project):
        return part(before.project)
    return part(now.project)


def _module(now: Project, before: Before) -> str:
    """Return the own module with what was edited in the part of it that the script shows."""
    shown = before.read.module if before.read is not None else ""
    if shown == now.module:
        return before.project.module
    return merged_module(before.project.module, shown, now.module)


class _Keeping:
    """One project that is read again."""

    def __init__(self, now: Drawn, before: Before, todos: set[str], catalog: Catalog) -> None:
        self._now, self._before, self._todos = now, before, todos
        old = before.project
        self._root = old.graph.nodes
        self.matched: set[NodeId] = set()
        self._catalog = catalog_for(old, catalog)
        self._graphs = [old.graph, *(block.graph for block in old.blocks.values())]
        self._node_id = fresh("n", (id for graph in self._graphs for id in graph.nodes))
        self._edge_id = fresh("e", (id for graph in self._graphs for id in graph.edges))
        self._words = words_of(now.project.blocks, old.blocks)

    def name(self) -> str:
        """Return the name of the project: the script has it as Keras can carry it."""
        old, now = self._before.project, self._now.project
        if not self._now.finished or old.model_name == now.name:
            return old.name
        return now.name

    # ---- blocks ----

    def blocks(self) -> dict[BlockId, Block]:
        """Return the blocks; those that the script does not use any more stay in the project."""
        result = dict(self._before.project.blocks)
        for id, block in self._now.project.blocks.items():
            words = self._words[id]
            old = self._before.project.blocks.get(words.id)
            result[words.id] = self._block(id, block, words, old)
        return result

    def _block(self, id: BlockId, block: Block, words: Words, old: Block | None) -> Block:
        ids: dict[NodeId, NodeId] = {}
        graph = self.graph(with_names(block.graph, words), old.graph if old else Graph(), id, ids)
        exposed = tuple(
            Exposed(
                words.params.get(entry.name, entry.name),
                entry.default,
                tuple((ids.get(node, node), self._target(block, node, n)) for node, n in
                      entry.targets),
            )
            for entry in block.params
        )  # fmt: skip
        if old is None:
            return replace(block, id=words.id, graph=graph, params=exposed)
        named = identifier(old.name) == identifier(block.name)
        return replace(
            old,
            name=old.name if named else block.name,
            graph=graph,
            params=kept_exposed(exposed, old.params),
            style=block.style,
            notes=old.notes if _words(old.notes) == _words(block.notes) else block.notes,
        )

    def _target(self, block: Block, node: NodeId, name: str) -> str:
        """Return what a parameter of a node inside of a block is called there."""
        inner = self._words.get(block_of(block.graph.nodes[node].kind) or "")
        return inner.params.get(name, name) if inner else name

    # ---- one graph ----

    def graph(
        self,
        new: Graph,
        old: Graph,
        scope: BlockId | None,
        names: dict[NodeId, NodeId] | None = None,
    ) -> Graph:
        """Return one graph with the ids, places and unsaid fields of *old*."""
        order = self._now.order.get(scope, ())
        new = translated(new, self._words)
        found = match(new, old, order, self._now.unnamed)
        self.matched.update(found.values())
        ids = {id: found.get(id) or self._node_id() for id in order}
        if names is not None:
            names.update(ids)
        nodes = [self._node(new.nodes[id], old.nodes.get(found.get(id, "")), ids) for id in order]
        result = {node.id: node for node in nodes}
        waiting = {
            id: node
            for id, node in old.nodes.items()
            if id not in result and self._stays(node, scope)
        }
        result.update(waiting)
        edges = self._edges(new, old, ids, waiting)
        graph = place_new(
            replace(old, nodes=result, edges=edges),
            {ids[id] for id in order if id not in found},
            [ids[id] for id in order],
            self._before.project.direction,
        )
        is_ordered = self._now.finished or scope is not None
        return _with_order(graph, new, ids) if is_ordered else graph

    def _stays(self, node: Node, scope: BlockId | None) -> bool:
        """Tell whether a node that is not in the script is still meant: its remark is there."""
        name, before = one_line(node.name), self._before
        if before.told is None:
            return name in self._todos
        if node.id in before.told:
            return False
        return name in self._todos or name not in before.todos

    def _node(self, new: Node, old: Node | None, ids: Mapping[NodeId, NodeId]) -> Node:
        layer = ids[new.layer] if new.layer else None
        if old is None:
            return replace(new, id=ids[new.id], layer=layer)
        extra = {name: value for name, value in old.extra.items() if name != COMMENT}
        if COMMENT in new.extra:
            extra[COMMENT] = _kept_comment(new.extra[COMMENT], old.extra.get(COMMENT))
        return replace(
            old,
            kind=new.kind,
            name=self._name_of(new, old),
            params=self._params(new, old),
            layer=layer,
            trainable=old.trainable if layer else new.trainable,
            extra=old.extra if extra == old.extra else extra,
        )

    def _name_of(self, new: Node, old: Node) -> str:
        if new.kind == OUTPUT and not self._says_output_names and old.id in self._root:
            return old.name
        if new.id in self._now.unnamed:
            return old.name
        is_variable = new.layer is not None or new.kind.startswith("ops.")
        if is_variable and _same_variable(new.name, old.name):
            return old.name
        return new.name

    @property
    def _says_output_names(self) -> bool:
        return len(self._now.project.graph.outputs) > 1

    def _params(self, new: Node, old: Node) -> Mapping[str, Json]:
        if new.kind != old.kind:
            return {**new.params, **_unsaid(old, new.kind)}
        said = {n: v for n, v in new.params.items() if n not in _UNSAID.get(new.kind, ())}
        new = replace(new, params=said)
        spec = self._catalog.layer(new.kind)
        result: dict[str, Json] = {}
        for name, value in old.params.items():
            if _is_application_setting(new, name, value):
                result[name] = value
                continue
            param = spec.param(name) if spec else None
            if name in new.params:
                same = self._same(value, new.params[name], param)
                result[name] = value if same else new.params[name]
            elif self._is_unsaid(new, old, name, value, param, spec):
                result[name] = value
        result.update({n: value for n, value in new.params.items() if n not in old.params})
        return old.params if result == old.params and _typed_alike(result, old.params) else result

    def _is_unsaid(
        self,
        new: Node,
        old: Node,
        name: str,
        value: Json,
        param: Param | None,
        spec: LayerSpec | None,
    ) -> bool:
        """Tell whether a parameter is missing because no script would have it."""
        if new.kind == INPUT and old.id not in self._root:
            return True  # what a block's input is like follows from what is wired to it
        if name in _UNSAID.get(new.kind, ()) or (param is None and spec is not None):
            return True
        if new.kind == OUTPUT and name in _TRAINING:
            return not self._changed_training(new, old)
        if old.layer is not None and param is not None and not param.call:
            return True
        return param is not None and is_default(value, param)

    def _changed_training(self, new: Node, old: Node) -> bool:
        """Tell whether the script says other losses than the script of the drawing did."""
        read = self._before.read
        if not self._now.compiled or read is None:
            return False
        places = [node.id for node in self._now.project.graph.outputs]
        number = places.index(new.id) if new.id in places else -1
        if 0 <= number < len(read.graph.outputs):
            return _training(read.graph.outputs[number]) != _training(new)
        return True

    def _same(self, old: Json, new: Json, param: Param | None) -> bool:
        if type(old) is type(new) and old == new:
            return True
        try:
            catalog = self._catalog
            return flat(value_code(old, param, catalog)) == flat(value_code(new, param, catalog))
        except CannotWrite:
            return False

    # ---- wires ----

    def _edges(
        self,
        new: Graph,
        old: Graph,
        ids: Mapping[NodeId, NodeId],
        waiting: Mapping[NodeId, Node],
    ) -> dict[str, Edge]:
        known: dict[tuple[Endpoint, Endpoint], list[Edge]] = {}
        for edge in sorted(old.edges.values(), key=lambda edge: (edge.order, edge.id)):
            known.setdefault((edge.source, edge.target), []).append(edge)
        found: dict[Endpoint, list[Edge]] = {}
        for edge in sorted(new.edges.values(), key=lambda edge: edge.order):
            source = Endpoint(ids[edge.source.node], edge.source.port)
            target = Endpoint(ids[edge.target.node], edge.target.port)
            same = known.get((source, target))
            made = same.pop(0) if same else Edge(self._edge_id(), source, target, edge.order)
            found.setdefault(target, []).append(made)
        result = {edge.id: edge for edges in found.values() for edge in _in_order(edges)}
        present = {*ids.values(), *waiting}
        told = self._before.told
        for id, edge in old.edges.items():
            ends = {edge.source.node, edge.target.node}
            untold = ends & waiting.keys() if told is None else id not in told
            if untold and ends <= present:
                result.setdefault(id, edge)
        return result


def _in_order(edges: Sequence[Edge]) -> list[Edge]:
    """Return wires into one port so that they stand in this order; unchanged where they do."""
    if sorted(edges, key=lambda edge: (edge.order, edge.id)) == list(edges):
        return list(edges)
    return [replace(edge, order=number) for number, edge in enumerate(edges)]


def _with_order(graph: Graph, new: Graph, ids: Mapping[NodeId, NodeId]) -> Graph:
    """Return *graph* with its inputs and outputs in the order of the script."""
    inputs = [graph.nodes[ids[node.id]].name for node in new.inputs]
    outputs = [graph.nodes[ids[node.id]].name for node in new.outputs]
    return with_ends(graph, inputs, outputs)


def _is_application_setting(new: Node, name: str, value: Json) -> bool:
    """Tell whether a script writes a setting of an application in other words."""
    if not new.kind.startswith("applications."):
        return False
    if name == "input_shape":
        return name not in new.params
    from_file = isinstance(value, str) and value != "imagenet"
    return name == "weights" and from_file and new.params.get(name, "imagenet") is None


def _same_variable(name: str, other: str) -> bool:
    """Tell whether *name* is what a script calls *other*, with a number where that was taken."""
    wanted = identifier(other)
    stem, _, number = name.rpartition("_")
    return name in (other, wanted) or (stem == wanted and number.isdecimal())


def _unsaid(node: Node, kind: str) -> dict[str, Json]:
    return {n: value for n, value in node.params.items() if n in _UNSAID.get(kind, ())}


def _training(node: Node) -> dict[str, Json]:
    return {name: value for name, value in node.params.items() if name in _TRAINING}


def _typed_alike(first: Mapping[str, Json], second: Mapping[str, Json]) -> bool:
    return all(type(first[name]) is type(second[name]) for name in first)


def _kept_comment(new: Json, old: Json) -> Json:
    return old if _words(new) == _words(old) else new


def _words(comment: Json) -> list[str]:
    return str(comment).split()
