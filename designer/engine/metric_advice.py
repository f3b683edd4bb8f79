"""Metrics that do not suit the classes that an Output is compared with."""

from collections.abc import Iterable, Iterator

from designer.catalog.specs import Json, ObjectSpec, Registry
from designer.engine.arrivals import Arrival
from designer.engine.construct import Catalog
from designer.engine.remedies import set_param
from designer.graph.problems import Problem, Severity
from designer.project.losses import Target, loss_name

_ANY = "any"
_FORMS = {"integer": Target.INDEX, "one_hot": Target.ONE_HOT, "binary": Target.BINARY}
_NOUNS = {
    Target.INDEX: "class numbers",
    Target.ONE_HOT: "one-hot rows",
    Target.BINARY: "zeros and ones",
    Target.NUMBER: "numbers",
    _ANY: "the very values",
}
_ACCURACY = "accuracy"  # the word, which Keras takes as the accuracy that suits the target
_TWINS = {
    Target.INDEX: {
        "CategoricalCrossentropy": "SparseCategoricalCrossentropy",
        "TopKCategoricalAccuracy": "SparseTopKCategoricalAccuracy",
    },
    Target.ONE_HOT: {
        "SparseCategoricalCrossentropy": "CategoricalCrossentropy",
        "SparseTopKCategoricalAccuracy": "TopKCategoricalAccuracy",
    },
    Target.BINARY: {
        "CategoricalCrossentropy": "BinaryCrossentropy",
        "SparseCategoricalCrossentropy": "BinaryCrossentropy",
    },
}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.HINT)


def metrics_for_classes(arrival: Arrival, catalog: Catalog) -> Iterator[Problem]:
    """Yield one problem where metrics compare with another kind of target than there is."""
    target = arrival.target
    if target is None or not target.has_loss or not arrival.width:
        return
    form = _FORMS.get(target.encoding)
    if form is None or not (target.classes or form is Target.INDEX):
        return
    chosen = _metrics(arrival)
    misfits = {
        place: (spec, severity)
        for place, metric in enumerate(chosen)
        if (spec := _spec(metric, catalog)) is not None
        and (severity := _severity(spec, form, arrival.width)) is not None
    }
    if not misfits:
        return
    worst = min((severity for _, severity in misfits.values()), key=_SEVERITIES.index)
    fitting = _without_repeats(
        _fitting(metric, misfits[place][0], form, catalog) if place in misfits else metric
        for place, metric in enumerate(chosen)
    )
    yield Problem(
        "metric-encoding",
        worst,
        _title([spec for spec, _ in misfits.values()], form),
        _text(arrival, [spec for spec, _ in misfits.values()], form, worst),
        arrival.output.id,
        "metrics",
        (set_param(arrival.output, "metrics", fitting, f"Set metrics to {_listed(fitting)}"),),
    )


def _metrics(arrival: Arrival) -> list[Json]:
    value = arrival.output.params.get("metrics") or []
    return value if isinstance(value, list) else [value]


def _spec(metric: Json, catalog: Catalog) -> ObjectSpec | None:
    """Return the metric's description; None for the word that suits itself to the target."""
    if isinstance(metric, str) and metric.lower() in (_ACCURACY, "acc"):
        return None
    return catalog.find(Registry.METRIC, loss_name(metric))


def _severity(spec: ObjectSpec, form: Target, width: int) -> Severity | None:
    """Return how bad *spec* is for targets of *form*: an error is what Keras refuses."""
    wants = spec.facts.get("targets")
    if wants is None or wants == form:
        return None
    if form is Target.INDEX:
        return None if width == 1 else Severity.ERROR  # a single value is told as too few
    if wants == Target.NUMBER:
        return Severity.HINT
    if form is Target.ONE_HOT:
        if wants == Target.BINARY:  # counts each class by itself, which may be meant
            return None
        return Severity.ERROR if wants == Target.INDEX else Severity.WARNING
    return Severity.WARNING


def _fitting(metric: Json, spec: ObjectSpec, form: Target, catalog: Catalog) -> Json:
    """Return what measures the same for targets of *form*, else the accuracy that suits them."""
    twin = _TWINS[form].get(spec.kind)
    if twin is None:
        return _ACCURACY
    known = catalog.find(Registry.METRIC, twin)
    config = metric.get("config") if isinstance(metric, dict) else None
    given = config if isinstance(config, dict) else {}
    kept = {name: value for name, value in given.items() if known and known.param(name)}
    return {"class_name": twin, "config": kept}


def _without_repeats(metrics: Iterable[Json]) -> list[Json]:
    found: list[Json] = []
    for metric in metrics:
        if metric not in found:
            found.append(metric)
    return found


def _listed(metrics: list[Json]) -> str:
    return ", ".join(loss_name(metric) for metric in metrics)


def _title(specs: list[ObjectSpec], form: Target) -> str:
    names = " and ".join(spec.kind for spec in specs)
    return f"{names} {'do' if len(specs) > 1 else 'does'} not suit {_NOUNS[form]}"


def _text(arrival: Arrival, specs: list[ObjectSpec], form: Target, worst: Severity) -> str:
    wanted = ", ".join(f"{spec.kind} expects {_NOUNS[_wants(spec)]}" for spec in specs)
    ends = {
        Severity.ERROR: "Training would fail, or the figure say nothing.",
        Severity.WARNING: "Its figure would say nothing.",
        Severity.HINT: "Its figure says little about classes.",
    }
    return (
        f"{wanted}, but {arrival.output.name} is compared with {_NOUNS[form]}. {ends[worst]} "
        f"“{_ACCURACY}” suits itself to the target."
    )


def _wants(spec: ObjectSpec) -> Target | str:
    wants = str(spec.facts.get("targets"))
    return wants if wants == _ANY else Target(wants)
