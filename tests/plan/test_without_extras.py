"""What the optional parts add is not needed for a plan, and is loaded only where a plan needs it."""

import subprocess
import sys
from datetime import date

import pytest

from crm_planner.errors import DataError, MissingExtra
from crm_planner.plan import solve as solving
from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance, Job
from crm_planner.plan.levelling import level
from crm_planner.plan.national import national
from crm_planner.plan.schedule import Found
from crm_planner.plan.undertaking import Undertaking
from tests.plan.made import MONDAY, person, task, undertaking

TWO_AT_ONCE = Instance(jobs=[Job(work, ((0, 2),)) for work in (3, 3, 2, 2, 2)], waits=(), capacities=(5,))
"""Each holds two fifths, so two of them go side by side and take six hours; their shares alone would fit into five."""

PROBE = """
import sys
from tests.plan.made import person, task, undertaking
from crm_planner.plan.instance import Instance, Job
from crm_planner.plan.levelling import level
print(level(undertaking(task("A", x="16"), task("B", x="16"), task("C", "A", y="8"), person("x"), person("y"))).found)
print(*sorted({"ortools", "numpy", "holidays"} & set(sys.modules)))
"""


def test_a_plan_as_short_as_its_bound_loads_no_solver_and_no_arrays() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout == "bound\n\n"


def test_without_the_solver_a_plan_has_a_gap_instead_of_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "is_installed", lambda: False)
    levelled = solving.solve(TWO_AT_ONCE, 1000)
    assert levelled.spans is not None
    assert levelled.found is Found.HEURISTIC
    assert (levelled.bound, end_of(levelled.spans)) == (5, 6)


def test_the_solver_closes_that_gap() -> None:
    levelled = solving.solve(TWO_AT_ONCE, 1000)
    assert (levelled.found, levelled.bound) == (Found.PROVED, 6)


def crowded() -> Undertaking:
    """One person, pairs of tasks that fill half days, and deadlines that leave one way to arrange them."""
    hours = {"A": ("12", 3), "B": ("4", 1), "C": ("12", 3), "D": ("4", 3), "E": ("8", 2), "F": ("8", 5)}
    tasks = [task(name, x=own)._replace(deadline=date(2027, 3, last)) for name, (own, last) in hours.items()]
    return undertaking(*tasks, person("x"))


def test_dates_proved_impossible_by_looking_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "is_installed", lambda: False)
    with pytest.raises(DataError, match="PLN010"):
        level(crowded())


def test_dates_that_only_a_search_could_judge_are_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "is_installed", lambda: False)
    monkeypatch.setattr(solving, "refuted", lambda *_: False)
    with pytest.raises(DataError, match=r"PLN015.*none was proved not to exist.*crm-planner\[plan\]"):
        level(crowded())


def test_national_calendars_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(MissingExtra, match=r"pip install 'crm-planner\[plan\]'"):
        national("RU", MONDAY.year, MONDAY.year)
