"""Whose faces a change may alter."""

from designer.document.change import Change
from designer.graph.graph import Graph
from designer.graph.records import NodeId


def faces_touched(graph: Graph, change: Change) -> set[NodeId]:
    """The nodes whose faces a change may alter: its own, their twins, and the ends of wires.

    A bypassed node shows what comes to it, so those below any of these are among them.
    """
    touched = set(change.nodes)
    for id in change.nodes:
        touched.update(graph.twins.get(id, ()))
        for node in (change.nodes[id].before, change.nodes[id].after):
            if node is not None and node.layer:
                touched.add(node.layer)
                touched.update(graph.twins.get(node.layer, ()))
    for step in change.edges.values():
        for edge in (step.before, step.after):
            if edge is not None:
                touched.update((edge.source.node, edge.target.node))
    touched &= graph.nodes.keys()
    waiting = list(touched)
    while waiting:
        after = {edge.target.node for edge in graph.outgoing(waiting.pop())} - touched
        passing = [id for id in after if id in graph.nodes and graph.nodes[id].bypassed]
        touched.update(passing)
        waiting += passing
    return touched
