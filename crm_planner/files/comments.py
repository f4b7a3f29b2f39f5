"""Comments of a YAML file that speak to the linter: the parser drops them, so they are found between its values."""

import re
from bisect import bisect_right
from itertools import accumulate, islice

import yaml
from yaml.events import ScalarEvent

from crm_planner.limits import LINE_CHARACTERS, LINTER_COMMENTS
from crm_planner.lint.suppression import Comment

_SIGN = "crm-planner:"
_SPEAKING = re.compile(rf"(?:^|(?<=[ \t]))#(\s*{_SIGN}.{{0,{LINE_CHARACTERS}}})", re.MULTILINE)
_SILENT = re.compile(r"\s*(?:#.*)?")


def linter_comments(text: str) -> tuple[Comment, ...]:
    """The comments `# crm-planner: ...` of a file that was read; none from inside a quoted or longer text.

    Of too many, those that are heard and the first that is not.
    """
    if _SIGN not in text:  # looking for one word is quicker than for a pattern, and few files have it
        return ()
    found = list(islice(_SPEAKING.finditer(text), LINTER_COMMENTS + 1))
    if not found:
        return ()
    values = _values(text)
    starts = [start for start, _ in values]
    lines = _Lines(text)
    comments = []
    for one in found:
        before = bisect_right(starts, one.start()) - 1
        if before < 0 or values[before][1] <= one.start():
            comments.append(lines.comment(one))
    return tuple(comments)


def _values(text: str) -> list[tuple[int, int]]:
    """Where each single value begins and ends, in order."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    scalars = (event for event in yaml.parse(text, loader) if isinstance(event, ScalarEvent))  # events build nothing
    marks = ((event.start_mark, event.end_mark) for event in scalars)
    return [(start.index, end.index) for start, end in marks if start and end]


class _Lines:
    """Where lines begin, and which line a comment alone on its own speaks of: gone through once for all comments."""

    def __init__(self, text: str) -> None:
        self.written = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.written)]
        self.loud = [number for number, line in enumerate(self.written) if not _SILENT.fullmatch(line)]

    def comment(self, found: re.Match[str]) -> Comment:
        line = bisect_right(self.starts, found.start()) - 1
        column = found.start() - self.starts[line]
        alone = not self.written[line][:column].strip()
        return Comment(line + 1, column + 1, found[1], (self._next(line) if alone else line) + 1)

    def _next(self, line: int) -> int:
        """The next line that is no comment; the line itself if there is none."""
        later = bisect_right(self.loud, line)
        return self.loud[later] if later < len(self.loud) else line
