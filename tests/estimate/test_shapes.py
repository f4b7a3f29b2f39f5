"""The shipped hours against the three worked examples they were taken from: a box, small customisations, an industry.

Low / likely / high as printed there; the examples round to halves and wholes, so an hour or three per cent is allowed.
"""

from decimal import Decimal
from typing import Any

import pytest

from crm_planner import project
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.estimate.lines import Estimate
from crm_planner.files.playbooks import load_playbook
from crm_planner.place import Source
from tests.estimate.pricing import catalog, item
from tests.estimate.strategies import TODAY

Tree = dict[str, Any]
Hours = tuple[float, float, float]

PLAYBOOK = load_playbook()
EVERYTHING = dict.fromkeys(("configuration", "training", "deployment", "client_effort"), True)
BOX: Tree = {
    "users": 10,
    "migration": {"sources": 1, "entities": 2, "rows": 5000, "duplicate_share": Decimal("0.1")},
}
SMALL: Tree = {
    "users": 10,
    "customisations": [
        {"name": "Fields", "kind": "field", "count": 10},
        {"name": "Small reports", "kind": "report", "size": "small", "count": 3},
        {"name": "Report", "kind": "report"},
        {"name": "Approval", "kind": "workflow"},
        {"name": "Print forms", "kind": "form", "count": 2},
    ],
    "migration": {"sources": 1, "entities": 3, "rows": 10_000, "duplicate_share": Decimal("0.15")},
}
INDUSTRY: Tree = {
    "users": 25,
    "quantities": {"processes": 6, "departments": 3, "trial_loads": 3},
    "customisations": [
        {"name": "Fields", "kind": "field", "count": 40},
        {"name": "Small reports", "kind": "report", "size": "small", "count": 4},
        {"name": "Reports", "kind": "report", "count": 4},
        {"name": "Large reports", "kind": "report", "size": "large", "count": 2},
        {"name": "Workflows", "kind": "workflow", "count": 5},
        {"name": "Print forms", "kind": "form", "count": 8},
        {"name": "Modules", "kind": "module", "count": 2},
    ],
    "integrations": [{"name": "Accounting"}],
    "migration": {"sources": 2, "entities": 6, "rows": 30_000, "duplicate_share": Decimal("0.2")},
}


def estimated(brief: Tree, *items: Tree) -> Estimate:
    """The brief with a catalog that sells licences and `items` only."""
    tree = catalog(item("licences", "licence", 1000), *items)
    written = WrittenCatalog(Catalog.model_validate(tree), Source("vendor.yaml"))
    wanted = WrittenBrief(Brief.model_validate({"client": {"name": "Client"}} | brief), Source("brief.yaml"))
    return project.compare(project.Project(wanted, (written,), PLAYBOOK, TODAY)).estimates[0]


def hours(brief: Tree, *names: str) -> Hours:
    """Low, likely and high hours of some lines, or of a category, added up."""
    lines = [one for one in estimated(brief | {"options": EVERYTHING}).lines if one.work]
    meant = [one.work.hours for one in lines if one.work and (one.id in names or one.category in names)]
    assert meant, names
    low, likely, high = (sum(float(getattr(one, end) or 0) for one in meant) for end in ("low", "likely", "high"))
    return low, likely, high


EXAMPLES = [  # the example, the lines, low / likely / high hours as printed
    (BOX, ["readiness"], (0.5, 1, 3)),
    (BOX, ["server"], (1.2, 3, 8.1)),
    (BOX, ["workstations"], (1.2, 2.5, 5)),
    (BOX, ["settings"], (3.6, 6, 12)),
    (BOX, ["migration"], (2, 4, 10)),
    (BOX, ["administrator-training"], (2, 3, 8)),
    (BOX, ["user-training", "training-preparation"], (5, 8, 18)),
    (BOX, ["trained-people"], (40, 60, 140)),
    (BOX, ["trained-administrator"], (4, 6, 16)),
    (SMALL, ["interviews"], (7, 10, 18)),
    (SMALL, ["terms-of-reference"], (10, 15, 29)),  # twice the likely hours; the example rounds down to 25
    (SMALL, ["readiness", "server", "workstations"], (3, 6.5, 16)),
    (SMALL, ["configuration"], (6, 10, 20)),
    (SMALL, ["customisation"], (27.5, 44, 103)),
    (SMALL, ["data-audit"], (4, 6, 12)),
    (SMALL, ["data-loading"], (9, 13.5, 30)),
    (SMALL, ["acceptance-test"], (4, 7, 13)),
    (SMALL, ["administrator-training"], (2, 3, 8)),
    (SMALL, ["user-training", "training-on-changes"], (6, 10, 22)),
    (SMALL, ["interviewed-people"], (7, 10, 20)),
    (SMALL, ["cleansing"], (20, 50, 150)),
    (SMALL, ["key-user-tests"], (12, 19, 37)),
    (INDUSTRY, ["interviews"], (17, 24, 43)),
    (INDUSTRY, ["requirements"], (51, 76, 93)),
    (INDUSTRY, ["design"], (64, 127, 199)),
    (INDUSTRY, ["configuration"], (13, 21, 42)),
    (INDUSTRY, ["customisation"], (230, 384, 898)),
    (INDUSTRY, ["integration"], (16, 40, 120)),
    (INDUSTRY, ["data-audit", "data-loading"], (31, 45, 97)),
    (INDUSTRY, ["system-test"], (64, 93, 140)),
    (INDUSTRY, ["administrator-course", "user-training", "training-materials"], (30, 50, 106)),
]


@pytest.mark.parametrize(("brief", "names", "printed"), EXAMPLES, ids=[" ".join(names) for _, names, _ in EXAMPLES])
def test_hours_are_those_of_the_worked_example(brief: Tree, names: list[str], printed: Hours) -> None:
    for found, wanted in zip(hours(brief, *names), printed, strict=True):
        assert abs(found - wanted) <= max(1, wanted * 0.03), (hours(brief, *names), printed)


def test_the_build_of_small_customisations_is_44_hours_exactly() -> None:
    assert hours(SMALL, "customisation") == (27.5, 44, 103)


def test_an_industry_solution_as_one_wish_is_the_build_of_the_example() -> None:
    one = INDUSTRY | {"customisations": [{"name": "Pharmacy", "kind": "industry"}]}
    assert hours(one, "customisation") == (230, 384, 898)


@pytest.mark.parametrize(("brief", "percent"), [(BOX, 10), (SMALL, 15), (INDUSTRY, 18)])
def test_management_is_a_share_of_what_the_vendor_serves(brief: Tree, percent: int) -> None:
    found = estimated(brief | {"options": EVERYTHING})
    served = [one for one in found.lines if one.work and one.work.side == "vendor"]
    base = sum((one.quantity or Decimal(0) for one in served if one.category != "management"), Decimal(0))
    (management,) = [one for one in served if one.category == "management"]
    assert management.quantity == (base * percent / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def test_what_the_client_builds_is_reviewed_by_a_tenth_of_its_hours() -> None:
    wish = {"name": "Order calculator", "kind": "module", "builder": "in_house"}
    lines = {one.id: one for one in estimated({"users": 10, "customisations": [wish]}).lines}
    assert lines["customisation-1"].quantity == 104  # 1.3 times 80
    assert lines["review-of-own-work"].quantity == Decimal("10.4")


def test_the_seed_s_box_costs_what_it_did() -> None:
    assert estimated({"users": 10}).totals.horizon == 1000
