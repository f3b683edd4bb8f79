"""Files that parameters name, such as a vocabulary: below the project's folder, or trusted."""

from pathlib import Path

from designer.engine.own.in_force import CodeOff, current
from designer.project.outside import is_outside


def own_file(text: str, param: str = "") -> str:
    """Return the path that a parameter names; a relative one is in the project's folder.

    Raises:
        CodeOff: if it lies outside and the user does not trust the project.
    """
    code = current()
    if is_outside(text, code.folder) and not code.trusted:
        raise CodeOff(
            f"{param or 'A path'} names {text}, which lies outside the project's folder. It is "
            "not read until you trust this file.",
            param,
            code=True,
        )
    path = Path(text)
    return text if path.is_absolute() or not code.folder else str(Path(code.folder) / path)
