"""What the tool tip says of a port or a node."""

from designer.graph.connecting import input_ports, output_ports, port_of
from designer.graph.shapes import symbolic_text
from designer.session.session import Session
from designer.ui.canvas.gestures.stage import Hit, PortHit
from designer.ui.translate import tr


def tip_at(session: Session, hit: Hit) -> str:
    """Return the words for what is under the pointer; empty where there is nothing to say."""
    if hit.port is not None:
        return _port_tip(session, hit.port)
    return ""


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
