"""From written trees to the product's answer: a project without files."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crm_planner import project
from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.catalog.candidate import WrittenCatalog
from crm_planner.catalog.model import Catalog
from crm_planner.compare.table import Comparison
from crm_planner.estimate.lines import Estimate, Line
from crm_planner.place import Source
from crm_planner.playbook.model import Playbook, WrittenPlaybook
from tests.estimate.strategies import TODAY
from tests.estimate.strategies_brief import PLAYBOOK

Tree = Mapping[str, Any]


def project_of(
    catalogs: Iterable[Tree], brief: Tree, playbook: Tree = PLAYBOOK, today: date = TODAY
) -> project.Project:
    """The project these trees describe."""
    written = tuple(WrittenCatalog(Catalog.model_validate(one), Source(f"{one['id']}.yaml")) for one in catalogs)
    wanted = WrittenBrief(Brief.model_validate({"client": {"name": "Client"}} | dict(brief)), Source("brief.yaml"))
    return project.Project(
        wanted, written, WrittenPlaybook(Playbook.model_validate(playbook), Source("book.yaml")), today
    )


def compared(catalogs: Iterable[Tree], brief: Tree, playbook: Tree = PLAYBOOK, today: date = TODAY) -> Comparison:
    """The comparison of everything in `catalogs` that the brief names."""
    return project.compare(project_of(catalogs, brief, playbook, today))


def only(catalogs: Iterable[Tree], brief: Tree, **more: Any) -> Estimate:
    """The estimate of the one candidate there is."""
    (estimate,) = compared(catalogs, brief, **more).estimates
    return estimate


def line(estimate: Estimate, name: str) -> Line:
    return next(one for one in estimate.lines if one.id == name)


def catalog(*items: Tree, **more: Any) -> dict[str, Any]:
    """A catalog of one edition, `vendor/standard` unless `id` says otherwise; keys of an edition go there."""
    edition = {"id": "standard", "name": "Standard", "licence_metric": "named_user", "items": list(items)}
    edition |= {key: more.pop(key) for key in ("licence_metric", "limits") if key in more}
    name = more.get("id", "vendor")
    return {
        "schema": "crm-planner/catalog/1", "id": name, "vendor": str(name).title(), "product": "CRM", "currency": "RUB",
        "editions": [edition], **more,
    }  # fmt: skip


def item(name: str, category: str, price: Tree | str | Decimal | int, **more: Any) -> dict[str, Any]:
    """An item; a number is a flat price, a word a kind without fields."""
    if isinstance(price, Mapping):
        return {"id": name, "category": category, "price": price, **more}
    fields = {"kind": price} if isinstance(price, str) else {"kind": "flat", "amount": price}
    return {"id": name, "category": category, "price": fields, **more}
