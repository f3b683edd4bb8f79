"""What the tool tip says of a port or a node."""

from designer.catalog.wording import summary_line
from designer.graph.connecting import input_ports, output_ports, params_of, port_of
from designer.graph.graph import Graph
from designer.graph.problems import Severity
from designer.graph.records import EdgeId, Node, NodeId
from designer.graph.shapes import symbolic_text
from designer.session.session import Session
from designer.ui.canvas.faces import shape_text
from designer.ui.canvas.gestures.stage import Hit, PortHit
from designer.ui.translate import tr


def tip_at(session: Session, hit: Hit) -> str:
    """Return the words for what is under the pointer; empty where there is nothing to say."""
    if hit.port is not None:
        return _port_tip(session, hit.port)
    if hit.edge is not None:
        return edge_tip(session, hit.edge.edge)
    return node_tip(session, hit.node) if hit.node is not None else ""


def edge_tip(session: Session, edge: EdgeId) -> str:
    """Return what is wrong with what a wire brings; empty where nothing is."""
    record = session.document.edge(edge)
    if record is None or session.analysis.report(record.target.node) is not None:
        return ""
    problems = session.analysis.problems_of(record.target.node)
    errors = [each for each in problems if each.severity is Severity.ERROR]
    return errors[0].text or errors[0].title if errors else ""


def node_tip(session: Session, node: NodeId) -> str:
    """Return what a node leaves out, and what its signs mean; empty where there is nothing."""
    graph = session.document.graph
    if node not in graph.nodes:
        return ""
    owner = graph.owner(graph.nodes[node])
    twins = graph.twins.get(owner.id, ())
    lines = _left_out(session, graph, graph.nodes[node])
    if twins:
        others = ", ".join(graph.nodes[id].name for id in (owner.id, *twins) if id != node)
        lines.append(tr("shared ×{n}: one layer with {others}", n=len(twins) + 1, others=others))
    if not owner.trainable:
        lines.append(tr("frozen: training leaves its weights as they are"))
    mark = session.weights.mark(node)
    if mark is not None:
        lines.append(mark.text)
    lines += session.comparison.lines(node)
    return "\n".join(lines)


def _left_out(session: Session, graph: Graph, node: Node) -> list[str]:
    """Return what a collapsed node does not show, and that a bypassed one is not built."""
    lines = []
    if node.collapsed:
        owner = graph.owner(node)
        spec = session.catalog.layer(owner.kind)
        lines.append(f"{node.name} · {spec.called if spec else owner.kind}")
        if spec is not None:
            lines.append(summary_line(spec, params_of(graph, owner)))
        lines.append(shape_text(session.analysis.report(node.id)))
    if node.bypassed:
        lines.append(tr("bypassed: the model is built without it"))
    return [line for line in lines if line]


def _port_tip(session: Session, hit: PortHit) -> str:
    graph = session.document.graph
    node = graph.nodes.get(hit.end.node)
    if node is None:
        return ""
    ports = (output_ports if hit.output else input_ports)(graph, session.catalog, node)
    port = port_of(ports, hit.end.port)
    words = [hit.end.port]
    if port is not None and port.many:
        words.append(tr("takes several wires, in this order"))
    elif port is not None and port.optional:
        words.append(tr("optional"))
    report = session.analysis.report(node.id)
    if hit.output and report is not None and hit.end.port in report.outputs:
        tensor = report.outputs[hit.end.port]
        words.append(f"{symbolic_text(tensor.shape)} {tensor.dtype}")
    return " · ".join(words)
