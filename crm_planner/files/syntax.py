"""What is wrong with text that is not valid YAML, in words for somebody who has never read a grammar."""

import re
from typing import NamedTuple

from yaml import Mark, MarkedYAMLError

from crm_planner.place import Place
from crm_planner.problem import Problem, quoted


class _Wording(NamedTuple):
    """What a part of the parser's message means to a consultant, and where the fault is.

    `at` is "noticed" (where the parser stopped), "opened" (where the value began that it could not finish)
    or "bracket" (opened, if the lines below are not indented deeper: it was never closed).
    """

    parser_says: str
    code: str
    said: str
    hint: str
    at: str = "noticed"


_UNQUOTED = "Put the text in quotes"
_WORDINGS = (
    _Wording("found a tab character", "YML010", "a tab is in the indentation", "Indent with spaces"),
    _Wording(
        "found unexpected end of stream",
        "YML001",
        "a quotation mark is opened and never closed",
        "Close it on the same line",
        at="opened",
    ),
    _Wording(
        "found unexpected document indicator",
        "YML001",
        "a quotation mark is opened and never closed",
        "Close it",
        at="opened",
    ),
    _Wording(
        "mapping values are not allowed",
        "YML001",
        "a colon is where no key can be",
        'Put a text with ": " in it in quotes, and indent keys of one mapping alike',
    ),
    _Wording(
        "could not find expected ':'",
        "YML001",
        "this line is no `key: value`",
        "Write a key, a colon and a space before the value",
        at="opened",
    ),
    _Wording(
        "did not find expected key",
        "YML001",
        "the indentation does not fit the lines above, or a text in quotes goes on after them",
        "Indent keys of one mapping alike",
    ),
    _Wording(
        "did not find expected '-' indicator",
        "YML001",
        "this line is in a list and does not begin with a dash",
        "Begin each entry with a dash, indented alike",
    ),
    _Wording(
        "block sequence entries are not allowed",
        "YML001",
        "a list entry cannot be here",
        "Begin the list on its own line, and indent its dashes alike",
    ),
    _Wording("mapping keys are not allowed", "YML001", "a key cannot be here", "Indent keys of one mapping alike"),
    _Wording(
        "did not find expected ',' or '}'",
        "YML001",
        "a `{` is not closed, or a comma is missing between its entries",
        "Add the comma or `}`",
        at="bracket",
    ),
    _Wording(
        "did not find expected ',' or ']'",
        "YML001",
        "a `[` is not closed, or a comma is missing between its entries",
        "Add the comma or `]`",
        at="bracket",
    ),
    _Wording(
        "did not find expected node content",
        "YML001",
        "a value is missing before a comma or bracket",
        "Write it, or remove the comma",
    ),
    _Wording(
        "unknown escape character",
        "YML001",
        "a backslash in double quotes begins an escape",
        "Write \\\\ for a backslash, or use single quotes",
    ),
    _Wording(
        "expected hexdecimal number",
        "YML001",
        "an escape in double quotes lacks hexadecimal digits",
        "Write \\\\ for a backslash, or use single quotes",
    ),
    _Wording(
        "invalid Unicode character escape",
        "YML001",
        "an escape in double quotes names no character",
        "Write the character itself",
    ),
    _Wording("while scanning an alias", "YML006", "a value begins with `*`", _UNQUOTED),
    _Wording("while scanning an anchor", "YML005", "a value begins with `&`", _UNQUOTED),
    _Wording("tag", "YML008", "a value begins with `!`", _UNQUOTED),
    _Wording(
        "while scanning a block scalar",
        "YML001",
        "a value begins with `|` or `>`",
        f"{_UNQUOTED}; after `|` the text begins on the next line",
    ),
    _Wording("directive", "YML009", "a line begins with `%`", "Remove the line"),
    _Wording(
        "incompatible YAML document",
        "YML009",
        "the file asks for another version of YAML",
        "Remove the line beginning with %YAML",
    ),
    _Wording(
        "expected <document start>",
        "YML001",
        "this line is indented less than the first key, or follows the end of the document",
        "Indent all keys of the top alike",
    ),
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def syntax_problem(error: Exception, text: str, file: str) -> Problem:
    """The one problem that says where and why `text` is not valid YAML, and what to do."""
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        said = f"{quoted(conflict[0])} is left over from merging two versions"
        return Problem(Place(file, line, 1), "YML011", said, "Keep one version and delete the lines with the signs")
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem(Place(file, 1, 1), "YML001", "this is not valid YAML", "Compare it with a shipped file")
    lines = text.split("\n")
    wording = _wording(error)
    line, column = _fault(error.problem_mark, error.context_mark, wording.at, lines)
    written = lines[line] if line < len(lines) else ""
    problem = Problem(Place(file, line + 1, column + 1), wording.code, wording.said, wording.hint)
    return _by_line(problem, written, error.problem or "")


def _wording(error: MarkedYAMLError) -> _Wording:
    says = f"{error.context or ''}: {error.problem or ''}"
    unknown = _Wording("", "YML001", f"this is not valid YAML: {error.problem}", "Check the indentation and the quotes")
    return next((wording for wording in _WORDINGS if wording.parser_says in says), unknown)


def _fault(noticed: Mark, opened: Mark | None, at: str, lines: list[str]) -> tuple[int, int]:
    """Where the fault is, line and column from 0."""
    if opened is not None and (at == "opened" or (at == "bracket" and _dedented(lines, opened.line, noticed.line))):
        return opened.line, opened.column
    return noticed.line, noticed.column


def _dedented(lines: list[str], opened: int, noticed: int) -> bool:
    """Whether the parser noticed in a later line that is not indented deeper than the one with the bracket."""
    if noticed == opened:
        return False
    later = lines[noticed] if noticed < len(lines) else ""
    first = lines[opened]
    return not later.strip() or len(later) - len(later.lstrip()) <= len(first) - len(first.lstrip())


def _by_line(problem: Problem, written: str, parser_says: str) -> Problem:
    """`problem` with better words where the line itself shows what happened."""
    sign = written[problem.place.column - 1 : problem.place.column]
    indentation = written[: len(written) - len(written.lstrip())]
    if "\t" in indentation or (sign == "\t" and problem.code == "YML001"):
        return problem._replace(code="YML010", message="a tab is where YAML wants spaces", hint="Indent with spaces")
    if problem.code != "YML001":
        return problem
    if re.match(r"\s*:(?:\s|$)", written):
        return problem._replace(code="KEY004", message="a key is missing before this colon", hint="Write it")
    if "expected key" in parser_says and written[: problem.place.column - 1].strip():
        hint = "Put quotes around the whole text, and write '' for a quotation mark inside single ones"
        quotes = written[problem.place.column - 2 :: -1].lstrip()[:1] in {"'", '"'}
        return problem._replace(
            message="something follows after the value has ended", hint=hint if quotes else "Remove it"
        )
    if "cannot start any token" in parser_says:
        return problem._replace(message=f"a value cannot begin with {quoted(sign)}", hint=_UNQUOTED)
    if "key: value" in problem.message and re.match(r"\s*(?:- )?[\w-]+:[^\s:]", written):
        return problem._replace(hint="Write a space after the colon")
    for signs, code, hint in _TYPOGRAPHY:
        if any(odd in written for odd in signs):
            return problem._replace(code=code, hint=hint)
    return problem


_TYPOGRAPHY = (
    ("\u00a0\u2007\u202f\u3000", "CHR005", "Replace the no-break or wide space in it with an ordinary one"),
    ("\uff1a", "YML001", "Replace the wide colon (U+FF1A) in it with an ordinary colon and a space"),
    (
        "\u201c\u201d\u201e\u2018\u2019",
        "CHR006",
        'Replace the typographic quotation marks in it with straight ones, as in "text"',
    ),
)
"""Signs from a word processor that look like YAML's own, and what to do about them."""
