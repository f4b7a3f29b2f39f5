"""Falsified figures: every kind of change is noticed by a case that looks, and reported where none does."""

from collections import Counter
from pathlib import Path

import pytest

from crm_planner.files.trial_inputs import Named, files_to_test, read_to_test
from crm_planner.lint.minimal import AS_OF
from crm_planner.lint.trials import Bench
from tests.lint.made import edition, playbook
from tests.lint.made_trials import bench, case, changed, outcome, verdicts

DAY = "candidate: example/standard, as_of: {}"
PLAIN = "id: licences, category: licence, source: letter, price: "
OTHER = "id: course, category: training, source: letter, price: {kind: flat, amount: 6000}"
OFF = "{users: 10, discounts: [{candidate: example, category: licence, percent: 10, reason: A}]}"

WATCHED = {
    "amount": (PLAIN + "{kind: per_unit, amount: 12.5}", [case("{total: 125}")], ("amount", "12.5", "12.6")),
    "flat amount": (PLAIN + "{kind: flat, amount: 51700}", [case("{total: 51700}")], ("amount", "51700", "51701")),
    "free units": (
        PLAIN + "{kind: per_unit, amount: 10, free_units: 2}",
        [case("{total: 80}")],
        ("free_units", "2", "3"),
    ),
    "minimum quantity": (
        PLAIN + "{kind: per_unit, amount: 10, minimum_quantity: 5}",
        [case("{total: 50}", "{users: 1}")],
        ("minimum_quantity", "5", "6"),
    ),
    "minimum": (
        PLAIN + "{kind: per_unit, amount: 1, minimum: 20}",
        [case("{total: 20}")],
        ("minimum", "20", "21"),
    ),
    "maximum": (PLAIN + "{kind: per_unit, amount: 9, maximum: 20}", [case("{total: 20}")], ("maximum", "20", "21")),
    "tier bound": (
        PLAIN + "{kind: volume, tiers: [{up_to: 9, unit: 10}, {unit: 8}]}",
        [case("{total: 80}")],
        ("up_to", "9", "10"),
    ),
    "tier price": (
        PLAIN + "{kind: graduated, tiers: [{up_to: 9, unit: 10, flat: 7}, {unit: 8}]}",
        [case("{total: 105}")],
        ("flat", "7", "8"),
    ),
    "tier on request": (
        PLAIN + "{kind: volume, tiers: [{up_to: 9, unit: 10}, {on_request: true}]}",
        [case("{licence: on_request}")],
        ("on_request", "true", "false"),
    ),
    "package size": (
        PLAIN + "{kind: package, size: 9, amount: 5}",
        [case("{total: 10}")],
        ("size", "9", "10"),
    ),
    "pack size": (
        PLAIN + "{kind: packs, packs: {10: 50, 20: 90}, combine: cover}",
        [case("{total: 140}", "{users: 21}")],
        ("packs", "20", "21"),
    ),
    "pack amount": (
        PLAIN + "{kind: packs, packs: {10: 50}, combine: cover}",
        [case("{total: 50}")],
        ("packs", "50", "51"),
    ),
    "packs combined": (
        PLAIN + "{kind: packs, packs: {10: 50}, combine: exact}",
        [case("{licence: on_request}", "{users: 9}")],
        ("combine", "exact", "cover"),
    ),
    "printed quantity": (
        PLAIN + "{kind: published, totals: {10: 50}}",
        [case("{total: 50}")],
        ("totals", "10", "11"),
    ),
    "printed total": (PLAIN + "{kind: published, totals: {10: 50}}", [case("{total: 50}")], ("totals", "50", "51")),
    "between": (
        PLAIN + "{kind: published, totals: {10: 50, 20: 90}, between: step}",
        [case("{total: 90}", "{users: 15}")],
        ("between", "step", "linear"),
    ),
    "state": (PLAIN + "{kind: included}", [case("{licence: included}")], ("kind", "included", "not_offered")),
    "gap": (PLAIN + "{kind: on_request}", [case("{licence: on_request}")], ("kind", "on_request", "included")),
    "day": (
        "id: licences, category: licence, source: letter, prices: [{from: 2026-01-01, price: {kind: flat, amount: 5}}]",
        [case("{total: 5}", more=DAY.format("2026-01-01"))],
        ("from", "2026-01-01", "2026-01-02"),
    ),
    "charge": (
        "charge: yearly, " + PLAIN + "{kind: flat, amount: 5}",
        [case("{total: 10}", "{users: 1, horizon_years: 2}")],
        ("charge", "yearly", "once"),
    ),
    "indexation": (
        "charge: yearly, indexation: 5, " + PLAIN + "{kind: flat, amount: 1000}",
        [case("{total: 2050}", "{users: 1, horizon_years: 2}")],
        ("indexation", "5", "6"),
    ),
    "first year": (
        "charge: yearly, from_year: 2, " + PLAIN + "{kind: flat, amount: 5}",
        [case("{total: 5}", "{users: 1, horizon_years: 2}")],
        ("from_year", "2", "3"),
    ),
    "requirement": (
        "requires: {licences: {min: 5}}, " + PLAIN + "{kind: flat, amount: 5}",
        [case("{total: 5}", "{users: 5}")],
        ("min", "5", "6"),
    ),
    "metric": (
        PLAIN + "{kind: per_unit, amount: 10}",
        [case("{total: 100}", "{users: {total: 10, peak: 5}}")],
        ("licence_metric", "named_user", "concurrent_user"),
    ),
    "optional": (
        "optional: true, " + PLAIN + "{kind: flat, amount: 5}",
        [case("{total: 0}")],
        ("optional", "true", "false"),
    ),
}


