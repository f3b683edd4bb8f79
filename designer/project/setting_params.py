"""The settings of compile and fit as parameters, shown in forms like arguments of layers."""

from collections.abc import Mapping
from typing import Final

from designer.catalog.specs import Param, ParamType, Registry

OPTIMIZER: Final = (
    Param(
        "optimizer",
        (ParamType.OBJECT,),
        required=True,
        registry=Registry.OPTIMIZER,
        help="How the weights are changed after each batch. Adam is a good start.",
    ),
)

FIT: Final = (
    Param(
        "epochs",
        (ParamType.INT,),
        default=20,
        minimum=1,
        help="How often the model sees all training rows.",
    ),
    Param(
        "batch_size",
        (ParamType.INT,),
        default=32,
        minimum=1,
        help="How many rows are learned from at once.",
    ),
    Param(
        "seed",
        (ParamType.INT,),
        default=0,
        minimum=0,
        help="Decides the first weights, dropout and the order of the data: the same seed gives "
        "the same run.",
    ),
    Param(
        "shuffle",
        (ParamType.BOOL,),
        default=True,
        help="Bring the training rows in a new order each epoch.",
    ),
    Param(
        "class_weight",
        (ParamType.CHOICE, ParamType.DICT),
        nullable=True,
        choices=("balanced",),
        help="How much each class counts: “balanced” makes rare classes count more; "
        '{"0": 1.0, "1": 5.0} sets them by index.',
    ),
)

CALLBACKS: Final = (
    Param(
        "callbacks",
        (ParamType.OBJECT_LIST,),
        default=[],
        registry=Registry.CALLBACK,
        help="What happens beside the training: stop early, lower the learning rate, keep the "
        "best weights.",
    ),
)

ADVANCED: Final = (
    Param(
        "steps_per_execution",
        (ParamType.INT,),
        default=1,
        minimum=1,
        help="Batches in one call of TensorFlow: more is faster with small models, and is "
        "reported less often.",
    ),
    Param(
        "jit_compile",
        (ParamType.CHOICE, ParamType.BOOL),
        default="auto",
        choices=("auto", True, False),
        help="Compile the model with XLA.",
    ),
    Param(
        "run_eagerly",
        (ParamType.BOOL,),
        default=False,
        help="Run step by step in Python: slow, for finding faults.",
    ),
)

SECTION_OF: Final[Mapping[str, str]] = {
    **{param.name: "compile" for param in (*OPTIMIZER, *ADVANCED)},
    **{param.name: "fit" for param in (*FIT, *CALLBACKS)},
}
"""The part of the project in which each setting stands."""

OUTPUT_PARAMS: Final = ("loss", "loss_weight", "metrics")
"""What of an Output node belongs to training."""
