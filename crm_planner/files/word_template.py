"""A Word file somebody gave us as a template, judged before anything opens it: what it holds, and what its text says.

Refused are archives made to do harm, document types, programs, other documents taken in, and whatever would be
fetched from elsewhere. What is left is text with tags, which the checks of templates read paragraph by paragraph.
"""

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.xmlreader import AttributesImpl

from crm_planner.errors import DataError
from crm_planner.files.office.archive import TEMPLATE, Archive
from crm_planner.files.office.xml_parts import Parts, Reader
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

_TYPES = "[Content_Types].xml"
_MAIN = "wordprocessingml.document.main+xml"
_PROGRAMS = ("macroenabled", "vbaproject", "activex", "oleobject", "application/vnd.ms-office", "package.ole")
_FILLED = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")
_READ = (*_FILLED, "endnotes+xml", "comments+xml")
_BRINGS = {"altChunk": "another document", "subDoc": "another document", "attachedTemplate": "another template"}
_ACTIVE = ("DDE", "INCLUDE", "LINK", "IMPORT", "MACROBUTTON", "DATABASE", "ASK", "FILLIN", "AUTOTEXT")


class WordTemplate(NamedTuple):
    """A template that may be opened. `parts` are the texts of its parts by their name, a line for each paragraph.

    Only the parts in `filled` have their tags filled in; a tag elsewhere stays in the document as it is.
    """

    file: str
    data: bytes
    parts: Mapping[str, str]
    filled: frozenset[str]
    warnings: tuple[Problem, ...] = ()


def read_word_template(data: bytes, file: str) -> WordTemplate:
    """`data` as a template that may be opened. Raises DataError with every reason why it may not."""
    if not data.startswith(b"PK"):
        said = "this is not a Word document (.docx)"
        raise DataError([Problem(Place(file), "ENC004", said, "Save it as a Word document (.docx)")])
    archive = Archive(data, file, TEMPLATE)
    if _TYPES not in archive:
        raise DataError([Problem(Place(file), "ENC004", "this is an archive, but no Word document", "Name a .docx")])
    parts = Parts(archive)
    types = _Types()
    parts.read(_TYPES, types)
    problems = list(_programs(types, file))
    texts: dict[str, str] = {}
    warnings: list[Problem] = []
    for name in sorted(entry.filename for entry in archive.entries.values()):
        if name.endswith(".rels"):
            relations = _Relations()
            parts.read(name, relations)
            problems += _reaching_out(relations, name, file)
        elif name.endswith(".xml") and name != _TYPES:
            read, kind = _Text(), types.of(name)
            parts.read(name, read)
            problems += [Problem(_place(file, name, line), code, *said) for line, code, said in read.faults]
            if kind.endswith(_READ):
                texts[name] = "\n".join(read.lines)
                warnings += _left_over(read, kind, name, file)
                problems += () if kind.endswith(_FILLED) else _never_filled(read.lines, name, file)
    if not any(kind.endswith(_MAIN) for kind in types.kinds.values()) and not problems:
        problems.append(
            Problem(Place(file), "ENC004", "this is no Word document", "Save it as a Word document (.docx)")
        )
    if problems:
        raise DataError(problems)
    filled = frozenset(name for name in texts if types.of(name).endswith(_FILLED))
    return WordTemplate(file, data, texts, filled, tuple(warnings))


def _place(file: str, part: str, line: int = 0) -> Place:
    return Place(part_of(file, part), line, 1 if line else 0)


def part_of(file: str, part: str) -> str:
    """How messages call a part: the text by the file's name, others by what they are: `x.docx (header1)`."""
    name = posixpath.basename(part).removesuffix(".xml")
    return file if name == "document" else f"{file} ({name})"


class _Types(Reader):
    """The kind of every part, as the file declares it."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, str] = {}

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name in {"Override", "Default"}:
            part = attributes.get("PartName", "").lstrip("/") or f"*.{attributes.get('Extension', '')}"
            self.kinds[part.casefold()] = attributes.get("ContentType", "")

    def of(self, name: str) -> str:
        """The kind of the part `name`."""
        return self.kinds.get(name.casefold(), "")


def _programs(types: _Types, file: str) -> Iterator[Problem]:
    for part, kind in types.kinds.items():
        if any(word in kind.casefold() for word in _PROGRAMS) or part.endswith((".bin", "*.exe", "*.vbs")):
            said = f"the template holds a program or a foreign object ({quoted(part)})"
            yield Problem(Place(file), "TPL004", said, "Save it as a Word document without macros (.docx)")
            return


class _Relations(Reader):
    """What a part refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.each: list[tuple[str, str, str]] = []

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.each.append((kind, attributes.get("TargetMode", ""), attributes.get("Target", "")))


