"""What a node shows: words, slots and states, made from records and thrown away with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Family, LayerSpec, Port
from designer.catalog.wording import summary_line
from designer.document.document import Document
from designer.graph.blocks import Block, BlockId, block_of, repeats
from designer.graph.connecting import input_ports, output_ports, params_of
from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import OUTPUT, Direction, Node, NodeId
from designer.graph.shapes import symbolic_text
from designer.session.analysis import NodeReport
from designer.session.first_weights import WeightMark
from designer.ui.canvas.calm import pressing, severity_shown
from designer.ui.canvas.marks import room_for_marks
from designer.ui.canvas.preview import Preview, preview_of, room_for
from designer.ui.canvas.sizes import (
    COLLAPSED_HEIGHT,
    NODE_HEIGHT,
    NODE_MAX_WIDTH,
    NODE_MIN_WIDTH,
    NODE_WIDTH_STEP,
    TEXT_LEFT,
    TEXT_RIGHT,
)
from designer.ui.canvas.slots import Slot, input_slots, output_slots
from designer.ui.canvas.style import Style
from designer.ui.theme.icons import FAMILY_ICONS, exists
from designer.ui.translate import tr

_GAP = 6.0
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that is painted of a node besides hover and selection.

    Attributes:
        line: the key parameters.
        foot: the output shape, or the title of the worst problem.
        severity: what the badge says; a hint where the layer is only not wired yet.
        count: parameters of the layer; empty where not known.
        shared: how many nodes call its layer; 1 where it is not shared.
        twins: the number of the shared layer, the same at all that call it; 0 where it is none.
        weights: whether its first weights are given (`given`), of chance although others were
            asked for (`fresh`), or some of both (`mixed`); empty where nobody said anything.
        preview: what is in the block of which it is an instance.
        repeat: how often it is chained.
        marks_width: the room that the signs beside its name take.
        bypassed: the model is built without it.
        collapsed: only its name is shown.
    """

    id: NodeId
    name: str
    kind: str
    line: str
    foot: str
    count: str
    family: Family
    icon: str
    width: float
    inputs: tuple[Slot, ...]
    outputs: tuple[Slot, ...]
    severity: Severity | None = None
    frozen: bool = False
    shared: int = 1
    known: bool = True
    preview: Preview | None = None
    repeat: int = 1
    twins: int = 0
    weights: str = ""
    marks_width: float = 0.0
    bypassed: bool = False
    collapsed: bool = False

    @property
    def height(self) -> float:
        """How high its box is."""
        return COLLAPSED_HEIGHT if self.collapsed else NODE_HEIGHT

    @property
    def left(self) -> float:
        """Where its box begins, from the node's position: wide ones grow to both sides."""
        return (NODE_MIN_WIDTH - self.width) / 2


@dataclass(frozen=True, slots=True)
class _Alike:
    """What all nodes of one kind with the same parameters have in common."""

    spec: LayerSpec
    line: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]


