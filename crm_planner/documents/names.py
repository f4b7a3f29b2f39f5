"""The English names of what the product knows by id: categories, metrics, states, bases, charges."""

from collections.abc import Mapping

from crm_planner.catalog.offer import Basis, Status
from crm_planner.text import Text, mark

CATEGORIES = {
    "licence": mark("licences"),
    "training": mark("training"),
    "deployment": mark("installation"),
    "support": mark("support"),
    "infrastructure": mark("infrastructure"),
    "analysis": mark("analysis"),
    "configuration": mark("configuration"),
    "customisation": mark("customisation"),
    "integration": mark("integration"),
    "migration": mark("data migration"),
    "management": mark("project management"),
    "testing": mark("testing"),
    "change": mark("change management"),
    "client_effort": mark("the client's own effort"),
    "operation": mark("operation"),
    "exit": mark("exit"),
    "contingency": mark("contingency reserve"),
    "other": mark("other costs"),
}
"""By category, in the order of a table: as the seed's, then as a project goes."""

METRICS = {
    "named_user": mark("named user"),
    "concurrent_user": mark("concurrent user"),
    "server": mark("server"),
    "company": mark("company"),
}

STATES = {
    Status.PRICED: mark("priced"),
    Status.INCLUDED: mark("included"),
    Status.NOT_OFFERED: mark("not offered"),
    Status.ON_REQUEST: mark("on request"),
}

BASES = {
    Basis.PUBLISHED: mark("published"),
    Basis.COMPUTED: mark("computed"),
    Basis.EXTRAPOLATED: mark("extrapolated"),
    Basis.QUOTED: mark("quoted"),
    Basis.ASSUMED: mark("assumed"),
    Basis.STATED: mark("said by the client"),
}

CHARGES = {
    "once": mark("once"),
    "yearly": mark("yearly"),
    "quarterly": mark("quarterly"),
    "monthly": mark("monthly"),
}

TREATMENTS = {
    "included": mark("tax included"),
    "excluded": mark("tax excluded"),
    "exempt": mark("tax-exempt"),
    "unknown": mark("tax treatment unknown"),
}

QUANTITIES = {
    "licences": mark("licences"),
    "users": mark("users"),
    "trainees": mark("trainees"),
    "servers": mark("servers"),
}

NUMBERS = {
    "peak": mark("people at the same time"),
    "sources": mark("data sources"),
    "entities": mark("kinds of records"),
    "rows": mark("records"),
    "duplicate_share": mark("records that stand there twice, as a share"),
    "customisations": mark("customisations"),
    "integrations": mark("integrations"),
    "wishes": mark("customisations and integrations"),
    "fields": mark("fields"),
    "reports": mark("reports"),
    "forms": mark("print forms"),
    "workflows": mark("workflows"),
    "modules": mark("modules"),
    "interfaces": mark("interfaces"),
    "industry_solutions": mark("industry solutions"),
}
"""What efforts are counted in, beside quantities."""

NAMES: dict[str, str] = {**NUMBERS, **QUANTITIES, **CHARGES, **METRICS, **CATEGORIES}
"""Every id that a sentence may hold, with its English name. A `Status` and a `Basis` have their own tables."""


def scenario_name(name: str, changes: Mapping[str, str]) -> Text:
    """What a scenario is called, with the currency of its amounts where it sets one: `export (USD)`."""
    return Text.plain(f"{name} ({changes['currency']})" if "currency" in changes else name)
