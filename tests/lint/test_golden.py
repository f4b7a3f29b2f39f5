"""Checks of a catalog: what they expect, what came out, and what keeps them from being run."""

from datetime import date

import pytest

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.estimate.cost_model import drafted
from crm_planner.estimate.setting import Setting
from crm_planner.lint.figures import WHOLE, are_sums, compute
from crm_planner.lint.minimal import laid_over
from crm_planner.place import Source
from crm_planner.terms import CATEGORIES
from tests.lint.made import codes, edition, found, playbook, read

COURSE = "id: course, category: training, source: letter, price: {kind: package, size: 10, amount: 6000}"
LICENCES = "id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}"
SUPPORT = (
    "id: support, category: support, source: letter, charge: yearly, price: {kind: percent, rate: 15, of: [licences]}"
)
FREE = "id: support, category: support, source: letter, price: {kind: included}"
MISSING = "id: course, category: training, source: letter, price: {kind: not_offered}"


def check(expect: str, brief: str = "{users: 10}", more: str = "") -> str:
    return f"checks:\n  - {{name: A check, edition: standard, {more}brief: {brief}, expect: {expect}}}\n"


@pytest.mark.parametrize(
    "expect",
    [
        "{licence: 50000, training: 6000, total: 56000}",
        "{licences: 50000, course: 6000}",
        "{licence: priced}",
        "{total: 56000.00}",
    ],
)
def test_expectations_may_name_categories_items_and_the_total(expect: str) -> None:
    assert codes(edition(LICENCES, COURSE) + check(expect)) == []


def test_a_failed_check_says_what_was_expected_what_came_out_and_how() -> None:
    (finding,) = found(edition(LICENCES, COURSE) + check("{total: 55000}"))
    assert finding.code == "CAT102"
    assert finding.message == "total: expected 55000, got 56000, 1000 more"
    for word in ("Total: 56000", "licences", "50000", "course", "6000", "line 16"):
        assert word in finding.hint


def test_a_failed_check_stands_at_the_figure_it_expects() -> None:
    text = edition(LICENCES) + check("{licence: 1, total: 50000}")
    (finding,) = found(text)
    assert finding.place.line == 18
    assert (
        finding.place.column == len("  - {name: A check, edition: standard, brief: {users: 10}, expect: {licence: ") + 1
    )


def test_a_percentage_and_its_stated_amount_are_told_apart_from_other_failed_checks() -> None:
    (finding,) = found(edition(LICENCES, SUPPORT) + check("{support: 7000}"))
    assert finding.code == "CAT101"
    assert finding.message == "support is stated as 7000, but 15 % of licences is 7500, 500 more"


def test_a_percentage_is_told_by_the_price_that_holds_on_the_day_of_the_check() -> None:
    dated = (
        "id: support, category: support, source: letter, prices: "
        "[{from: 2020-01-01, price: {kind: flat, amount: 9000}}, "
        "{from: 2026-06-01, price: {kind: percent, rate: 15, of: [licences]}}]"
    )
    assert codes(edition(LICENCES, dated) + check("{support: 1}", more="as_of: 2026-05-31, ")) == ["CAT102"]
    assert codes(edition(LICENCES, dated) + check("{support: 1}", more="as_of: 2026-06-01, ")) == ["CAT101"]


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{support: 0}", "support: expected 0, got included"),
        ("{support: not_offered}", "support: expected not_offered, got included"),
        ("{licence: included}", "licence: expected included, got 50000"),
        ("{migration: 0}", "migration: expected 0, got no such line"),
    ],
)
def test_a_state_is_no_number_and_no_other_state(expect: str, said: str) -> None:
    (finding,) = found(edition(LICENCES, FREE) + check(expect))
    assert (finding.code, finding.message) == ("CAT102", said)


def test_a_gap_a_check_passes_over_is_an_error_though_its_total_is_right() -> None:
    (finding,) = found(edition(LICENCES, MISSING) + check("{total: 50000}"))
    assert (finding.code, finding.hint) == ("CAT103", "Add training: not_offered")


@pytest.mark.parametrize("named", ["training", "course"])
def test_a_gap_may_be_named_by_category_or_item(named: str) -> None:
    assert codes(edition(LICENCES, MISSING) + check(f"{{total: 50000, {named}: not_offered}}")) == []


def test_a_gap_expected_as_an_amount_is_a_failed_check() -> None:
    (finding,) = found(edition(LICENCES, MISSING) + check("{training: 6000}"))
    assert finding.message == "training: expected 6000, got not_offered"


def test_a_check_is_priced_in_the_currency_of_its_catalog() -> None:
    assert codes("currency: USD\n" + edition(LICENCES) + check("{total: 50000}")) == []


