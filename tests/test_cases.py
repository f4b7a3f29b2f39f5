"""Figures a consultant can read: the cases of tests/cases and the checks of the shipped catalogs, to the last digit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm_planner import project
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.compare.table import Comparison
from crm_planner.estimate.lines import Estimate, Line, Range
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Plain, Source

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 23)
SHIPPED = load_catalogs(ROOT / "vendor_catalogs")
PLAYBOOK = load_playbook()

Case = Mapping[str, Any]

OF_A_CATALOG = ("currency", "rounding", "stacking", "discounts", "inputs", "tax")
OF_AN_EDITION = ("licence_metric", "limits", "items")


def cases(key: str) -> list[Any]:
    """All cases that have `key`, each under its sentence."""
    found: list[Any] = []
    for path in sorted((ROOT / "tests" / "cases").glob("*.yaml")):
        tree, problems = read_yaml(path.read_bytes(), path.name)
        assert tree is not None, problems
        assert problems == []
        found += [pytest.param(case, id=case["name"]) for case in tree["cases"] if key in case]
    return found


def shipped_checks() -> list[Any]:
    return [
        pytest.param(written, check, id=f"{written.catalog.id}: {check.name}")
        for written in SHIPPED
        for check in written.catalog.checks
    ]


@pytest.mark.parametrize("case", cases("source"))
def test_a_case_says_what_it_shows_and_where_its_figures_are_from(case: Case) -> None:
    asked = {key for key in ("expect", "totals") if case.get(key)}
    assert case["name"]
    assert case["source"]
    assert len(asked) == 1


@pytest.mark.parametrize("case", cases("expect"))
def test_case(case: Case) -> None:
    catalogs = (example(case),) if "items" in case else SHIPPED
    comparison = compared(case["brief"], catalogs)
    name = case.get("candidate") or ("example/standard" if "items" in case else None)
    expected = as_values(case["expect"])
    assert {key: answer(comparison, name, key) for key in expected} == expected


@pytest.mark.parametrize("case", cases("totals"))
def test_price(case: Case) -> None:
    """One price at several quantities, each through a catalog and a brief of its own."""
    item = {"id": "priced", "category": "other", "quantity": "units", "price": case["price"]}
    written = example({**case, "items": [item]})
    expected = as_values(case["totals"])
    currency = case.get("currency", "RUB")
    briefs = {at: {"users": 1, "currency": currency, "quantities": {"units": Plain(at)}} for at in expected}
    lines = {at: compared(brief, [written]).estimates[0].lines for at, brief in briefs.items()}
    assert {at: figure(line) for at, (line,) in lines.items()} == expected


@pytest.mark.parametrize(("written", "check"), shipped_checks())
def test_check_of_a_shipped_catalog(written: WrittenCatalog, check: Any) -> None:
    """An unnamed gap is an error: a total that hides one would pass unnoticed."""
    name = f"{written.catalog.id}/{check.edition}"
    brief = {**check.brief, "candidates": [name]} | ({"date": check.as_of} if check.as_of else {})
    comparison = compared(brief, SHIPPED)
    expected = as_values(check.expect)
    assert {key: answer(comparison, name, key) for key in expected} == expected
    (estimate,) = comparison.estimates
    assert [gap.category for gap in estimate.gaps if not {gap.category, *gap.items} & set(expected)] == []


def test_every_shipped_catalog_checks_its_published_total() -> None:
    for written in SHIPPED:
        published = [check for check in written.catalog.checks if check.brief == {"users": "10"}]
        assert ["total" in check.expect for check in published] == [True], written.catalog.id


def test_a_wrong_figure_is_noticed() -> None:
    comparison = compared({"users": 10}, SHIPPED)
    assert answer(comparison, "regionsoft/standard", "training") != Decimal(6001)
    assert answer(comparison, "terrasoft/sales", "training") not in {Decimal(0), "included"}


def example(case: Case) -> WrittenCatalog:
    """A catalog of one edition with what the case says, and nothing else."""
    edition = {"id": "standard", "name": "Standard", "licence_metric": "named_user"}
    edition |= {key: case[key] for key in OF_AN_EDITION if key in case}
    tree = {
        "schema": "crm-planner/catalog/1",
        "id": "example",
        "vendor": "Example",
        "product": "Example CRM",
        "currency": "RUB",
        "editions": [edition],
        **{key: case[key] for key in OF_A_CATALOG if key in case},
    }
    return WrittenCatalog(Catalog.model_validate(tree), Source("example.yaml"))


def compared(brief: Mapping[str, Any], catalogs: Sequence[WrittenCatalog]) -> Comparison:
    written = Brief.model_validate({"client": {"name": "Example"}, **brief})
    return project.compare(project.Project(WrittenBrief(written, Source("case")), tuple(catalogs), PLAYBOOK, TODAY))


def as_values(written: Mapping[str, Any]) -> dict[str, Any]:
    """What a case expects: plain digits are decimals, true and false what they say, other words stay words."""
    return {key: _value(value) for key, value in written.items()}


def _value(written: Any) -> Any:
    if isinstance(written, Mapping):
        return as_values(written)
    if isinstance(written, list):
        return [str(entry) for entry in written]
    if written in {"true", "false"}:
        return written == "true"
    return Decimal(written) if written[:1].isdigit() else str(written)


def answer(comparison: Comparison, name: str | None, key: str) -> Any:
    """What the comparison says to one expectation: about a candidate, or about all."""
    ranking = comparison.ranking
    if key == "ranking":
        return {"published": list(ranking.published), "like_for_like": list(ranking.like_for_like)}
    if key == "unranked":
        left_out = {"published": ranking.unranked_published, "like_for_like": ranking.unranked_like_for_like}
        return {kind: [entry.id for entry in entries] for kind, entries in left_out.items()}
    estimate = next(estimate for estimate in comparison.estimates if estimate.id == name)
    return of_estimate(estimate, key)


def of_estimate(estimate: Estimate, key: str) -> Any:
    """A line by its item, else the lines of a category, else a figure of the whole."""
    totals = estimate.totals
    lines = [line for line in estimate.lines if line.id == key]
    if not lines:
        lines = [line for line in estimate.lines if line.category == key]
    whole: dict[str, Any] = {
        "total": totals.horizon,
        "first_year": totals.first_year,
        "npv": totals.npv,
        "tax": totals.tax,
        "net": totals.net,
        "gross": totals.gross,
        "like_for_like": ends(totals.like_for_like),
        "complete": estimate.complete,
        "licence_count": estimate.licences,
    }
    return figures(lines) if lines else whole.get(key, "not_listed")


def ends(known: Range | None) -> dict[str, Decimal | None] | None:
    return {"low": known.low, "likely": known.likely, "high": known.high} if known else None


def figures(lines: Iterable[Line]) -> Decimal | str:
    """The sum of lines that all have an amount; the state of the first gap; `included` if nothing else is there."""
    each = [figure(line) for line in lines]
    words = [one for one in each if isinstance(one, str)]
    gaps = [word for word in words if word != "included"]
    amounts = [one for one in each if isinstance(one, Decimal)]
    return gaps[0] if gaps else sum(amounts, Decimal(0)) if amounts else words[0]


def figure(line: Line) -> Decimal | str:
    if line.status.value != "priced":
        return line.status.value
    assert line.amount is not None
    return line.amount