@dataclass(frozen=True, slots=True)
class FaceMaker:
    """Makes faces."""

    catalog: Catalog
    style: Style
    document: Document | None = None
    _widths: dict[str, float] = field(default_factory=dict)
    _name_widths: dict[str, float] = field(default_factory=dict)
    _alike: dict[tuple[str, str], _Alike] = field(default_factory=dict)
    _exposed: set[NodeId] = field(default_factory=set)
    _previews: dict[BlockId, tuple[Block, Preview]] = field(default_factory=dict)

    def follows_blocks(self, graph: Graph) -> set[NodeId]:
        """Return the nodes whose faces tell of blocks: instances, and whose values are exposed.

        Those are among them that were exposed when this was asked last, or when they were made.
        """
        block = self._here()
        exposed = {id for param in block.params for id, _ in param.targets} if block else set()
        found = exposed | self._exposed
        self._exposed.clear()
        self._exposed.update(exposed)
        found |= {i for i, n in graph.nodes.items() if block_of(graph.owner(n).kind) is not None}
        return found & graph.nodes.keys()

    def face(
        self,
        graph: Graph,
        node: Node,
        report: NodeReport | None,
        problems: Sequence[Problem] = (),
        mark: WeightMark | None = None,
    ) -> Face:
        """Return the face of *node*."""
        owner = graph.owner(node)
        spec = self.catalog.layer(owner.kind)
        family = spec.family if spec else Family.CORE
        told = pressing(problems)
        wrong = bool(told) and told[0].severity is Severity.ERROR
        count = _count_text(node, report)
        like = self._like(graph, node, owner, spec)
        line = self._line(graph, node, owner, like)
        foot = told[0].title if wrong else shape_text(report)
        shared = len(graph.twins.get(owner.id, ())) + 1
        weights = _weights_word(mark)
        twins = graph.twin_groups.get(owner.id, 0)
        marks = room_for_marks((shared > 1) + (not owner.trainable) + bool(weights), twins)
        preview = self._preview(owner)
        kind = _kind_shown(node, owner, spec, preview)
        width = self._width(node.name, kind, shape_text(report), count, marks, preview)
        return Face(
            id=node.id,
            name=node.name,
            kind=kind,
            line=line,
            foot=foot,
            count=count,
            family=family,
            icon=_icon(spec.icon if spec else "", family),
            width=width,
            inputs=self._inputs(graph, node, width, like),
            outputs=self._outputs(graph, node, width, like),
            severity=severity_shown(problems),
            frozen=not owner.trainable,
            shared=shared,
            known=spec is not None,
            preview=preview,
            repeat=repeats(owner) if preview else 1,
            twins=twins,
            weights=weights,
            marks_width=marks,
            bypassed=node.bypassed,
            collapsed=node.collapsed,
        )

    def _inputs(
        self, graph: Graph, node: Node, width: float, like: _Alike | None
    ) -> tuple[Slot, ...]:
        edges = graph.incoming(node.id)
        ports = like.inputs if like else input_ports(graph, self.catalog, node)
        return input_slots(ports, edges, width, _height(node), self._direction)

    def _outputs(
        self, graph: Graph, node: Node, width: float, like: _Alike | None
    ) -> tuple[Slot, ...]:
        if node.kind == OUTPUT:
            return ()
        ports = like.outputs if like else output_ports(graph, self.catalog, node)
        return output_slots(ports, width, _height(node), self._direction)

    def _line(self, graph: Graph, node: Node, owner: Node, like: _Alike | None) -> str:
        if owner is not node:
            return f"shares {owner.name}"
        if like is None:
            return "not in this catalogue"
        block = self._here()
        exposed = [(p.name, t) for p in block.params for t in p.targets] if block else []
        names = {param: name for name, (id, param) in exposed if id == node.id}
        if names:
            self._exposed.add(node.id)
            return summary_line(like.spec, {**params_of(graph, node), **names})
        return like.line

    def _like(self, graph: Graph, node: Node, owner: Node, spec: LayerSpec | None) -> _Alike | None:
        """Return what is the same for many nodes, made once; None where the kind is not known."""
        if spec is None:
            return None
        params = params_of(graph, node)
        key = (owner.kind, repr(params))
        like = self._alike.get(key)
        if like is None or like.spec is not spec:
            if len(self._alike) > _REMEMBERED:
                self._alike.clear()
            line = summary_line(spec, params)
            ports = spec.input_ports(params), spec.output_ports(params)
            like = self._alike[key] = _Alike(spec, line, *ports)
        return like

    @property
    def _direction(self) -> Direction:
        return self.document.project.direction if self.document else Direction.DOWN

    def _here(self) -> Block | None:
        """Return the block whose inside is drawn; None at the root."""
        document = self.document
        if document is None or document.scope is None:
            return None
        return document.project.blocks.get(document.scope)

    def _preview(self, owner: Node) -> Preview | None:
        id = block_of(owner.kind)
        if id is None or self.document is None:
            return None
        block = self.document.project.blocks.get(id)
        if block is None:
            return None
        if id not in self._previews or self._previews[id][0] is not block:
            self._previews[id] = (block, preview_of(block, self.catalog))
        return self._previews[id][1]

    def _width(
        self, name: str, kind: str, foot: str, count: str, marks: float, preview: Preview | None
    ) -> float:
        style = self.style
        title = self._name_width(name) + _GAP
        if kind not in self._widths:
            self._widths[kind] = style.kind_metrics.horizontalAdvance(kind)
        title += self._widths[kind] + marks
        words = max(title, style.mono_width * (len(foot) + len(count) + 2))
        needed = TEXT_LEFT + words + TEXT_RIGHT + room_for(preview) - NODE_MIN_WIDTH
        steps = max(0, -int(-needed // NODE_WIDTH_STEP))
        return min(NODE_MAX_WIDTH, NODE_MIN_WIDTH + NODE_WIDTH_STEP * steps)

    def _name_width(self, name: str) -> float:
        width = self._name_widths.get(name)
        if width is None:
            if len(self._name_widths) > _REMEMBERED:
                self._name_widths.clear()
            width = self.style.name_metrics.horizontalAdvance(name)
            self._name_widths[name] = width
        return width


def _height(node: Node) -> float:
    return COLLAPSED_HEIGHT if node.collapsed else NODE_HEIGHT


def _kind_shown(node: Node, owner: Node, spec: LayerSpec | None, preview: Preview | None) -> str:
    kind = spec.called if spec else owner.kind
    return tr("block") if preview and kind == node.name else kind


def _weights_word(mark: WeightMark | None) -> str:
    if mark is None:
        return ""
    return ("mixed" if mark.fresh else "given") if mark.source else "fresh"


def shape_text(report: NodeReport | None) -> str:
    """Return the shape of the first output, `(B, 8, 8, 32)`; `+1` counts further outputs."""
    if report is None or not report.outputs:
        return ""
    first, *more = report.outputs.values()
    text = symbolic_text(first.shape)
    return f"{text} +{len(more)}" if more else text


def _count_text(node: Node, report: NodeReport | None) -> str:
    if report is None or node.kind in ("Input", "Output"):
        return ""
    return f"{report.parameters:,}"


@cache
def _icon(name: str, family: Family) -> str:
    return name if exists(name) else FAMILY_ICONS[family]
