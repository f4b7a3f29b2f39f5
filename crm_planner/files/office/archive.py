"""The zip archive an Office file is: its directory is judged before anything is unpacked, and unpacking is counted."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from crm_planner.errors import DataError
from crm_planner.limits import UNPACKED_BYTES, UNPACKED_RATIO, ZIP_ENTRIES
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_MEGABYTE = 1024 * 1024


class Kind(NamedTuple):
    """How messages speak of a kind of Office file: its name, who writes it, and how it is made smaller."""

    called: str
    program: str
    smaller: str

    @property
    def anew(self) -> str:
        """What helps against most damage."""
        return f"Save it anew in a {self.program}"


WORKBOOK = Kind("workbook", "spreadsheet program", "Leave only the sheet with the prices")
TEMPLATE = Kind("template", "word processor", "Take out what is not needed, pictures first")


class Archive:
    """The files of an Office file by name. Raises DataError for one that is damaged or made to do harm."""

    def __init__(self, data: bytes, file: str, kind: Kind = WORKBOOK) -> None:
        self.file = file
        self.kind = kind
        self.unpacked = 0
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            self._damaged(error)
        entries = self._zip.infolist()
        self.entries: Mapping[str, ZipInfo] = {entry.filename.casefold(): entry for entry in entries}
        problems = _directory_problems(entries, kind)
        if problems:
            raise DataError([Problem(Place(file), "IMP013", said, hint) for said, hint in problems])

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self.entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece. What the directory declares is believed of no file."""
        entry = self.entries[name.casefold()]
        of_this = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    of_this += len(chunk)
                    self.unpacked += len(chunk)
                    if self.unpacked > UNPACKED_BYTES or of_this > UNPACKED_RATIO * max(entry.compress_size, 1):
                        self._refuse(f"{quoted(name)} unpacks to more than the archive declares")
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
            self._damaged(error)

    def _refuse(self, said: str) -> NoReturn:
        raise DataError([Problem(Place(self.file), "IMP013", said, self.kind.anew)])

    def _damaged(self, error: Exception) -> NoReturn:
        said = f"the {self.kind.called} is damaged: {error}"
        raise DataError([Problem(Place(self.file), "IMP012", said, "Get it again, or save it anew")]) from None


def _directory_problems(entries: list[ZipInfo], kind: Kind) -> list[tuple[str, str]]:
    """What is wrong with the directory of an archive: number, names, methods, sizes; at most a few of each."""
    what, again = f"the {kind.called}", kind.anew
    if len(entries) > ZIP_ENTRIES:
        return [(f"{what} has {len(entries)} files in it, at most {ZIP_ENTRIES} are read", again)]
    found = [(f"{what} has a file named {quoted(one.filename)}", again) for one in entries if _leads_out(one)]
    names = Counter(one.filename.casefold() for one in entries)
    doubles = [(name, number) for name, number in names.items() if number > 1]
    found += [(f"{what} has {number} files named {quoted(name)}", again) for name, number in doubles]
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        found.append((f"{what} is encrypted", "Save it without a password"))
    if any(one.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for one in entries):
        found.append((f"{what} is packed in a way no {kind.program} packs", again))
    total = sum(one.file_size for one in entries)
    if total > UNPACKED_BYTES:
        said = f"{what} unpacks to {-(-total // _MEGABYTE)} MB, at most {UNPACKED_BYTES // _MEGABYTE} are read"
        found.append((said, kind.smaller))
    for one in entries:
        if one.file_size > UNPACKED_RATIO * max(one.compress_size, 1):
            said = f"{quoted(one.filename)} unpacks to more than {UNPACKED_RATIO} times its size"
            found.append((said, again))
    return found


def _leads_out(entry: ZipInfo) -> bool:
    """Whether a name is no plain path inside the archive."""
    name = entry.filename.replace("\\", "/")
    return name.startswith("/") or ":" in name or ".." in name.split("/") or not name.isprintable()
