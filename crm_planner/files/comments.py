"""Comments of a YAML file that speak to the linter: the parser drops them, so they are found between its values."""

import re
from bisect import bisect_right

import yaml
from yaml.events import ScalarEvent

from crm_planner.lint.suppression import Comment

_SPEAKING = re.compile(r"(?:^|(?<=[ \t]))#(\s*crm-planner:.*)", re.MULTILINE)
_SILENT = re.compile(r"\s*(?:#.*)?")


def linter_comments(text: str) -> tuple[Comment, ...]:
    """The comments `# crm-planner: ...` of a file that was read; none from inside a quoted or longer text."""
    found = list(_SPEAKING.finditer(text))
    if not found:
        return ()
    values = _values(text)
    starts = [start for start, _ in values]
    lines = text.split("\n")
    comments = []
    for one in found:
        before = bisect_right(starts, one.start()) - 1
        if before < 0 or values[before][1] <= one.start():
            comments.append(_comment(one, text, lines))
    return tuple(comments)


def _values(text: str) -> list[tuple[int, int]]:
    """Where each single value begins and ends, in order."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    scalars = (event for event in yaml.parse(text, loader) if isinstance(event, ScalarEvent))  # events build nothing
    marks = ((event.start_mark, event.end_mark) for event in scalars)
    return [(start.index, end.index) for start, end in marks if start and end]


def _comment(found: re.Match[str], text: str, lines: list[str]) -> Comment:
    line = text.count("\n", 0, found.start())
    column = found.start() - text.rfind("\n", 0, found.start()) - 1
    of_line = line
    if not lines[line][:column].strip():
        later = (number for number in range(line + 1, len(lines)) if not _SILENT.fullmatch(lines[number]))
        of_line = next(later, line)
    return Comment(line + 1, column + 1, found[1], of_line + 1)
