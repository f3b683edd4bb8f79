"""What Keras's HDF5 files cannot hold, known from the drawing before anything is trained.

In Keras 3.15 a mask becomes an operation node of its own where it is not computed by a layer on
the way, and operation nodes cannot be read back from `.h5` (they can from `.keras`).
"""

from designer.graph.graph import Graph
from designer.graph.problems import Problem, Severity
from designer.graph.records import Node
from designer.graph.topology import below

FIELD = "export.h5"
_TEXT = (
    "The model computes a mask ({source}) for {target}, and Keras cannot read such a model back "
    "from an HDF5 file. Export it as .keras or as SavedModel: both hold all of it."
)