@pytest.mark.parametrize(("item", "cases", "change"), WATCHED.values(), ids=WATCHED)
def test_a_change_is_noticed_by_a_case_that_looks_there(
    item: str, cases: list[str], change: tuple[str, str, str], tmp_path: Path
) -> None:
    of = outcome(bench(tmp_path, edition(item), cases="".join(cases)))
    assert of.failed == 0, of.outcomes
    assert change in changed(of, "noticed")


PRICED = {name: watched for name, watched in WATCHED.items() if watched[2][0] not in {"kind", "on_request", "combine"}}
"""All but states: any passed case of the edition would name a gap."""


@pytest.mark.parametrize(("item", "cases", "change"), PRICED.values(), ids=PRICED)
def test_the_same_change_is_reported_where_no_case_looks(
    item: str, cases: list[str], change: tuple[str, str, str], tmp_path: Path
) -> None:
    assert cases
    of = outcome(bench(tmp_path, edition(item, OTHER), cases=case("{training: 6000}")))
    assert of.failed == 0
    assert change in changed(of, "unguarded")
    assert of.exit_status == 1


OFFER = "discounts:\n  - {id: prepay, percent: 10, items: [licences], from: 2026-01-01, until: 2026-12-31}\n"
HALF = PLAIN + "{kind: flat, amount: 5}"
PERCENT = "id: support, category: support, source: letter, price: {kind: percent, rate: 15, of: [licences, course]}"


def test_discounts_rounding_and_tax_are_falsified_too(tmp_path: Path) -> None:
    text = OFFER + "rounding: {step: 1, mode: half_up}\ntax: {treatment: excluded, rate: 20}\n"
    text += edition(PLAIN + "{kind: flat, amount: 105}", OTHER)
    of = outcome(bench(tmp_path, text, cases=case("{training: 6000}")))
    wanted = {
        ("percent", "10", "11"),
        ("items", "licences", "course"),
        ("from", "2026-01-01", "2026-01-02"),
        ("until", "2026-12-31", "2027-01-01"),
        ("step", "1", "2"),
        ("mode", "half_up", "down"),
        ("treatment", "excluded", "included"),
        ("rate", "20", "21"),
    }
    assert wanted - {("items", "licences", "course")} <= changed(of, "unguarded")
    first, after = DAY.format("2026-01-01"), DAY.format("2027-01-01")
    looking = case("{licence: 94, tax: 1218.80}", more=first) + case("{licence: 105}", more=after)
    assert wanted <= changed(outcome(bench(tmp_path, text, cases=looking)), "noticed")


def test_what_a_percentage_is_of_is_replaced_and_left_out(tmp_path: Path) -> None:
    text = edition(PLAIN + "{kind: flat, amount: 1000}", OTHER, PERCENT)
    of = outcome(bench(tmp_path, text, cases=case("{support: 1050}")))
    assert {("of", "licences", "nothing"), ("of", "course", "nothing"), ("rate", "15", "16")} <= changed(of, "noticed")
    one = text.replace(", course]", "]")
    of = outcome(bench(tmp_path, one, cases=case("{support: 150}")))
    assert ("of", "licences", "course") in changed(of, "noticed")


def test_a_base_of_list_or_net_shows_under_a_discount_only(tmp_path: Path) -> None:
    text = edition(PLAIN + "{kind: flat, amount: 1000}", PERCENT.replace(", course]", "], base: list"))
    change = ("base", "list", "net")
    assert change in changed(outcome(bench(tmp_path, text, cases=case("{support: 150}"))), "unguarded")
    assert change in changed(outcome(bench(tmp_path, text, cases=case("{support: 150}", OFF))), "noticed")


def test_limits_are_guarded_by_a_case_on_each_side(tmp_path: Path) -> None:
    text = edition(HALF, limits="{users: {max: 50}}")
    assert ("max", "50", "51") in changed(outcome(bench(tmp_path, text, cases=case("{total: 5}"))), "unguarded")
    looking = case("{suitable: false}", "{users: 51}")
    assert ("max", "50", "51") in changed(outcome(bench(tmp_path, text, cases=looking)), "noticed")


