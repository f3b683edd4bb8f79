"""Where the program finds its resources and keeps what belongs to the user."""

from pathlib import Path

import platformdirs

_APP = "keras-designer"
_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of catalogue, icons, fonts, themes and examples.

    A wheel carries it inside the package; a checkout has it beside the package.

    Raises:
        FileNotFoundError: if neither is there, which means a broken installation.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (folder / "catalog").is_dir():
            return folder
    raise FileNotFoundError(
        f"Expected the folder 'resources' in or beside {_PACKAGE}, found none. "
        "Install Keras Designer again."
    )


def config_dir() -> Path:
    """Return the user's settings folder, created where it is missing."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False, ensure_exists=True))


def cache_dir() -> Path:
    """Return the folder of what can be made again, created where it is missing."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False, ensure_exists=True))


def state_dir() -> Path:
    """Return the folder of logs and journals of unsaved edits, created where it is missing."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False, ensure_exists=True))