def _reaching_out(relations: _Relations, name: str, file: str) -> Iterator[Problem]:
    owner = posixpath.basename(name).removesuffix(".rels")
    for kind, mode, target in relations.each:
        outside = mode.casefold() == "external" or "://" in target or target.startswith(("\\\\", "//"))
        if kind == "aFChunk" or (kind in _BRINGS and not outside):
            said = f"the template takes in another document ({quoted(target)})"
            yield Problem(_place(file, owner), "TPL003", said, "Put its text into the template")
        elif outside and kind == "attachedTemplate":
            said = f"the template is tied to another one ({quoted(target)})"
            yield Problem(_place(file, owner), "TPL003", said, "Detach it in Word: Developer, Document Template")
        elif outside and not (kind == "hyperlink" and target.startswith(("https://", "http://", "mailto:"))):
            said = f"the template would fetch {quoted(target)} ({kind})"
            yield Problem(_place(file, owner), "TPL003", said, "Put it into the file itself")


class _Text(Reader):
    """The text of a part, a line for each paragraph; `faults` are what no template may hold."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.open: list[list[str]] = []
        self.faults: list[tuple[int, str, tuple[str, str]]] = []
        self.changes = 0
        self.within = ""
        self.place: list[int] = []

    def began(self, name: str, attributes: AttributesImpl) -> None:
        if name == "p":
            self.lines.append("")
            self.place.append(len(self.lines) - 1)
            self.open.append([])
        elif name in _BRINGS:
            said = (f"the template takes in {_BRINGS[name]}", "Put its text into the template")
            self.faults.append((len(self.lines), "TPL003", said))
        elif name in {"object", "control"}:
            self.faults.append((len(self.lines), "TPL004", ("the template holds a foreign object", "Take it out")))
        elif name == "fldSimple":
            self._code(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        elif name in {"ins", "del", "moveFrom", "moveTo"}:
            self.changes += 1
        elif name in {"tab", "br", "cr"} and self.open:
            self.open[-1].append(" ")
        self.within = name if name in {"t", "instrText"} else self.within

    def characters(self, content: str) -> None:
        """Text, if it stands where text is shown."""
        if self.within == "t" and self.open:
            self.open[-1].append(content)
        elif self.within == "instrText":
            self._code(content)

    def ended(self, name: str) -> None:
        if name == "p" and self.open:
            self.lines[self.place.pop()] = "".join(self.open.pop()).replace("\n", " ")
        if name in {"t", "instrText"}:
            self.within = ""

    def _code(self, instruction: str) -> None:
        word = instruction.strip().split(" ")[0].upper()
        if word.startswith(_ACTIVE):
            said = (f"the field {quoted(word)} would fetch or ask for something", "Replace it by text or by a tag")
            self.faults.append((len(self.lines), "TPL003", said))


def _never_filled(lines: list[str], name: str, file: str) -> Iterator[Problem]:
    """Tags that would stay in the document as they are."""
    for number, line in enumerate(lines, 1):
        if "{{" in line or "{%" in line:
            said = "a tag stands where nothing is filled in"
            hint = "Use it in the text, a header, a footer or a footnote"
            yield Problem(_place(file, name, number), "TPL002", said, hint)


def _left_over(read: _Text, kind: str, name: str, file: str) -> Iterator[Problem]:
    """What its author may have forgotten, and every client could read."""
    if read.changes:
        said = "the template holds tracked changes, with the names of who made them"
        yield Problem(_place(file, name), "TPL007", said, "Accept or reject them in Word", "warning")
    if kind.endswith("comments+xml") and any(read.lines):
        said = "the template holds comments, which go to the client"
        yield Problem(_place(file, name), "TPL007", said, "Delete them in Word", "warning")
