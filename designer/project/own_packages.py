"""Catalogues of installed packages, such as `keras_hub`: read from where the engine wrote them.

A catalogue is made once for each version of a package, by an engine that imports it. Here it is
only read: the package itself is not touched.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from keyword import iskeyword
from pathlib import Path

from designer import paths
from designer.catalog.reading import layer_spec, object_spec
from designer.catalog.specs import ObjectSpec, Registry

_NAME = re.compile(r"[A-Za-z_]\w*")
_MOST_BYTES = 64 << 20


def importable(packages: Iterable[str]) -> tuple[str, ...]:
    """Return those of *packages* that can be written behind `import`; others are no names."""
    return tuple(n for n in packages if _NAME.fullmatch(n) and not iskeyword(n))


def package_file(package: str) -> Path:
    """Return where the catalogue of the installed version of *package* is kept.

    Raises:
        ValueError: if *package* is no name of a package.
    """
    if not _NAME.fullmatch(package):
        raise ValueError(f"Expected the name of a package, found {package!r}.")
    return paths.cache_dir() / "packages" / f"{package}-{installed_version(package) or 'none'}.json"


def installed_version(package: str) -> str:
    """Return the version of the distribution that brings *package*; empty where there is none."""
    # Few projects use packages, and it takes its time to import.
    from importlib import metadata

    for name in (package, package.replace("_", "-")):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def package_objects(package: str) -> Mapping[Registry, tuple[ObjectSpec, ...]]:
    """Return registry -> descriptions of what *package* offers; nothing where that is not known."""
    try:
        path = package_file(package)
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}


@lru_cache(maxsize=8)
def _read(path: Path, modified: int) -> Mapping[Registry, tuple[ObjectSpec, ...]]:
    if path.stat().st_size > _MOST_BYTES:
        return {}
    try:
        data = json.loads(path.read_bytes())
        return {
            registry: tuple(
                layer_spec(r) if registry is Registry.LAYER else object_spec(r, registry)
                for r in data[registry]
            )
            for registry in Registry
            if registry in data
        }
    except (ValueError, KeyError, TypeError):
        return {}
