from designer.catalog.specs import Registry
from designer.engine.introspect.overlay import Overlay

OVERLAY = Overlay(
    arguments={
        "layer": {
            "*_size": {"types": ["int_tuple"], "rank": "dimensions", "initial": 3},
            "seed": {"fallback": "A number."},
        }
    },
    entries={
        "layer": {
            "Conv2D": {
                "family": "convolution",
                "more_names": ["Conv"],
                "params": {"kernel_size": {"minimum": 1}},
                "call_params": [{"name": "reverse", "types": ["bool"]}],
            }
        }
    },
    families={"convolution": {"icon": "window", "url": "there"}},
    kinds=(),
)
RECORD = {
    "kind": "Conv2D",
    "names": ["Convolution2D"],
    "params": [
        {"name": "kernel_size", "types": ["any"], "required": True},
        {"name": "pool_size", "types": ["any"], "default": 2},
        {"name": "seed", "types": ["int"]},
    ],
}


def test_the_class_overrides_the_name_and_the_name_what_was_read() -> None:
    assert OVERLAY.apply(Registry.LAYER, RECORD) == {
        "icon": "window",
        "url": "there",
        "kind": "Conv2D",
        "names": ["Conv", "Convolution2D"],
        "family": "convolution",
        "params": [
            {
                "name": "kernel_size",
                "types": ["int_tuple"],
                "required": True,
                "rank": 2,
                "initial": 3,
                "minimum": 1,
            },
            {"name": "pool_size", "types": ["int_tuple"], "default": 2, "rank": 2},
            {"name": "seed", "types": ["int"], "help": "A number."},
            {"name": "reverse", "types": ["bool"], "call": True},
        ],
    }
