"""Rules of the linter: a plain function each, whose docstring is its declaration, its page and its test.

    @RULES.rule("CAT203")
    def price_date_unknown(subject):
        '''Nobody knows on which day these prices held.

        ## Why
        ## Bad      yaml blocks laid over a minimal catalog (`minimal`): the rule must fire
        ## Good     the same: the rule must be silent
        ## Fix
        '''
        yield Finding(("prices_as_of",), "...", "...")

The name of a rule is that of its function, its title the first line of the docstring.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from inspect import cleandoc
from typing import Any, NamedTuple

from crm_planner.lint.subject import Subject
from crm_planner.place import Path
from crm_planner.problem import Severity

SECTIONS = ("Why", "Bad", "Good", "Fix")
"""What the docstring of every rule must say, in this order."""

_SECTION = re.compile(r"^## (\w+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Finding(NamedTuple):
    """What a rule found: where in the catalog, what is wrong and what to do about it."""

    path: Path
    message: str
    hint: str = ""


Check = Callable[[Any], Iterable[Finding] | None]
"""A rule's function, over what its book is about; None where the loader or the linter already finds the fault."""


class Rule(NamedTuple):
    """A rule with its code, the severity it has unless somebody changes it, and its page."""

    code: str
    severity: Severity
    check: Check

    @property
    def name(self) -> str:
        """`price-date-unknown`."""
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """The docstring, without its indentation."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def title(self) -> str:
        return self.page.partition("\n")[0]

    @property
    def sections(self) -> dict[str, str]:
        """The text of each section of the page by its heading."""
        parts = _SECTION.split(self.page)
        return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}

    def examples(self, heading: str) -> tuple[str, ...]:
        """The yaml blocks of a section; several are several catalogs of one run."""
        return tuple(_BLOCK.findall(self.sections.get(heading, "") + "\n"))

    def findings(self, subject: Subject) -> Iterable[Finding]:
        """Everything the rule finds in one catalog."""
        return self.check(subject) or ()


class Rulebook:
    """Rules by code. A book is written with `rule` while its module is read, and joined with others as it stands."""

    def __init__(self, *rules: Rule) -> None:
        self._rules: dict[str, Rule] = {}
        for rule in rules:
            self._add(rule)

    def rule(self, code: str, severity: Severity = "error") -> Callable[[Check], Check]:
        """Enter the decorated function under `code`. Raises ValueError if another rule has it."""

        def enter(check: Check) -> Check:
            self._add(Rule(code, severity, check))
            return check

        return enter

    def _add(self, rule: Rule) -> None:
        if rule.code in self._rules:
            raise ValueError(f"{rule.code} is already the code of {self._rules[rule.code].name}")
        self._rules[rule.code] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, code: str) -> Rule | None:
        """The rule with this code, if there is one."""
        return self._rules.get(code)
