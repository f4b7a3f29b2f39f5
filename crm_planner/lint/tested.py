"""What a test run found, as every format prints it: outcomes of trials, verdicts on falsifications, exit status."""

from typing import NamedTuple

from crm_planner.errors import DataError, InputError
from crm_planner.lint.guards import Verdict
from crm_planner.lint.trials import Outcome, Sheet, problems_of
from crm_planner.problem import Problem


class Tested(NamedTuple):
    """A whole run. `verdicts` is None where no figures were falsified."""

    sheets: tuple[Sheet, ...]
    outcomes: tuple[Outcome, ...]
    verdicts: tuple[Verdict, ...] | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept files from being read."""
        return problems_of(self.sheets)

    @property
    def passed(self) -> int:
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def failed(self) -> int:
        return len(self.outcomes) - self.passed

    @property
    def unguarded(self) -> tuple[Problem, ...]:
        """A finding for each figure that nothing guards, by place; one for an edition without cases."""
        found = {verdict.finding for verdict in self.verdicts or () if verdict.finding is not None}
        return tuple(sorted(found, key=lambda one: (one.place, one.code, one.message)))

    def judged(self, *how: str) -> int:
        """How many falsifications ended in one of these ways."""
        return sum(verdict.how in how for verdict in self.verdicts or ())

    @property
    def exit_status(self) -> int:
        """3 if a file could not be read, 1 if anything failed or is unguarded, else 0."""
        if any(sheet.unreadable for sheet in self.sheets):
            return InputError.exit_status
        return DataError.exit_status if self.problems or self.failed or self.unguarded else 0
