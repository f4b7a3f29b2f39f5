"""One client's project from its files: the default brief, the command line, scenarios, and who is compared."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from crm_planner.brief.model import WrittenBrief
from crm_planner.compare.table import Comparison
from crm_planner.errors import DataError, UsageError
from crm_planner.files.briefs import load_brief
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.project import Project, compare

ROOT = Path(__file__).resolve().parents[1]
CATALOGS = load_catalogs(ROOT / "vendor_catalogs")
PLAYBOOK = load_playbook()
TODAY = date(2026, 11, 23)

BRIEF = """
    client: {name: Client}
    users: 10
    trainees: 20
    quantities: {servers: 2, contacts: 7}
    options:
      terrasoft: {support: false}
    scenarios:
      growth: {users: 25, quantities: {servers: 3}}
      long: {horizon_years: 5, options: {regionsoft: {training: false}}}
"""


@pytest.fixture
def brief(tmp_path: Path) -> str:
    file = tmp_path / "brief.yaml"
    file.write_text(dedent(BRIEF), encoding="utf-8")
    return str(file)


def compared(written: WrittenBrief) -> Comparison:
    return compare(Project(written, CATALOGS, PLAYBOOK, TODAY))


def totals(comparison: Comparison) -> dict[str, Decimal]:
    return {one.id.partition("/")[0]: one.totals.horizon for one in comparison.estimates}


def scenario(written: WrittenBrief, name: str) -> WrittenBrief:
    return dict(written.scenarios)[name]


@pytest.mark.parametrize(
    ("users", "figures"),
    [
        ("1", (10_094, 18_170, 26_100)),
        ("2", (20_187, 23_340, 33_600)),
        ("10", (100_933, 64_700, 93_600)),
        ("1000000", (10_093_320_000, 5_770_007_000, 8_700_006_600)),
    ],
)
def test_without_a_brief_every_candidate_is_compared_for_so_many_users(users: str, figures: Sequence[int]) -> None:
    found = totals(compared(load_brief(None, users=users)))
    assert [found[name] for name in ("terrasoft", "regionsoft", "client-communicator")] == list(figures)


def test_the_default_brief_is_ten_users_one_year_today_and_all_catalogs() -> None:
    found = compared(load_brief(None))
    assert (found.users, found.peak, found.horizon_years, found.priced_on) == (10, 10, 1, TODAY)
    assert {one.id for one in found.estimates} == {written.id for one in CATALOGS for written in one.candidates()}


@pytest.mark.parametrize(
    ("sets", "key", "value"),
    [
        (["users=25"], "users.total", 25),
        (["users.total=25", "users.peak=12"], "users.peak", 12),
        (["users={total: 25, peak: 12}"], "users.total", 25),
        (["quantities.servers=4"], "quantities", {"servers": 4, "contacts": 7}),
        (["discount_rate=0.12"], "discount_rate", Decimal("0.12")),
        (["answers.CL-01.1=no"], "answers", {"CL-01.1": "no"}),
        (["users=25", "users=26"], "users.total", 26),
    ],
)
def test_set_writes_over_the_brief(brief: str, sets: list[str], key: str, value: Any) -> None:
    found: Any = load_brief(brief, sets=sets).brief
    for part in key.split("."):
        found = getattr(found, part)
    assert found == value


def test_a_wrong_value_on_the_command_line_is_an_error_there(brief: str) -> None:
    with pytest.raises(DataError) as caught:
        load_brief(brief, sets=["users=many"])
    (problem,) = caught.value.problems
    assert str(problem).startswith("--set users=many: error[")


@pytest.mark.parametrize("written", ["users", "=5", " = 5"])
def test_a_change_that_is_not_key_equals_value_is_wrong_usage(brief: str, written: str) -> None:
    with pytest.raises(UsageError, match="is not KEY=VALUE"):
        load_brief(brief, sets=[written])


def test_an_unknown_key_on_the_command_line_is_named(brief: str) -> None:
    with pytest.raises(DataError, match='"users"'):
        load_brief(brief, sets=["user=5"])


def test_the_command_line_comes_before_a_scenario_s_own_keys(brief: str) -> None:
    """Side by side a scenario keeps what makes it one; everything else follows the command line."""
    written = load_brief(brief, users="12", years="3", sets=["trainees=5"])
    assert (written.brief.users.total, written.brief.horizon_years, written.brief.trainees) == (12, 3, 5)
    growth, long = (scenario(written, name).brief for name in ("growth", "long"))
    assert (growth.users.total, growth.horizon_years, growth.trainees) == (25, 3, 5)
    assert (long.users.total, long.horizon_years, long.trainees) == (12, 5, 5)


def test_a_scenario_replaces_only_the_keys_it_names(brief: str) -> None:
    written = load_brief(brief, sets=["quantities.contacts=9", "quantities.servers=5"])
    assert scenario(written, "growth").brief.quantities == {"servers": 3, "contacts": 9}
    assert scenario(written, "long").brief.quantities == {"servers": 5, "contacts": 9}
    assert scenario(written, "long").brief.options == {
        "terrasoft": {"support": False},
        "regionsoft": {"training": False},
    }


def test_a_chosen_scenario_gets_the_command_line_on_top(brief: str) -> None:
    chosen = load_brief(brief, scenario="growth", users="30", sets=["quantities.contacts=9"])
    assert (chosen.brief.users.total, chosen.scenarios) == (30, ())
    assert chosen.brief.quantities == {"servers": 3, "contacts": 9}


def test_a_scenario_changed_on_the_command_line_is_the_changed_one(brief: str) -> None:
    written = load_brief(brief, sets=["scenarios.growth.users=40", "scenarios.small={users: 3}"])
    assert [name for name, _ in written.scenarios] == ["growth", "long", "small"]
    assert [scenario(written, name).brief.users.total for name in ("growth", "small")] == [40, 3]


def test_a_scenario_s_values_are_where_the_scenario_is_written(brief: str) -> None:
    written = load_brief(brief, users="12")
    assert str(written.source.place(("users",))) == "--users 12"
    assert scenario(written, "growth").source.place(("users",)).line == 9
    assert str(scenario(written, "long").source.place(("users",))) == "--users 12"


def test_an_unknown_scenario_is_wrong_usage_and_the_nearest_is_named(brief: str) -> None:
    with pytest.raises(UsageError, match='did you mean "growth"'):
        load_brief(brief, scenario="grwth")


def test_a_scenario_that_cannot_be_is_an_error_in_the_scenario(tmp_path: Path) -> None:
    file = tmp_path / "brief.yaml"
    file.write_text("client: {name: Client}\nusers: 10\nscenarios:\n  none:\n    users: 0\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_brief(str(file))
    assert [one.place.line for one in caught.value.problems] == [5]  # type: ignore[attr-defined]


def test_scenarios_stand_side_by_side_with_their_own_totals(brief: str) -> None:
    found = compared(load_brief(brief, sets=["trainees=10"]))
    growth, long = found.scenarios
    assert (growth.name, growth.users, growth.peak, growth.changes["users"]) == ("growth", 25, 25, "25")
    assert {one.id.partition("/")[0]: one.totals.horizon for one in growth.estimates} == {
        "client-communicator": 206_100, "regionsoft": 142_250, "terrasoft": 219_420,
    }  # fmt: skip
    assert (long.horizon_years, long.ranking.published[0]) == (5, "regionsoft/standard")
    assert totals(found) == {"client-communicator": 93_600, "regionsoft": 64_700, "terrasoft": 87_768}


def test_candidates_are_those_named_in_that_order_and_a_catalog_means_all_its_editions(brief: str) -> None:
    found = compared(load_brief(brief, candidates=["terrasoft", "regionsoft/standard"]))
    assert [one.id for one in found.estimates] == ["terrasoft/sales", "regionsoft/standard"]


def test_a_candidate_no_catalog_has_is_wrong_usage(brief: str) -> None:
    with pytest.raises(UsageError, match='did you mean "terrasoft"'):
        compared(load_brief(brief, candidates=["terasoft"]))


def test_a_brief_may_speak_of_candidates_that_are_not_compared_today(brief: str) -> None:
    """The brief has an option for Terrasoft; comparing RegionSoft alone must not stumble over it."""
    assert totals(compared(load_brief(brief, candidates=["regionsoft"]))) == {"regionsoft": 70_700}


def test_five_years_pay_for_support_every_year(brief: str) -> None:
    found = totals(compared(load_brief(None, years="5")))
    assert [found[name] for name in ("terrasoft", "regionsoft", "client-communicator")] == [153_593, 64_700, 93_600]


def test_fifteen_people_of_whom_ten_work_at_once_need_fifteen_named_licences_and_ten_concurrent_ones() -> None:
    found = compared(load_brief(None, sets=["users={total: 15, peak: 10}"]))
    licences = {
        one.id.partition("/")[0]: next(line.amount for line in one.lines if line.category == "licence")
        for one in found.estimates
    }
    assert licences == {"terrasoft": 131_652, "regionsoft": 51_700, "client-communicator": 75_000}
    assert {one.id.partition("/")[0]: one.licences for one in found.estimates} == {
        "terrasoft": 15, "regionsoft": 10, "client-communicator": 10,
    }  # fmt: skip


def test_unknown_dates_taxes_and_single_prices_are_said_once(brief: str) -> None:
    ids = [note.id for note in compared(load_brief(brief)).notes]
    assert len(ids) == len(set(ids))
    assert {"terrasoft/price-date", "terrasoft/tax", "terrasoft/sales/licences/single-point", "gap-filling"} <= set(ids)


def test_comparing_twice_says_the_same(brief: str) -> None:
    assert compared(load_brief(brief)) == compared(load_brief(brief))
