"""Price lists as they stand in a file or folder, or as they stood at a revision of git: `main:vendor_catalogs`."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.errors import InputError, UsageError
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.reading import STANDARD_INPUT, too_large
from crm_planner.limits import YAML_BYTES
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

PATIENCE = 30
"""Seconds git has for one answer; reading what is on this disk takes it milliseconds."""

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ORDINARY = {"100644", "100755"}
_YAML = (".yaml", ".yml")


class Revision(NamedTuple):
    """A path at a revision, written REV:PATH; the path counts from the top of the repository, with ./ from here."""

    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.name}:{self.path}"


class _Blob(NamedTuple):
    """A file as git keeps it: its name, key and size in bytes."""

    name: str
    key: str
    size: int


def price_lists(written: str) -> tuple[WrittenCatalog, ...]:
    """The price lists of a file, a folder, or REV:PATH; what is there on the disk is meant first.

    Raises InputError if they cannot be read, UsageError for half a name, DataError with the problems of all files.
    """
    if not written:
        raise UsageError("a price list to compare has an empty name; write a file, a folder or REV:PATH")
    revision = revision_of(written)
    if revision is None:
        if written != STANDARD_INPUT and not _is_there(written):
            hint = "Name a file, a folder, or a revision of git as REV:PATH, such as main:vendor_catalogs"
            raise _unreadable(written, "IO001", "there is no such file", hint)
        return load_catalogs(Path(written))
    with _checked_out(revision) as path:
        return load_catalogs(path, str(revision))


def revision_of(written: str) -> Revision | None:
    """What `written` names at a revision; None where it is a path. Raises UsageError where half of it is missing."""
    name, colon, path = written.partition(":")
    if not colon or _DRIVE.match(written) or _is_there(written):
        return None
    if not name or not path:
        missing = "revision" if not name else "path"
        raise UsageError(f'"{written}" names no {missing}; write REV:PATH, such as main:vendor_catalogs')
    return Revision(name, path)


def _is_there(written: str) -> bool:
    try:
        return Path(written).exists()
    except (OSError, ValueError):
        return False


@contextmanager
def _checked_out(revision: Revision) -> Iterator[Path]:
    """A copy of a file of a revision, or a folder with copies of its YAML files; gone when the work is done."""
    if not _ask(revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision.name}^{{commit}}"):
        raise _no_revision(revision)
    key = _ask(revision, "rev-parse", "--verify", "--quiet", "--end-of-options", str(revision)).decode().strip()
    if not key:
        raise _no_path(revision)
    is_folder = _ask(revision, "cat-file", "-t", key).strip() == b"tree"
    with TemporaryDirectory(prefix="crm-planner-") as folder:
        if is_folder:
            for blob in _files(revision, key):
                _copy(revision, blob, Path(folder, blob.name), f"{revision}/{blob.name}")
            yield Path(folder)
        else:
            copy = Path(folder, "price-list.yaml")
            size = int(_ask(revision, "cat-file", "-s", key))
            _copy(revision, _Blob(copy.name, key, size), copy, str(revision))
            yield copy


def _files(revision: Revision, key: str) -> Iterator[_Blob]:
    """The YAML files of a folder in order of name. Raises InputError if there are none, or one is no ordinary file."""
    found = []
    for line in _ask(revision, "ls-tree", "--full-tree", "-z", "-l", key).split(b"\0"):
        described, _, name = os.fsdecode(line).partition("\t")
        mode, kind, blob, size = described.split() if described else ("", "", "", "")
        if not name.endswith(_YAML) or kind == "tree":
            continue
        if mode not in _ORDINARY or Path(name).name != name:
            said = "this is a link or a name no folder can hold, not an ordinary file"
            raise _unreadable(f"{revision}/{name}", "GIT004", said, "Keep price lists in files of their own")
        found.append(_Blob(name, blob, int(size)))
    if not found:
        raise _unreadable(str(revision), "IO006", "the folder holds no .yaml files", "Name another folder")
    return iter(sorted(found))


def _copy(revision: Revision, blob: _Blob, copy: Path, shown: str) -> None:
    """Write a file of a revision to `copy`. Raises InputError where it is over the limit for files."""
    if blob.size > YAML_BYTES:
        raise too_large(shown, blob.size)
    copy.write_bytes(_ask(revision, "cat-file", "blob", blob.key))


def _ask(revision: Revision, *question: str) -> bytes:
    """What git answers; nothing where it knows no such thing. Raises InputError where it cannot be asked."""
    program = shutil.which("git")
    if program is None:
        raise _unreadable(str(revision), "GIT001", "git is not installed, and this names a revision", "Install git")
    quiet = os.environ | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        # The program git with a fixed list of arguments, no shell; what a user wrote comes after --end-of-options.
        done = subprocess.run([program, *question], capture_output=True, check=False, env=quiet, timeout=PATIENCE)  # noqa: S603
    except subprocess.TimeoutExpired:
        said = f"git gave no answer within {PATIENCE} seconds"
        raise _unreadable(str(revision), "GIT001", said, "Try again, or name a file or a folder") from None
    except (OSError, ValueError) as error:
        raise _unreadable(str(revision), "GIT001", f"git cannot be run: {error}", "Name a file or a folder") from None
    if done.returncode in (0, 1):
        return done.stdout
    raise _refused(revision, done.stderr.decode("utf-8", "replace").strip())


def _refused(revision: Revision, said: str) -> InputError:
    """Why git gives no answer at all: above all, that this is no repository."""
    if "not a git repository" in said:
        why, hint = "this folder is in no git repository", "Run the command inside one, or name a file or a folder"
        return _unreadable(str(revision), "GIT001", why, hint)
    first = said.partition("\n")[0].removeprefix("fatal: ") or "it says nothing"
    return _unreadable(str(revision), "GIT001", f"git refuses: {first}", "Check the revision and the path")


def _no_revision(revision: Revision) -> InputError:
    hint = "Check the name; a clone without history lacks older ones"
    return _unreadable(str(revision), "GIT002", f"git knows no revision {quoted(revision.name)}", hint)


def _no_path(revision: Revision) -> InputError:
    said = f"at revision {quoted(revision.name)} there is no {quoted(revision.path)}"
    return _unreadable(str(revision), "GIT003", said, "Check the path; it counts from the top of the repository")


def _unreadable(name: str, code: str, said: str, hint: str) -> InputError:
    return InputError(Problem(Place(name), code, said, hint))