def test_a_check_without_a_day_is_priced_on_the_day_of_the_run() -> None:
    dated = "id: licences, category: licence, source: letter, prices: "
    dated += "[{from: 2020-01-01, price: {kind: flat, amount: 1}}, {from: 2026-12-01, price: {kind: flat, amount: 2}}]"
    text = edition(dated) + check("{total: 1}")
    assert codes(text, as_of=date(2026, 11, 30)) == []
    assert codes(text, as_of=date(2026, 12, 1)) == ["CAT102"]


@pytest.mark.parametrize(
    ("expect", "brief", "words"),
    [
        ("{licences: many}", "{users: 10}", '"many" is neither an amount nor one of priced'),
        ("{licencse: 50000}", "{users: 10}", 'Did you mean "licence'),
        ("{total: 50000}", "{}", "users: Field required"),
        ("{total: 50000}", "{users: 0}", "users"),
        ("{total: 50000}", "{users: 10, options: {plan: gold}}", 'no candidate has the option "plan"'),
        ("{total: 50000}", "{users: 10, currency: USD}", "priced in RUB"),
    ],
)
def test_a_check_that_cannot_be_run_is_an_error(expect: str, brief: str, words: str) -> None:
    findings = found(edition(LICENCES) + check(expect, brief))
    assert {finding.code for finding in findings} == {"CAT104"}
    assert any(words in str(finding) for finding in findings), findings


def test_more_checks_than_can_be_priced_are_said_not_to_have_run() -> None:
    many = "".join(
        f"      - {{id: item{n}, category: licence, source: letter, price: {{kind: included}}}}\n" for n in range(500)
    )
    text = edition() + many + "checks:\n"
    text += "".join(
        f"  - {{name: C{n}, edition: standard, brief: {{users: 1}}, expect: {{total: 0}}}}\n" for n in range(14)
    )
    assert codes(text) == ["CAT104", "CAT104"]


def test_checks_of_very_many_people_inside_by_chance_end_at_the_same_bound_of_work() -> None:
    """A thousand of them took half a minute."""
    brief = "{users: {total: 400000, simultaneity: 0, service_level: 0.9}}"
    one = f"  - {{name: A check, edition: standard, brief: {brief}, expect: {{licence: priced}}}}\n"
    assert "CAT104" not in codes(edition(LICENCES) + "checks:\n" + one)
    messages = [fault.message for fault in found(edition(LICENCES) + "checks:\n" + 3 * one) if fault.code == "CAT104"]
    assert len(messages) == 2
    assert all("too many lines" in message for message in messages)


@pytest.mark.parametrize(
    ("discounts", "brief"),
    [
        ("- {id: off, amount: 5, items: [licence], source: letter}", "{users: 1}"),
        ("", "{users: 1, discounts: [{candidate: example, category: licence, amount: 5, reason: agreed}]}"),
        ("", "{users: 1, horizon_years: 30, discount_rate: 0.1}"),
    ],
    ids=["an amount off", "one agreed", "thirty years"],
)
def test_discounts_and_years_count_as_work_for_each_line(discounts: str, brief: str) -> None:
    """A hundred checks of eighty lines with an amount off took a minute."""
    items = "".join(
        f"      - {{id: item{n}, category: licence, source: letter, price: {{kind: included}}}}\n" for n in range(90)
    )
    one = "  - {name: C, edition: standard, brief: BRIEF, expect: {total: 0}}\n"
    text = edition() + items + "checks:\n" + 3 * one
    assert "CAT104" not in codes(text.replace("BRIEF", "{users: 1}"))
    listed = f"discounts:\n  {discounts}\n" if discounts else ""
    assert "CAT104" in codes(listed + text.replace("BRIEF", brief))


@pytest.mark.parametrize("show", ["published", "net", "gross"])
def test_lines_and_sums_are_the_same_whatever_else_is_written_beside_them(show: str) -> None:
    """A check that expects nothing else leaves the rest of the estimate unwritten."""
    tree = {"client": {"name": "Client"}, "users": 12, "horizon_years": 3, "tax": {"show": show}}
    brief = WrittenBrief(Brief.model_validate(tree), Source("made-up"))
    setting = Setting.of(brief, playbook(), date(2026, 11, 23))
    (reading,) = read([laid_over(edition(LICENCES, COURSE, SUPPORT) + "tax: {treatment: included, rate: 20}\n")])
    assert reading.written
    (candidate,) = reading.written.candidates()
    keys = ["licences", "course", "support", *CATEGORIES, *(key for key in WHOLE if are_sums([key]))]
    some, every = (
        compute(drafted([candidate], setting, sums_only=sums_only), keys).figures for sums_only in (True, False)
    )
    assert {key: one.value for key, one in some.items()} == {key: one.value for key, one in every.items()}
    assert some["total"].value == (82500 if show == "net" else 99000)
