"""Stand-ins for parts of the session, for tests of single panels."""

from collections.abc import Iterable

from designer.catalog.specs import ObjectSpec, Param, ParamGroup, ParamType, Registry

_LEARNING_RATE = Param(
    "learning_rate",
    (ParamType.FLOAT, ParamType.OBJECT),
    default=0.001,
    minimum=0,
    exclusive=True,
    registry=Registry.SCHEDULE,
    help="How far each step goes; a number or a schedule.",
)

OBJECTS = (
    ObjectSpec(
        "Adam",
        "keras.optimizers",
        Registry.OPTIMIZER,
        (
            _LEARNING_RATE,
            Param("beta_1", (ParamType.FLOAT,), default=0.9, minimum=0, maximum=1),
            Param("beta_2", (ParamType.FLOAT,), default=0.999, minimum=0, maximum=1),
            Param("amsgrad", (ParamType.BOOL,), default=False),
            Param("clipnorm", (ParamType.FLOAT,), nullable=True, group=ParamGroup.ADVANCED),
        ),
        ("adam",),
        "Optimizer that implements the Adam algorithm.",
    ),
    ObjectSpec(
        "SGD",
        "keras.optimizers",
        Registry.OPTIMIZER,
        (
            Param(
                "learning_rate",
                (ParamType.FLOAT, ParamType.OBJECT),
                default=0.01,
                registry=Registry.SCHEDULE,
            ),
            Param("momentum", (ParamType.FLOAT,), default=0.0, minimum=0, maximum=1),
            Param("nesterov", (ParamType.BOOL,), default=False),
        ),
        ("sgd",),
        "Gradient descent (with momentum) optimizer.",
    ),
    ObjectSpec(
        "ExponentialDecay",
        "keras.optimizers.schedules",
        Registry.SCHEDULE,
        (
            Param("initial_learning_rate", (ParamType.FLOAT,), required=True, initial=0.001),
            Param("decay_steps", (ParamType.INT,), required=True, initial=1000, minimum=1),
            Param("decay_rate", (ParamType.FLOAT,), required=True, initial=0.9),
            Param("staircase", (ParamType.BOOL,), default=False),
        ),
        (),
        "A learning rate schedule that uses an exponential decay.",
    ),
    ObjectSpec(
        "SparseCategoricalCrossentropy",
        "keras.losses",
        Registry.LOSS,
        (Param("from_logits", (ParamType.BOOL,), default=False),),
        ("sparse_categorical_crossentropy",),
        "Crossentropy between class indices and predictions.",
    ),
    ObjectSpec(
        "MeanSquaredError", "keras.losses", Registry.LOSS, (), ("mse",), "Mean of the squares."
    ),
    ObjectSpec(
        "SparseCategoricalAccuracy",
        "keras.metrics",
        Registry.METRIC,
        (),
        ("sparse_categorical_accuracy", "accuracy"),
        "How often predictions match integer labels.",
    ),
    ObjectSpec(
        "MeanAbsoluteError", "keras.metrics", Registry.METRIC, (), ("mae",), "Mean of errors."
    ),
    ObjectSpec(
        "EarlyStopping",
        "keras.callbacks",
        Registry.CALLBACK,
        (
            Param("monitor", (ParamType.STRING,), default="val_loss"),
            Param("patience", (ParamType.INT,), default=0, minimum=0),
            Param("restore_best_weights", (ParamType.BOOL,), default=False),
            Param(
                "mode",
                (ParamType.CHOICE,),
                default="auto",
                choices=("auto", "min", "max"),
                group=ParamGroup.ADVANCED,
            ),
        ),
        (),
        "Stop training when a monitored metric has stopped improving.",
    ),
    ObjectSpec(
        "TerminateOnNaN", "keras.callbacks", Registry.CALLBACK, (), (), "Stop at a NaN loss."
    ),
    ObjectSpec("relu", "keras.activations", Registry.ACTIVATION, (), ("relu",), "max(x, 0)."),
    ObjectSpec("linear", "keras.activations", Registry.ACTIVATION, (), ("linear",), "x."),
    ObjectSpec(
        "L2",
        "keras.regularizers",
        Registry.REGULARIZER,
        (Param("l2", (ParamType.FLOAT,), default=0.01, minimum=0),),
        ("l2",),
        "Adds the square of the weights to the loss.",
    ),
)


class FakeCatalog:
    """A few objects of Keras."""

    def __init__(self, objects: Iterable[ObjectSpec] = OBJECTS) -> None:
        self._objects = tuple(objects)

    def find(self, registry: Registry, name: str) -> ObjectSpec | None:
        return next((spec for spec in self.of(registry) if name in (spec.kind, *spec.names)), None)

    def of(self, registry: Registry) -> tuple[ObjectSpec, ...]:
        return tuple(spec for spec in self._objects if spec.registry is registry)
