"""Facts: each is found where it holds and silent where it does not; names, wordings and finders belong together."""

from pathlib import Path

import pytest

from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.files.catalogs import load_catalog
from crm_planner.playbook.facts import FACTS
from crm_planner.risk.facts import FINDERS
from tests.risk.made import HEAD, assessed, shipped

CATALOG = """\
schema: crm-planner/catalog/1
id: made
vendor: Made
product: Made CRM
currency: RUB
prices_as_of: 2026-11-01
tax: {treatment: exempt}
sources: [{id: letter, title: A letter, kind: letter, grade: B}]
editions:
  - id: one
    name: One
    licence_metric: concurrent_user
    items:
      - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
      - {id: training, category: training, source: letter, price: {kind: flat, amount: 20000}}
      - {id: support, category: support, source: letter, charge: yearly, price: {kind: flat, amount: 9000}}
"""
LATER = "    supported_until: 2028-01-01\n    items:"
NAMED = ("concurrent_user", "named_user")
NO_TRAINING = (CATALOG.splitlines(keepends=True)[-2], "")
NO_SUPPORT = (CATALOG.splitlines(keepends=True)[-1], "")

CASES = [  # the fact, what changes in the catalog, what stands in the brief where it holds, and where it does not
    ("training-not-bought", NO_TRAINING, "", None),
    ("training-not-bought", None, "trainees: 0\n", ""),
    ("support-not-bought", NO_SUPPORT, "horizon_years: 2\n", ""),
    ("hardly-any-services", ("amount: 20000", "amount: 9999"), "", None),
    ("named-licences-for-shifts", NAMED, "USERS {total: 10, peak: 6}", "USERS 10"),
    ("price-outweighs-the-rest", None, "weights: {tco: 51, fit: 49}\n", "weights: {tco: 50, fit: 50}\n"),
    ("one-go-live-for-many", None, "USERS 13\nphases: 1\n", "USERS 12\nphases: 1\n"),
    ("budget-below-total", None, "budget: 78999\n", "budget: 79000\n"),
    ("price-date-unknown", ("prices_as_of: 2026-11-01\n", ""), "", None),
    ("prices-are-old", None, "date: 2027-01-31\n", "date: 2027-01-30\n"),
    ("tax-treatment-unknown", ("treatment: exempt", "treatment: unknown"), "", None),
    ("price-in-another-currency", ("currency: RUB", "currency: USD"), "EXCHANGE", None),
    ("prices-extrapolated", ("{kind: per_unit, amount: 5000}", "{kind: published, totals: {5: 25000}}"), "", None),
    ("horizon-beyond-vendor-support", ("    items:", LATER), "horizon_years: 2\n", "horizon_years: 1\n"),
    (
        "many-duplicates", None, "migration: {entities: 1, duplicate_share: 0.06}\n",
        "migration: {entities: 1, duplicate_share: 0.05}\n",
    ),
    ("many-data-sources", None, "migration: {entities: 1, sources: 3}\n", "migration: {entities: 1, sources: 2}\n"),
    ("upgrade-not-priced", None, "existing: {name: Old}\n", "existing: {name: Old, upgrade: 5000}\n"),
]  # fmt: skip


def catalog(tmp_path: Path, change: tuple[str, str] | None) -> WrittenCatalog:
    file = tmp_path / "made.yaml"
    text = CATALOG.replace(*change) if change else CATALOG
    assert change is None or text != CATALOG
    file.write_text(text, encoding="utf-8")
    return load_catalog(file)


def brief(lines: str) -> tuple[str, str]:
    """The head and the rest of a brief; `USERS ...` replaces the users of the head."""
    lines = lines.replace("EXCHANGE", "exchange: {as_of: 2026-11-23, rates: {USD: 90}}\n")
    if lines.startswith("USERS"):
        users, _, rest = lines.removeprefix("USERS ").partition("\n")
        return HEAD.replace("users: 10", f"users: {users}"), rest
    return HEAD, lines


def facts(tmp_path: Path, change: tuple[str, str] | None, lines: str) -> set[str]:
    head, rest = brief(lines)
    found = assessed(rest, head=head, catalogs=(catalog(tmp_path, change),))
    return {fact.name for one in found.risks for fact in one.facts}


@pytest.mark.parametrize(("name", "change", "holds", "does_not"), CASES)
def test_a_fact_is_found_where_it_holds_and_only_there(
    name: str, change: tuple[str, str] | None, holds: str, does_not: str | None, tmp_path: Path
) -> None:
    assert name in facts(tmp_path, change, holds)
    unchanged = change if does_not is not None else None
    assert name not in facts(tmp_path, unchanged, does_not or "")


def test_an_offer_far_below_the_median_of_three_is_found_for_that_offer() -> None:
    """64,700 is 31 % below 93,600, the median of 64,700, 93,600 and 116,733."""
    found = {fact.name: fact for one in assessed().risks for fact in one.facts}
    assert found["bid-far-below-rivals"].candidates == ("regionsoft/standard",)


def test_two_offers_have_no_median_to_be_below() -> None:
    two = assessed("candidates: [regionsoft, client-communicator]\n")
    assert "bid-far-below-rivals" not in {fact.name for one in two.risks for fact in one.facts}


def test_a_candidate_is_judged_by_its_own_offer_beside_its_rivals() -> None:
    assert "training-not-bought" not in {
        fact.name for one in assessed(only="regionsoft/standard").risks for fact in one.facts
    }
    own = {fact.name for one in assessed(only="regionsoft/standard").risks for fact in one.facts}
    assert "bid-far-below-rivals" in own


def test_every_fact_has_a_wording_a_finder_and_a_docstring() -> None:
    assert set(FINDERS) == set(FACTS)
    assert all(finder.__doc__ for finder in FINDERS.values())


def test_every_fact_shows_some_risk_and_is_tried_above() -> None:
    used = {fact for one in shipped().asked.values() for fact in one.when}
    assert used == set(FACTS)
    assert {name for name, *_ in CASES} | {"bid-far-below-rivals"} == set(FACTS)
