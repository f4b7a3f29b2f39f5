"""Published networks and small resource-constrained cases come out as they were published."""

from decimal import Decimal
from statistics import fmean

import numpy as np
import pytest

from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance, Job, Wait
from crm_planner.plan.levelling import critical_path
from crm_planner.plan.solve import solve
from crm_planner.plan.uncertainty import DatesOfDraws
from crm_planner.plan.undertaking import Undertaking
from tests.plan.made import task, undertaking

RELIABLE_CONSTRUCTION = """\
A 1/2/3     -
B 2/3.5/8   A
C 6/9/18    B
D 4/5.5/10  C
E 1/4.5/5   C
F 4/4/10    E
G 5/6.5/11  D
H 5/8/17    E G
I 3/7.5/9   C
J 3/9/9     F I
K 4/4/4     J
L 1/5.5/7   J
M 1/2/3     H
N 5/5.5/9   K L
"""
"""Reliable Construction Co.: Hillier and Lieberman, Introduction to Operations Research, 8th edition, chapter 10."""

MEANS = dict(zip("ABCDEFGHIJKLMN", (2, 4, 10, 6, 4, 5, 7, 9, 7, 8, 4, 5, 2, 6), strict=True))
SLACKS = dict(zip("ABCDEFGHIJKLMN", (0, 0, 0, 4, 0, 0, 4, 4, 2, 0, 1, 0, 4, 0), strict=True))
STARTS = dict(zip("ABCDEFGHIJKLMN", (0, 2, 6, 16, 16, 20, 22, 29, 16, 25, 33, 33, 38, 38), strict=True))


def rows() -> list[list[str]]:
    return [line.split() for line in RELIABLE_CONSTRUCTION.splitlines()]


def reliable_construction(scale: int = 1) -> Undertaking:
    """The network with its mean durations, in days of the plan."""
    return undertaking(
        *(
            task(name, " ".join(name for name in after if name != "-"), str(MEANS[name] * scale))
            for name, _, *after in rows()
        )
    )


def test_the_printed_three_points_have_the_printed_means() -> None:
    for name, written, *_ in rows():
        low, likely, high = map(Decimal, written.split("/"))
        assert (low + 4 * likely + high) / 6 == MEANS[name]


def test_the_construction_project_takes_44_weeks_along_its_published_critical_path() -> None:
    plan = critical_path(reliable_construction())
    assert plan.days == 44
    assert "".join(one.task.id for one in plan.critical_path) == "ABCEFJLN"


def test_every_task_of_the_construction_project_has_its_published_slack_and_start() -> None:
    plan = critical_path(reliable_construction())
    assert {one.task.id: one.total_slack for one in plan.tasks} == SLACKS
    begun = {one.task.id: np.busday_count(plan.start.day, one.start.day) for one in plan.tasks}
    assert begun == STARTS


def test_the_published_chance_of_47_weeks_comes_out_of_draws_along_the_critical_path() -> None:
    """The book: mean 44, variance 9 along the critical path, so 47 weeks are kept with a probability of 0.84."""
    scale = 20  # days are whole hours: larger ones leave no rounding to speak of
    work = reliable_construction(scale)
    dates = DatesOfDraws(work, critical_path(work))
    generator = np.random.default_rng(4)
    days = {}
    for name, written, *_ in rows():
        low, _, high = map(float, written.split("/"))
        draws = generator.normal(MEANS[name], (high - low) / 6, 20_000) if SLACKS[name] == 0 else np.zeros(20_000)
        days[name] = np.maximum(0, draws) * scale
    outcomes = dates.outcomes({}, days)
    assert fmean(outcomes.days) / scale == pytest.approx(44, abs=0.1)
    assert float(np.mean(outcomes.days <= 47 * scale)) == pytest.approx(0.8413, abs=0.01)


_DEMANDS = ((0, 0), (5, 1), (0, 4), (1, 4), (1, 3), (3, 2), (3, 1), (2, 4), (4, 0), (5, 2), (2, 5), (0, 0))
_HOURS = (0, 3, 2, 5, 4, 2, 3, 4, 2, 4, 6, 0)
_FOLLOWERS = ((1, 2, 3), (4, 5), (9, 10), (8,), (6, 7), (9, 10), (8, 9), (8,), (11,), (11,), (11,))

PYTHON_MIP = Instance(
    jobs=[Job(work, tuple(enumerate(needs))) for work, needs in zip(_HOURS, _DEMANDS, strict=True)],
    waits=[Wait(before, after) for before, followers in enumerate(_FOLLOWERS) for after in followers],
    capacities=(6, 8),
)
"""Ten activities on two resources: the example of the Python-MIP documentation, shortest plan 21."""

FISHER_THOMPSON_6 = """\
2 1 0 3 1 6 3 7 5 3 4 6
1 8 2 5 4 10 5 10 0 10 3 4
2 5 3 4 5 8 0 9 1 1 4 7
1 5 0 5 2 5 3 3 4 8 5 9
2 9 1 3 4 5 5 4 0 3 3 1
1 3 3 3 5 9 0 10 4 4 2 1
"""
"""Six products on six machines (machine, hours, ...): Fisher and Thompson, Industrial Scheduling, 1963; shortest 55."""


def fisher_thompson() -> Instance:
    """The job shop as an instance: one machine is a resource of one."""
    jobs: list[Job] = []
    waits: list[Wait] = []
    for line in FISHER_THOMPSON_6.splitlines():
        figures = [int(figure) for figure in line.split()]
        for step, (machine, hours) in enumerate(zip(figures[::2], figures[1::2], strict=True)):
            if step:
                waits.append(Wait(len(jobs) - 1, len(jobs)))
            jobs.append(Job(hours, ((machine, 1),)))
    return Instance(jobs, waits, (1,) * 6)


@pytest.mark.parametrize(
    ("instance", "optimum"), [(PYTHON_MIP, 21), (fisher_thompson(), 55)], ids=["python-mip", "fisher-thompson"]
)
def test_a_published_case_is_proved_at_its_published_optimum(instance: Instance, optimum: int) -> None:
    levelled = solve(instance, 1000)
    assert levelled.spans is not None
    assert end_of(levelled.spans) == levelled.bound == optimum


@pytest.mark.parametrize(
    ("instance", "optimum"), [(PYTHON_MIP, 21), (fisher_thompson(), 55)], ids=["python-mip", "fisher-thompson"]
)
def test_without_the_solver_a_published_case_has_a_gap_that_holds_the_optimum(instance: Instance, optimum: int) -> None:
    levelled = solve(instance, 1000, limit=0)
    assert levelled.spans is not None
    assert levelled.bound <= optimum <= end_of(levelled.spans) <= optimum * 1.15
