"""The brief of the contract, with every key: read, priced under each scenario, honest about what is unused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.compare.table import Comparison
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.project import Project, compare
from crm_planner.text import Message

BRIEF = """\
schema: crm-planner/brief/1
client: {name: "Типография «Оттиск»", industry: printing, country: RU}
date: 2026-11-23
start: 2027-01-11
currency: RUB
exchange: {as_of: 2026-11-23, rates: {USD: 92.50}}
horizon_years: 3
users: 10
trainees: 10
quantities: {servers: 1, contacts: 1500}
candidates: [terrasoft/sales, regionsoft/standard]
options: {support_plan: premium, regionsoft/standard: {support_plan: basic}}
owned: [{candidate: regionsoft/standard, licences: 5}]
quoted: [{candidate: terrasoft/sales, item: training, amount: 9000, source: "letter 12 of 2026-11-20"}]
existing: {name: "Spreadsheets and an old CRM", yearly: 40000, upgrade: 60000}
discounts: [{candidate: terrasoft/sales, category: licence, percent: 10, reason: "agreed by phone"}]
tax: {show: published}
gaps: mean
discount_rate: 0.12
customisations: [{name: "Order calculator", kind: module, size: large, count: 1, builder: vendor}]
migration: {sources: 1, entities: 3, rows: 10000, duplicate_share: 0.15}
integrations: [{name: "Accounting"}]
answers: {CL-01.1: no, CL-01.2: unknown}
weights: {tco: 18, fit: 20}
scores: {regionsoft/standard: {fit: 4}}
scenarios: {growth: {users: 25}, long: {horizon_years: 5}}
budget: 250000
"""


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    path: Path = tmp_path_factory.mktemp("contract") / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    catalogs = load_catalogs(folder("vendor_catalogs"))
    return compare(Project(load_brief(str(path)), catalogs, load_playbook(), date(2026, 11, 23)))


def test_the_brief_is_priced_and_its_scenarios_too(comparison: Comparison) -> None:
    terrasoft, regionsoft, keep, upgrade = comparison.estimates
    # hours at the rate card: a large module 160 and a connection 40, of these requirements 18 %, design 30 % and tests
    # 22 %; interviews 10, audit 6, loading 13.5; management 18 % of 369.5
    work = 3000 * (160 + 40 + 36 + 60 + 44 + 10 + 6) + 2500 * Decimal("13.5") + 3500 * Decimal("66.51")
    # 87,768 less 10 % (8,777) is 78,991; support is 15 % of the list price, three times; training as quoted
    assert terrasoft.totals.horizon == 78991 + 3 * 13165 + 9000 + work
    # five of ten licences are owned: half of 51,700
    assert regionsoft.totals.horizon == 25850 + 6000 + 7000 + work
    assert (keep.totals.horizon, upgrade.totals.horizon) == (3 * 40000, 60000 + 3 * 40000)
    assert [(one.name, one.users, one.horizon_years) for one in comparison.scenarios] == [
        ("growth", 25, 3),
        ("long", 10, 5),
    ]


def test_what_is_owned_is_not_billed(comparison: Comparison) -> None:
    licences = comparison.estimates[1].lines[0]
    assert (licences.quantity, licences.billed, licences.list_amount) == (10, 5, 25850)


def test_a_quoted_line_cites_the_letter_and_the_line_of_the_brief(comparison: Comparison) -> None:
    training = next(line for line in comparison.estimates[0].lines if line.id == "training")
    assert (training.basis, training.source, training.place.line) == ("quoted", "letter 12 of 2026-11-20", 14)


@pytest.mark.parametrize("words", ["fits no candidate", "no training is counted", "must-haves of the brief"])
def test_what_changes_nothing_is_said(words: str, comparison: Comparison) -> None:
    said = [note.text.wording for note in comparison.notes if isinstance(note.text, Message)]
    assert any(words in wording for wording in said)
