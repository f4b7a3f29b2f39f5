"""Price lists before and after, from YAML as a consultant writes it, and the review of what changed."""

from datetime import date

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.change import changes, renamed_candidates
from crm_planner.catalog.model import Catalog
from crm_planner.files.playbooks import load_playbook
from crm_planner.files.typed import read_document
from crm_planner.repricing.clients import clients_of, standard_clients
from crm_planner.repricing.effect import Effect, Market, Review, reprice
from crm_planner.repricing.standing import Standing

DAY = date(2026, 11, 23)
PLAYBOOK = load_playbook()

NORTH = """\
schema: crm-planner/catalog/1
id: north
vendor: North
product: North CRM
currency: RUB
rounding: {step: 1}
discounts:
  - {id: sale, name: Sale, percent: 10, items: [licences]}
sources:
  - {id: letter, title: A letter, kind: letter, grade: B}
  - {id: phone, title: A call, kind: call, grade: C}
editions:
  - id: basic
    name: Basic
    licence_metric: named_user
    items:
      - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 1000}}
      - {id: training, category: training, price: {kind: flat, amount: 4000}}
      - {id: support, category: support, charge: yearly, price: {kind: percent, rate: 10, of: [licences, training]}}
  - id: full
    name: Full
    licence_metric: named_user
    items:
      - {id: licences, category: licence, price: {kind: per_unit, amount: 3000}}
"""

SOUTH = """\
schema: crm-planner/catalog/1
id: south
vendor: South
product: South CRM
currency: RUB
rounding: {step: 1}
editions:
  - id: team
    name: Team
    licence_metric: concurrent_user
    items:
      - {id: licences, category: licence, price: {kind: per_unit, amount: 1500}}
      - {id: training, category: training, price: {kind: flat, amount: 3000}}
"""


def price_list(text: str, file: str = "north.yaml") -> WrittenCatalog:
    return WrittenCatalog(*read_document(Catalog, text.encode(), file))


def brief(text: str, file: str = "firm.yaml") -> WrittenBrief:
    return WrittenBrief(*read_document(Brief, text.encode(), file))


def review(old: list[str], new: list[str], *briefs: WrittenBrief, day: date = DAY) -> Review:
    """What differs between the catalogs in these texts, priced for every client."""
    before, after = (
        tuple(price_list(text, f"{side}.yaml") for text in texts) for side, texts in (("old", old), ("new", new))
    )
    market = Market(before, after, PLAYBOOK, day, renamed_candidates(before, after))
    clients = (*standard_clients((*before, *after)), *clients_of(briefs))
    effects = tuple(reprice(client, market) for client in clients)
    return Review("old", "new", day, changes(before, after), effects)


def of_size(users: int, reviewed: Review) -> Effect:
    """The effect for the firm of a standard size."""
    return next(effect for effect in reviewed.effects if effect.client.users == users)


def standing(reviewed: Review, name: str, users: int = 10) -> Standing:
    """A candidate in the firm of a standard size, by its id before or after."""
    return next(one for one in of_size(users, reviewed).standings if name in (one.id, one.was))
