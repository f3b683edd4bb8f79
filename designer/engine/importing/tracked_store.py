"""The arrays of a SavedModel of Keras 2: a checkpoint, and the objects that it keeps track of."""

from pathlib import Path
from typing import Any

import tensorflow as tf
from google.protobuf.message import DecodeError
from tensorflow.core.protobuf import trackable_object_graph_pb2

from designer.engine.importing.errors import CannotImport
from designer.engine.importing.stores import Array

_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"


class TrackedStore:
    """Arrays by the places of layers in their models: `2/0` is the first layer of the third."""

    def __init__(self, prefix: Path) -> None:
        try:
            self._reader = tf.train.load_checkpoint(str(prefix))
            graph = trackable_object_graph_pb2.TrackableObjectGraph()
            graph.ParseFromString(self._reader.get_tensor(_GRAPH))
        except (tf.errors.OpError, DecodeError, KeyError, ValueError, RuntimeError) as error:
            raise CannotImport(
                "Expected the weights of the SavedModel in its folder variables, found that they "
                "are damaged or missing."
            ) from error
        self._nodes = graph.nodes
        self._shapes = self._reader.get_variable_to_shape_map()

    def at(self, path: str) -> list[Array]:
        """Return the arrays of the layer at *path*: those that are trained come first."""
        keys = [self._key(node) for node in self._variables(path)]
        return [self._reader.get_tensor(key) for key in keys if key in self._shapes]

    def below(self, path: str) -> list[str]:
        """Return *path* where the layer has arrays."""
        return [path] if self._variables(path) else []

    def _variables(self, path: str) -> list[Any]:
        node = self._layer(path)
        held = self._child(node, "variables") if node is not None else None
        if held is None:
            return self._own(node) if node is not None else []
        numbered = [c for c in held.children if c.local_name.isdecimal()]
        ordered = sorted(numbered, key=lambda child: int(child.local_name))
        return [self._nodes[child.node_id] for child in ordered]

    def _own(self, node: Any) -> list[Any]:
        """Return the variables that a layer without such a list has as attributes."""
        ids = dict.fromkeys(child.node_id for child in node.children)
        nodes = [self._nodes[id] for id in ids if id < len(self._nodes)]
        return [node for node in nodes if node.attributes]

    def _layer(self, path: str) -> Any:
        node: Any = self._nodes[0] if self._nodes else None
        for part in path.split("/"):
            node = self._child(node, f"layer-{part}") if node is not None else None
        return node

    def _child(self, node: Any, name: str) -> Any:
        for child in node.children:
            if child.local_name == name and child.node_id < len(self._nodes):
                return self._nodes[child.node_id]
        return None

    def _key(self, node: Any) -> str:
        return str(node.attributes[0].checkpoint_key) if node.attributes else ""
