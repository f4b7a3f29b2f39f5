"""The checks a catalog file carries: every figure in them is reproduced to the last digit, and no gap goes unnamed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog, GoldenCheck
from crm_planner.estimate.cost_model import build
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.setting import Setting
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.place import Source
from tests.estimate.pricing import catalog, item

SHIPPED = load_catalogs(Path(__file__).resolve().parents[2] / "vendor_catalogs")
CHECKS = [(written, check) for written in SHIPPED for check in written.catalog.checks]


def differences(written: WrittenCatalog, check: GoldenCheck) -> list[str]:
    """What a check expects and the estimate does not say; an unnamed gap is a difference too."""
    tree = {"client": {"name": "Check"}, "currency": written.catalog.currency, **check.brief}
    brief = Brief.model_validate(tree | ({"date": check.as_of} if check.as_of else {}))
    setting = Setting.of(WrittenBrief(brief, Source("check")), load_playbook(), date(2026, 11, 23))
    candidate = next(one for one in written.candidates() if one.edition.id == check.edition)
    (estimate,) = build([candidate], setting).estimates
    return list(_differences(estimate, check))


def _differences(estimate: Estimate, check: GoldenCheck) -> Iterator[str]:
    for name, expected in check.expect.items():
        found = _said(estimate, name)
        if found != (Decimal(expected) if str(expected).replace(".", "", 1).isdecimal() else str(expected)):
            yield f"{name}: expected {expected}, found {found}"
    named = set(check.expect)
    yield from (f"{gap.category}: an unnamed gap" for gap in estimate.gaps if not named & {gap.category, *gap.items})


def _said(estimate: Estimate, name: str) -> Any:
    """The horizon total, or amount or status of an item or category."""
    if name == "total":
        return estimate.totals.horizon
    lines = [line for line in estimate.lines if name == line.id] or [
        line for line in estimate.lines if name == line.category
    ]
    states = {line.status.value for line in lines}
    amounts = [line.amount for line in lines if line.amount is not None]
    return sum(amounts) if "priced" in states and len(amounts) == len(lines) else " ".join(sorted(states))


@pytest.mark.parametrize(
    ("written", "check"), CHECKS, ids=[f"{written.catalog.id}: {check.name}" for written, check in CHECKS]
)
def test_the_catalog_keeps_its_own_promises(written: WrittenCatalog, check: GoldenCheck) -> None:
    assert differences(written, check) == []


def test_every_shipped_catalog_has_checks() -> None:
    assert {written.catalog.id for written, _ in CHECKS} == {"terrasoft", "regionsoft", "client-communicator"}


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"licence": 100, "training": "not_offered"}, []),
        ({"licence": 101, "training": "not_offered"}, ["licence: expected 101, found 100"]),
        ({"licence": 100}, ["training: an unnamed gap"]),
        ({"training": 0}, ["training: expected 0, found not_offered"]),
        ({"total": 100, "training": "not_offered"}, []),
    ],
)
def test_a_check_notices_a_wrong_figure_and_an_unnamed_gap(expect: dict[str, Any], said: list[str]) -> None:
    check = {"name": "Check", "edition": "standard", "brief": {"users": 10}, "expect": expect}
    tree = catalog(item("a", "licence", 100), item("b", "training", "not_offered"), checks=[check])
    written = WrittenCatalog(Catalog.model_validate(tree), Source("vendor.yaml"))
    assert differences(written, written.catalog.checks[0]) == said
