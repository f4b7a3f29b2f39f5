"""Which rules run, how bad their findings are, and which findings fail a build."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crm_planner.lint.run import MAX_AGE
from crm_planner.problem import Problem, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning")


class Selection(NamedTuple):
    """What one run was asked for. Codes may be cut short: CAT2 means every code that begins so.

    `select` empty means all, and the longest match wins: `ignore: [CAT2]` with `select: [CAT203]` keeps CAT203.
    Errors always fail a build; `fail_on` names what else does: `warning`, or codes.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: tuple[str, ...] = ()
    max_age: int = MAX_AGE

    def wants(self, code: str) -> bool:
        """Whether the rule `code` is to run."""
        if not self.select and not self.ignore:
            return True
        selected = _longest(code, self.select) if self.select else 0
        ignored = _longest(code, self.ignore)
        return selected is not None and (ignored is None or ignored < selected)

    def weighed(self, problem: Problem) -> Problem:
        """`problem` with the severity asked for."""
        fitting = [code for code in self.severity if problem.code.startswith(code)]
        return problem._replace(severity=self.severity[max(fitting, key=len)]) if fitting else problem

    def fails(self, problem: Problem) -> bool:
        """Whether a finding makes the run fail."""
        return problem.severity in ("error", *self.fail_on) or _longest(problem.code, self.fail_on) is not None


def _longest(code: str, prefixes: Iterable[str]) -> int | None:
    """The length of the longest of `prefixes` that `code` begins with; None if there is none."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=None)