def test_what_is_no_valid_catalog_is_noticed_by_the_loader(tmp_path: Path) -> None:
    tiers = PLAIN + "{kind: volume, tiers: [{up_to: 9, unit: 10}, {up_to: 10, unit: 9}, {unit: 8}]}"
    of = outcome(bench(tmp_path, edition(tiers), cases=case("{total: 90}")))
    assert changed(of, "refused") == {("up_to", "9", "10")}


def test_an_unguarded_figure_is_said_at_its_place_with_what_to_do(tmp_path: Path) -> None:
    text = edition(PLAIN + "{kind: package, size: 10, amount: 6000}")
    of = outcome(bench(tmp_path, text, cases=case("{total: 6000}")))
    (finding,) = [one for one in of.unguarded if "size" in one.message]
    assert finding.place.line == 16
    assert str(finding).partition("warning")[2] == (
        "[GOL101]: nothing guards size of licences (standard): every case still passes with 11 instead of 10. "
        "Add a case at 10 and one just above it"
    )


def test_a_printed_quantity_is_told_from_its_amount_by_the_column(tmp_path: Path) -> None:
    text = edition(PLAIN + "{kind: published, totals: {10: 50}}", OTHER)
    of = outcome(bench(tmp_path, text, cases=case("{training: 6000}")))
    columns = [one.place.column for one in of.unguarded if "totals" in one.message]
    line = (tmp_path / "catalog-0.yaml").read_text(encoding="utf-8").splitlines()[15]
    assert columns == [line.index("10: 50") + 1, line.index("50}") + 1]


def test_an_edition_no_case_prices_is_said_once(tmp_path: Path) -> None:
    of = outcome(bench(tmp_path, edition(PLAIN + "{kind: per_unit, amount: 5, minimum: 7}")))
    (finding,) = of.unguarded
    assert str(finding) == (
        "made/catalog-0.yaml:12:9: warning[GOL102]: no check or case of the edition standard passes, so nothing guards "
        "its figures. Add a check with the total the vendor prints"
    )
    assert len(changed(of, "unguarded")) > 2


def test_a_failed_case_guards_nothing(tmp_path: Path) -> None:
    text = edition(HALF)
    of = outcome(bench(tmp_path, text, cases=case("{total: 6}")))
    assert (of.failed, changed(of, "noticed")) == (1, set())


def test_cases_of_one_edition_do_not_guard_another(tmp_path: Path) -> None:
    text = edition(HALF)
    second = "".join(text.splitlines(keepends=True)[1:]).replace("id: standard", "id: large").replace("5}", "9}")
    of = outcome(bench(tmp_path, text + second, cases=case("{total: 5}")))
    assert [one.code for one in of.unguarded if "large" in one.message] == ["GOL102"]
    assert ("amount", "5", "6") in changed(of, "noticed")


def test_a_comment_with_a_reason_leaves_a_figure_unguarded(tmp_path: Path) -> None:
    text = "rounding:\n  # crm-planner: ignore GOL101 every figure is a whole number\n  step: 1\n" + edition(HALF)
    of = outcome(bench(tmp_path, text, cases=case("{total: 5}")))
    assert changed(of, "silenced") == {("step", "1", "2")}
    assert [one.message for one in of.unguarded if "step" in one.message] == []


def test_what_says_nothing_of_a_price_is_left_alone(tmp_path: Path) -> None:
    text = "tax: {treatment: unknown}\nrounding: {}\n" + edition(
        "charge: yearly, from_year: 2, id: support, category: support, source: letter, price: {kind: included}"
    )
    assert {one.change.name for one in verdicts(outcome(bench(tmp_path, text)))} == {"kind", "licence_metric"}


def test_every_figure_of_the_shipped_catalogs_is_guarded(root: Path) -> None:
    sheets = tuple(read_to_test(files_to_test([Named(root / "vendor_catalogs", "vendor_catalogs")])))
    of = outcome(Bench(sheets, playbook(), AS_OF))
    assert (of.failed, of.exit_status) == (0, 0)
    assert list(map(str, of.unguarded)) == []
    assert Counter(one.how for one in verdicts(of)) == {"noticed": len(verdicts(of))}
    assert len(verdicts(of)) >= 30


def test_a_deliberately_unguarded_figure_of_a_shipped_catalog_is_reported(root: Path, tmp_path: Path) -> None:
    """Without the cases beside it nobody has eleven people to train."""
    copy = tmp_path / "regionsoft.yaml"
    copy.write_bytes((root / "vendor_catalogs" / "regionsoft.yaml").read_bytes())
    of = outcome(Bench(tuple(read_to_test(files_to_test([Named(copy, copy.name)]))), playbook(), AS_OF))
    assert {one.message.partition(":")[0] for one in of.unguarded} == {
        "nothing guards size of training (standard)",
        "nothing guards step of rounding",
        "nothing guards mode of rounding",
    }
