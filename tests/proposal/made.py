"""A small price list with every kind of tax, options, a dated price and a discount, and proposals made of it."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from crm_planner.proposal.proposal import Proposal
from tests.documents.proposal.made import TODAY, proposed

CATALOG = """\
schema: crm-planner/catalog/1
id: acme
vendor: Acme Example
product: Acme CRM
currency: RUB
prices_as_of: {as_of}
tax: {{treatment: {treatment}, rate: 20, round: total}}
stacking: best
discounts:
  - {{id: winter, percent: 10, items: [licences], until: 2026-12-01, source: list}}
sources:
  - {{id: list, title: Price list of Acme, kind: price_list, retrieved: 2026-11-01, grade: B}}
editions:
  - id: base
    name: Base
    licence_metric: named_user
    limits: {{users: {{max: {limit}}}}}
    items:
      - {{id: licences, category: licence, charge: once, source: list,
          prices: [{{from: 2026-01-01, price: {{kind: per_unit, amount: 999.99}}}},
                   {{from: 2026-12-10, price: {{kind: per_unit, amount: 1100}}}}]}}
      - {{id: course, category: training, price: {{kind: package, size: 10, amount: 6000}}, source: list,
          tax: {{treatment: exempt}}}}
      - {{id: hosting, category: infrastructure, quantity: users, charge: monthly, source: list,
          price: {{kind: per_unit, amount: 100}}}}
      - {{id: basic, category: support, choice: plan, default: true, price: {{kind: included}}, source: list}}
      - {{id: premium, category: support, choice: plan, charge: yearly, source: list,
          price: {{kind: percent, rate: 15, of: [licences]}}}}
      - {{id: module, category: customisation, quantity: servers, optional: true, source: list,
          price: {{kind: flat, amount: 5000}}}}
      - {{id: big, category: other, optional: true, requires: {{users: {{min: 100}}}}, source: list,
          price: {{kind: flat, amount: 5000}}}}
      - {{id: survey, category: analysis, price: {{kind: on_request}}, source: list}}
"""
BRIEF = """\
schema: crm-planner/brief/1
client: {{name: Example Firm, country: RU}}
date: 2026-11-23
start: 2027-01-11
horizon_years: {years}
users: 25
candidates: [acme/base]
{more}"""


def made(  # noqa: PLR0913 - what a test may vary
    folder: Path,
    treatment: str = "excluded",
    *,
    as_of: str = "2026-11-01",
    years: int = 2,
    more: str = "",
    today: date = TODAY,
    company: bool = True,
    limit: int = 500,
) -> Proposal:
    """The proposal of acme/base to a firm of 25, by a price list that is for firms up to `limit`."""
    catalog, text = CATALOG.format(treatment=treatment, as_of=as_of, limit=limit), BRIEF.format(years=years, more=more)
    own = folder / sha256((catalog + text).encode()).hexdigest()[:16]  # proposals are kept by the names of their files
    (own / "catalogs").mkdir(parents=True, exist_ok=True)
    (own / "catalogs" / "acme.yaml").write_text(catalog, encoding="utf-8")
    (own / "brief.yaml").write_text(text, encoding="utf-8")
    return proposed(str(own / "brief.yaml"), "acme/base", today=today, catalogs=own / "catalogs", company=company)
