"""Where an export goes: checked first, written last, and never half."""

import contextlib
import errno
import os
import shutil
import tempfile
from pathlib import Path

from designer.engine.errors import UserError
from designer.engine.export.formats import Format


def checked_target(path: Path, form: Format) -> Path:
    """Return the file or folder to write, with the suffix that the format needs.

    Raises:
        UserError: if the folder above is missing or cannot be written, or something else stands
            in the place.
    """
    if form.suffix and not path.name.lower().endswith(form.suffix):
        path = path.with_name(path.name + form.suffix)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UserError(
            f"Expected the folder {folder} to write {path.name} into, found none. "
            "Create it or choose another."
        )
    if not form.folder and path.is_dir():
        raise UserError(
            f"Expected a file name for the {form.title}, found the folder {path}. "
            "Choose another name."
        )
    if form.folder and path.exists() and not _may_be_replaced(path):
        raise UserError(
            f"Expected a new folder for the {form.title}, found {path} with other things in it. "
            "Choose another name, so that nothing of it is lost."
        )
    return path.absolute()


def _may_be_replaced(path: Path) -> bool:
    if not path.is_dir():
        return False
    return (path / "saved_model.pb").is_file() or not any(path.iterdir())


def put_in_place(written: Path, target: Path) -> None:
    """Move what was *written* to *target*; what stood there goes only when that has worked.

    Raises:
        OSError: as the system says; *target* is as it was.
    """
    if not written.is_dir():
        _flush(written)
        with contextlib.suppress(PermissionError):  # a disk without modes, such as a USB stick
            written.chmod(0o666 & ~_mask())
        os.replace(written, target)
        return
    if not target.exists():
        os.rename(written, target)
        return
    aside = Path(tempfile.mkdtemp(prefix=".old-", dir=target.parent)) / target.name
    os.rename(target, aside)
    try:
        os.rename(written, target)
    except OSError:
        os.rename(aside, target)
        raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(part.stat().st_size for part in path.rglob("*") if part.is_file())


def explained(error: OSError, target: Path) -> UserError:
    """Return what the user can do about *error*."""
    text = str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in text:
        return UserError(
            f"The disk of {target.parent} is full: {target.name} was not written. "
            "Free some space, or choose another disk."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or "ermission denied" in text:
        return UserError(
            f"Expected to be allowed to write into {target.parent}, found that it is not "
            "permitted. Choose another folder, or change its permissions."
        )
    return UserError(
        f"{target} could not be written: {error.strerror or text}. Choose another place."
    )
