"""Writing a file: whole or not at all, and over another only where that is wanted."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from crm_planner.errors import OutputError
from crm_planner.place import Place
from crm_planner.problem import Problem


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Put `data` into the file at `path`; where one is, only if `replace` says so, and then at once.

    The new file is finished beside the old one and takes its name; a failure leaves the old one as it was.
    Raises OutputError.
    """
    try:
        _refuse_what_is_no_file(path)
        _put(path, data, replace=replace)
    except FileExistsError:
        raise _is_there(path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(path, "OUT002", f"it cannot be written: {reason}", "Name another file") from None


def refuse_early(path: Path, *, replace: bool = False) -> None:
    """Refuse what `write_whole` would have to refuse, before somebody works on what is to be written.

    Raises OutputError.
    """
    _refuse_what_is_no_file(path)
    if os.path.lexists(path) and not replace:
        raise _is_there(path)
    if not path.parent.is_dir():
        raise _refused(path, "OUT002", "it cannot be written: there is no such folder", "Make the folder first")
    if not os.access(path.parent, os.W_OK):
        raise _refused(path, "OUT002", "it cannot be written: its folder may not be changed", "Name another file")


def _refuse_what_is_no_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise _refused(path, "OUT002", "this is not a file", "Name a file")


def _is_there(path: Path) -> OutputError:
    return _refused(path, "OUT001", "this file is there already", "Name another, or add --force")


def _put(path: Path, data: bytes, *, replace: bool) -> None:
    handle, name = tempfile.mkstemp(".tmp", ".crm-planner-", path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.chmod(_mode(path))
        _name(unfinished, path, replace=replace)
    finally:
        unfinished.unlink(missing_ok=True)
    _keep(path.parent)


def _name(unfinished: Path, path: Path, *, replace: bool) -> None:
    """Give the finished file its name. A link never replaces a file that somebody made meanwhile."""
    if not replace:
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError from None
            replace = True
    if replace:
        unfinished.replace(path)


def _keep(folder: Path) -> None:
    """Have the new name itself on disk; not every system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else the usual ones."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _refused(path: Path, code: str, said: str, hint: str) -> OutputError:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return OutputError(Problem(Place(shown), code, said, hint))
