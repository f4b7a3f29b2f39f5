"""The shipped examples: they are read without a warning and give the figures their comments promise."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner import project
from crm_planner.compare.table import Comparison
from crm_planner.files.briefs import load_brief
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def compared(name: str | None) -> Comparison:
    brief = load_brief(None if name is None else str(ROOT / "examples" / name))
    catalogs = load_catalogs(ROOT / "vendor_catalogs")
    return project.compare(project.Project(brief, catalogs, load_playbook(), date(2026, 11, 23)))


def totals(name: str | None) -> dict[str, Decimal]:
    return {estimate.id.partition("/")[0]: estimate.totals.first_year for estimate in compared(name).estimates}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_without_a_warning_and_compared(path: Path) -> None:
    assert load_brief(str(path)).warnings == ()
    assert len(compared(path.name).estimates) == 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_explained_in_the_readme(path: Path) -> None:
    assert f"[{path.name}]({path.name})" in (path.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["box-comparison.yaml", None])
def test_the_box_comparison_is_what_no_brief_at_all_shows(name: str | None) -> None:
    assert totals(name) == {"terrasoft": 100_933, "regionsoft": 64_700, "client-communicator": 93_600}


def test_the_firm_of_25_shows_named_against_concurrent_licences() -> None:
    assert totals("firm-of-25.yaml") == {"terrasoft": 252_333, "regionsoft": 87_040, "client-communicator": 132_600}


def test_the_firm_of_25_comes_with_growth_and_a_longer_horizon() -> None:
    growth, long = compared("firm-of-25.yaml").scenarios
    assert (growth.name, growth.users, growth.peak, growth.horizon_years) == ("growth", 40, 22, 1)
    assert (long.name, long.users, long.peak, long.horizon_years) == ("long", 25, 12, 5)
    terrasoft = long.estimates[0].totals
    assert (terrasoft.horizon, terrasoft.npv) == (Decimal(383_985), Decimal("352301.28"))


def test_the_order_desk_pays_more_for_work_than_for_the_box() -> None:
    """Hours of the playbook at its rates and the brief's; the same for every vendor, none of which sells such work."""
    estimates = compared("order-desk.yaml").estimates
    assumed = [part.likely for one in estimates if (part := one.totals.assumed) is not None]
    assert assumed == [Decimal(968_490)] * 3
    assert totals("order-desk.yaml")["regionsoft"] == 968_490 + 62_040 + 12_000 + 7_000


def test_the_order_desk_kept_running_has_an_administrator_and_a_review_each_year() -> None:
    (running,) = compared("order-desk.yaml").scenarios
    lines = {line.id: line.by_year for line in running.estimates[0].lines}
    assert lines["administration"] == (Decimal(600_000),) * 3
    assert lines["review-of-some"] == (Decimal(18_000),) * 3


def test_the_print_shop_answers_every_question_of_the_gate_badly() -> None:
    """CL-01, a business whose bottleneck is elsewhere: no, no and yes are the answers at risk."""
    brief = load_brief(str(ROOT / "examples" / "print-shop.yaml")).brief
    assert brief.answers == {"CL-01.1": "no", "CL-01.2": "no", "CL-01.3": "yes"}
    assert brief.users.total == 10


def test_the_companies_of_the_examples_are_plainly_invented() -> None:
    for path in EXAMPLES:
        name = load_brief(str(path)).brief.client.name.in_language("en")
        assert "invented" in name or name.startswith("A small firm"), path.name


def test_the_own_prices_of_the_example_are_what_its_comments_promise() -> None:
    brief = load_brief(str(ROOT / "examples" / "box-comparison.yaml"))
    catalogs = load_catalogs(ROOT / "vendor_catalogs")
    playbook = load_playbook(ROOT / "examples" / "own-side")
    one = project.Project(brief, catalogs, playbook, date(2026, 11, 23))
    kept = {line.id: line for line in project.accounts(one, "regionsoft/standard").lines}
    assert (kept["licences"].cost, kept["licences"].price) == (38_775, 54_285)
    assert (kept["training"].cost, kept["training"].price, kept["training"].margin) == (4500, 6923, Decimal("35.0"))
