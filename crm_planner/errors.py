"""Why the program cannot go on: one root, and the exit status each failure ends with.

    CrmPlannerError (70)
    +-- DataError (1)            a catalog, brief or playbook is wrong; holds every problem found
    +-- UsageError (2)           the command was asked for something that does not exist
    +-- InputError (3)           an input cannot be read
    +-- OutputError (4)          an output cannot be written
    |   +-- MissingExtra (4)     a part of the product is not installed
    +-- ModelError (70)          a cost model does not hold together
        +-- TargetRefused (4)    a model is sound, but too large or too fine for one target

A fault in the data is a value (`problem.Problem`), collected and shown with all others; only a
failure of the program is an exception. Exit statuses are those of the contract (docs/guide/exit-status.md).
"""

from collections.abc import Sequence
from typing import ClassVar


class CrmPlannerError(Exception):
    """Something went wrong that no one foresaw: a bug of ours."""

    exit_status: ClassVar[int] = 70


class DataError(CrmPlannerError):
    """The data is wrong. `problems` holds all of them; each prints as one line with its place."""

    exit_status = 1

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(CrmPlannerError):
    """The command names something that does not exist, such as an unknown candidate."""

    exit_status = 2


class InputError(CrmPlannerError):
    """An input cannot be read: missing, a folder, not permitted, too large."""

    exit_status = 3


class OutputError(CrmPlannerError):
    """An output cannot be written: it exists, the disk is full, the folder is read-only."""

    exit_status = 4


class MissingExtra(OutputError):
    """A part of the product is not installed; the message names the command that installs it."""


class ModelError(CrmPlannerError):
    """A cost model does not hold together: an unknown name, a cycle, units that cannot be added."""


class TargetRefused(ModelError):
    """A cost model is sound, but one of its cells does not fit the numbers of the target asked for."""

    exit_status = 4
