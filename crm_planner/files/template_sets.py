"""A folder of templates a consultant wrote: the files in it that count, read once and held to their limits."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from crm_planner.errors import DataError, OutputError
from crm_planner.files.bundled import folder
from crm_planner.files.reading import cannot_read, read_bytes, too_large
from crm_planner.files.word_template import WordTemplate, part_of, read_word_template
from crm_planner.files.writing import refuse_early, write_whole
from crm_planner.letters import nearest, one_of
from crm_planner.limits import TEMPLATE_BYTES, TEMPLATE_FILES, TEMPLATE_SET_BYTES
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

FORMS: Mapping[str, tuple[str, ...]] = {
    "docx": ("proposal.docx",),
    "pdf": ("proposal.typ",),
    "html": ("proposal.html.j2", "proposal.css"),
    "markdown": ("proposal.md.j2",),
}
"""What each form of a proposal is made from; a set may hold any of them, and files these include."""

_RAW = re.compile(rb"\|\s*safe\b|autoescape\s+(?:false|no)\b", re.ASCII)
_PACKAGE = re.compile(rb'"@[a-z]+/[^"\n]*"', re.ASCII)

_BESIDE = (".j2", ".css", ".typ", ".png", ".jpg", ".jpeg", ".svg")
"""What a template may include."""


class TemplateSet(NamedTuple):
    """The files of a user's folder by name; what it lacks is the shipped one's."""

    folder: Path
    files: Mapping[str, bytes]

    def forms(self) -> list[str]:
        """The forms it changes."""
        return [form for form, names in FORMS.items() if any(name in self.files for name in names)]

    def called(self, form: str) -> str:
        """What messages call the template of `form`."""
        name = next((name for name in FORMS[form] if name in self.files), FORMS[form][0])
        return str(self.folder / name)

    def whole(self, form: str) -> dict[str, bytes]:
        """All files of `form`: its own, and the shipped ones for what it lacks."""
        shipped = folder("templates") / "proposal"
        lacking = [name for name in FORMS[form] if name not in self.files]
        return {name: (shipped / name).read_bytes() for name in lacking} | dict(self.files)

    def sources(self, form: str) -> list[tuple[str, str, bool]]:
        """The texts of a form to check: what messages call each, its text, and whether it is Word's.

        Raises DataError for a Word template that may not be opened, or a text that is not UTF-8.
        """
        if form == "docx":
            return [
                (part_of(word.file, part), text, True)
                for word in [self.word()]
                for part, text in word.parts.items()
                if part in word.filled
            ]
        names = [name for name in FORMS[form] if name.endswith(".j2") and name in self.files]
        return [(str(self.folder / name), self._text(name), False) for name in names]

    def word(self) -> WordTemplate:
        """The Word template, judged. Raises DataError with every reason why it may not be opened."""
        return read_word_template(self.files["proposal.docx"], str(self.folder / "proposal.docx"))

    def warnings(self, form: str) -> tuple[Problem, ...]:
        """What its author should look at. Raises DataError."""
        if form == "docx":
            return self.word().warnings
        return tuple(self._unescaped(name) for name in FORMS[form] if _RAW.search(self.files.get(name, b"")))

    def _unescaped(self, name: str) -> Problem:
        """An HTML template may write text as it is; whoever uses the template should know."""
        found = _RAW.search(self.files[name])
        line = self.files[name].count(b"\n", 0, found.start()) + 1 if found else 0
        said = "the template writes text without escaping it: what a name holds may become part of the page"
        return Problem(
            Place(str(self.folder / name), line, 1), "TPL007", said, "Leave out safe and autoescape", "warning"
        )

    def _text(self, name: str) -> str:
        try:
            return self.files[name].decode("utf-8")
        except UnicodeDecodeError as error:
            line = self.files[name].count(b"\n", 0, error.start) + 1
            problem = Problem(Place(str(self.folder / name), line, 1), "ENC001", "not UTF-8", "Save it as UTF-8")
            raise DataError([problem]) from None


def load_template_set(own: Path) -> TemplateSet:
    """The templates in `own`: its own files only, no folder below it, no link.

    Raises InputError if they cannot be read, DataError for a folder without templates or with a link in it.
    """
    try:
        entries = sorted(os.scandir(own), key=lambda entry: entry.name)
    except OSError as error:
        raise cannot_read(own, error) from None
    wanted = [entry for entry in entries if _counts(entry.name)]
    problems = list(_problems(own, wanted))
    if problems:
        raise DataError(problems)
    files: dict[str, bytes] = {}
    for entry in wanted:
        files[entry.name] = read_bytes(own / entry.name, TEMPLATE_BYTES)
        if (whole := sum(map(len, files.values()))) > TEMPLATE_SET_BYTES:
            raise too_large(str(own), whole, TEMPLATE_SET_BYTES)
    if packages := list(_fetched(own, files)):
        raise DataError(packages)
    return TemplateSet(own, files)


def _fetched(own: Path, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Packages a typst template would fetch from the network."""
    for name, data in files.items():
        for found in _PACKAGE.finditer(data if name.endswith(".typ") else b""):
            line = data.count(b"\n", 0, found.start()) + 1
            said = f"the template would fetch the package {quoted(found[0].decode().strip(chr(34)))}"
            yield Problem(Place(str(own / name), line, 1), "TPL003", said, "Copy what it needs into the folder")


def _counts(name: str) -> bool:
    return name in _NAMES or (not name.startswith((".", "~")) and name.endswith((".docx", *_BESIDE)))


_NAMES = [name for names in FORMS.values() for name in names]


def _problems(own: Path, wanted: list[os.DirEntry[str]]) -> Iterator[Problem]:
    if len(wanted) > TEMPLATE_FILES:
        said = f"{len(wanted)} files, at most {TEMPLATE_FILES} are read"
        yield Problem(Place(str(own)), "LIM005", said, "Leave only the templates and what they include")
    for entry in wanted[:TEMPLATE_FILES]:
        if entry.is_symlink() or not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            said = "this is a link, or no file: a set of templates is read from its own folder only"
            yield Problem(Place(str(own / entry.name)), "TPL003", said, "Copy the file into the folder")
        elif entry.name.endswith(".docx") and entry.name not in _NAMES:
            near = nearest(entry.name, _NAMES)
            hint = f'Did you mean "{near}"?' if near else f"Name it {one_of(_NAMES)}"
            yield Problem(Place(str(own / entry.name)), "TPL001", "no document is made from this file", hint)
    if not any(entry.name in _NAMES for entry in wanted):
        said = f"the folder {quoted(own.name)} holds no template"
        hint = f"It may hold {one_of(_NAMES)}; crm-planner template export writes the shipped ones"
        yield Problem(Place(str(own)), "IO006", said, hint)


def export_set(shipped: Path, target: Path, *, replace: bool) -> list[str]:
    """Copy the templates of the folder `shipped` to `target`, which is made; all, or none where one is there already.

    Returns their names. Raises OutputError.
    """
    names = [name for name in _NAMES if (shipped / name).is_file()]
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        place = Place(str(target))
        said = f"the folder cannot be made: {error.strerror or error}"
        raise OutputError(Problem(place, "OUT002", said, "Name another")) from None
    for name in names:
        refuse_early(target / name, replace=replace)
    for name in names:
        write_whole(target / name, (shipped / name).read_bytes(), replace=replace)
    return names
