"""The canonical layout of a YAML text: values and comments stay, what stands between them is written anew.

Two columns for each level, dashes included; one space after a colon, a dash and a comma, none inside braces and
brackets; double quotes, and only where a text needs them; no spaces at line ends, at most one empty line, one line end
at the end. Lines are neither joined nor broken, keys stay in their order, and a comment behind a value keeps its column
where the value leaves room.
"""

from itertools import pairwise

from crm_planner.files.atoms import Atom, Block, atoms
from crm_planner.files.block_texts import shifted
from crm_planner.files.quotes import quoted_as_needed

BEFORE_A_COMMENT = 2
"""Spaces at least between a value and the comment behind it."""


def laid_out(text: str) -> str:
    """`text`, which can be read and has line ends of one sign, in canonical layout."""
    return _Writer(text).written()


class _Writer:
    """The lines written so far, and the one being written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[str] = []
        self.line = ""
        self.empty = False  # whether an empty line is due before the next one

    def written(self) -> str:
        found = _without_last_commas(list(atoms(self.text)), self.text)
        previous: Atom | None = None
        at = 0
        for atom in found:
            self.between(previous, atom, at, atom.start)
            self.atom(atom)
            previous, at = atom, atom.end
        self.between(previous, None, at, len(self.text))
        return "\n".join([*self.done, self.line]).removesuffix("\n") + "\n"

    def between(self, previous: Atom | None, following: Atom | None, start: int, end: int) -> None:
        """Spaces, line ends and comments between two atoms."""
        gap = self.text[start:end]
        if previous is not None and following is not None and "\n" not in gap:
            self.line += " " * _spaces(previous, following)
            return
        lines = gap.split("\n")
        if previous is not None:
            self.behind(lines.pop(0), start)
            self.end_line()
        own = lines[:-1] if following is not None else lines
        for line in own:
            self.own_line(line, previous, following)
        if following is not None:
            self.begin_line(" " * following.indent)

    def behind(self, written: str, start: int) -> None:
        """The comment behind a value, in its own column if there is room."""
        comment = written.strip()
        if comment:
            sign = start + written.index("#")
            column = sign - (self.text.rfind("\n", 0, sign) + 1)
            self.line = self.line.ljust(max(column, len(self.line) + BEFORE_A_COMMENT)) + comment

    def own_line(self, written: str, previous: Atom | None, following: Atom | None) -> None:
        """A line between two atoms: a comment, or an empty one, of which one is kept."""
        comment = written.strip()
        if not comment:
            self.empty = True
            return
        column = len(written) - len(written.lstrip())
        self.begin_line(" " * _column_of_comment(column, previous, following, self.text) + comment)
        self.end_line()

    def begin_line(self, beginning: str) -> None:
        if self.empty and self.done:
            self.done.append("")
        self.empty = False
        self.line = beginning

    def end_line(self) -> None:
        self.done.append(self.line if self.line.strip() else "")
        self.line = ""

    def atom(self, atom: Atom) -> None:
        first, *more = self.lines_of(atom)
        self.line += first
        for line in more:
            self.done.append(self.line)
            self.line = line

    def lines_of(self, atom: Atom) -> list[str]:
        written = self.text[atom.start : atom.end]
        if atom.style in {"|", ">"}:
            holder = atom.blocks[-1] if atom.blocks else Block(0, 0, is_list=False)
            return shifted(written, holder.written, atom.inner, holder.column)
        if "\n" in written:
            return _folded(written, atom)
        return [quoted_as_needed(written, atom.style) if atom.style and not atom.is_key else written]


def _without_last_commas(found: list[Atom], text: str) -> list[Atom]:
    """The atoms without commas right before a closing sign in the same line: they separate nothing."""
    last = {
        one.start
        for one, other in pairwise(found)
        if one.sign == "," and other.sign in {"}", "]"} and "\n" not in text[one.end : other.start]
    }
    return [atom for atom in found if atom.start not in last]


def _spaces(previous: Atom, following: Atom) -> int:
    """How many spaces stand between two atoms of one line."""
    if previous.sign == ":":
        return 1
    return 0 if previous.sign in {"{", "["} or following.sign in {":", ",", "}", "]"} else 1


def _column_of_comment(column: int, previous: Atom | None, following: Atom | None, text: str) -> int:
    """Where a comment on a line of its own belongs: with what follows, unless it is indented like what ends above."""
    written = -1
    if following is not None:
        written = following.start - (text.rfind("\n", 0, following.start) + 1)
    for block in reversed(previous.blocks if previous is not None else ()):
        if written < block.written <= column:
            return block.column
    return following.indent if following is not None else 0


def _folded(written: str, atom: Atom) -> list[str]:
    """A text of several lines that are read as one: each further line is indented below what holds it."""
    first, *more = written.split("\n")
    lines = [first, *(" " * atom.inner + line.strip(" \t") if line.strip() else "" for line in more)]
    return [line if line.endswith("\\") or not line.strip() else line.rstrip(" \t") for line in lines]
