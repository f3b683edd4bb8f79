"""Why a kind of node is not known, and what to do about it."""

from designer.catalog.own import own_name

_KERAS = {"ops", "applications"}


def unknown_words(kind: str) -> str:
    """Return what a node of an unknown *kind* is, and what to do: the rest of "conv is …"."""
    own = own_name(kind)
    if own is not None:
        return f"{own} of the own code, which does not have it. Write it there, or replace it."
    package, _, name = kind.partition(">")
    if name.isidentifier():
        return (
            f"the class {name} of {package}, which is no part of Keras. Write a class {name} in "
            "the own code, or replace it."
        )
    root, _, rest = kind.partition(".")
    if rest and root.isidentifier() and root not in _KERAS:
        return (
            f"a layer of the package {root}, which is not known here yet. Trust this file where it "
            f"asks for that; else install {root} and add its layers, or replace it."
        )
    return (
        f"of the kind {kind}, which this version of Keras does not have. Replace it to build the "
        "model."
    )
