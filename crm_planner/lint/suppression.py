"""CAT9xx: comments that silence a rule in one place, `# crm-planner: ignore CAT101 reason`, and their own faults."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from crm_planner.codes import CODES
from crm_planner.limits import LINTER_COMMENTS
from crm_planner.lint.rulebook import Rulebook
from crm_planner.lint.subject import Subject
from crm_planner.place import Place
from crm_planner.problem import Problem

RULES = Rulebook()

_IGNORE = re.compile(r"\s*crm-planner:\s*ignore\b:?\s*(.*)")
_CODE = re.compile(r"([A-Z]{2,4}[0-9]{3})\b[\s,]*")
_LETTER = re.compile(r"\w")


@RULES.rule("CAT901", severity="warning")
def ignore_not_used(subject: Subject) -> None:
    """A comment silences a rule that finds nothing there.

    ## Why
    What it silenced is mended, or it stands in the wrong line. Left over, it would hide the next fault. A comment
    holds for its own line; alone on a line it holds for the next one that is no comment.

    ## Bad
    ```yaml
    prices_as_of: 2026-11-01  # crm-planner: ignore CAT203 the vendor gives no dates
    ```

    ## Good
    ```yaml
    # crm-planner: ignore CAT203 the vendor gives no dates
    prices_as_of: null
    ```

    ## Fix
    Remove the comment, or move it to the line of the finding.
    """


@RULES.rule("CAT902", severity="warning")
def ignore_without_reason(subject: Subject) -> None:
    """A comment silences a rule and does not say why.

    ## Why
    Whoever reads the price list next must know whether the reason still holds.

    ## Bad
    ```yaml
    prices_as_of: null  # crm-planner: ignore CAT203
    ```

    ## Good
    ```yaml
    prices_as_of: null  # crm-planner: ignore CAT203 the vendor gives no dates
    ```

    ## Fix
    Write the reason behind the code.
    """


class Comment(NamedTuple):
    """A comment of a file: where it begins, its text after the sign, and the line it speaks of."""

    line: int
    column: int
    text: str
    of_line: int


class Silence(NamedTuple):
    """A comment that silences some rules, with its reason."""

    comment: Comment
    codes: tuple[str, ...]
    reason: str


def silences(comments: Sequence[Comment]) -> Iterator[Silence]:
    """The comments that silence rules; those beyond the limit do not."""
    for comment in comments[:LINTER_COMMENTS]:
        found = _IGNORE.match(comment.text)
        if found:
            codes, end = dict[str, None](), found.start(1)
            while code := _CODE.match(comment.text, end):
                codes[code[1]], end = None, code.end()
            reason = comment.text[end:]
            yield Silence(comment, tuple(codes), reason if _LETTER.search(reason) else "")


def unheard(comments: Sequence[Comment], file: str) -> Iterator[Problem]:
    """A warning where comments beyond the limit begin."""
    for first in comments[LINTER_COMMENTS : LINTER_COMMENTS + 1]:
        said = f"more than {LINTER_COMMENTS} comments speak to the linter: from here on none is heard"
        hint = "Ignore the rule in the settings instead"
        yield Problem(Place(file, first.line, first.column), "LIM007", said, hint, "warning")


def silenced(
    problems: Iterable[Problem], comments: Sequence[Comment], file: str, active: Collection[str]
) -> Iterator[Problem]:
    """`problems` that no comment silences, and those of the comments; `active` are the codes of the rules that ran."""
    every = list(silences(comments))
    wanted = {(one.comment.of_line, code) for one in every for code in one.codes}
    used = set()
    for problem in problems:
        if (problem.place.line, problem.code) in wanted:
            used.add((problem.place.line, problem.code))
        else:
            yield problem
    for one in every:
        yield from _of_comment(one, used, file, active)


def _of_comment(one: Silence, used: set[tuple[int, str]], file: str, active: Collection[str]) -> Iterator[Problem]:
    place = Place(file, one.comment.line, one.comment.column)
    if "CAT901" in active:
        if not one.codes:
            yield Problem(place, "CAT901", "the comment names no code", "Write for example: ignore CAT203", "warning")
        for code in one.codes:
            if (one.comment.of_line, code) not in used and (code in active or code not in CODES):
                said = f"nothing of {code} is found in line {one.comment.of_line}"
                said = said if code in active else f"{code} is no rule that can be silenced, or is not switched on"
                yield Problem(place, "CAT901", said, "Remove the comment", "warning")
    if one.codes and not one.reason and "CAT902" in active:
        yield Problem(place, "CAT902", "the comment gives no reason", "Write it behind the code", "warning")
