"""The closed word lists of a catalog: licence metrics, charges and the like."""

from typing import Literal

LicenceMetric = Literal["named_user", "concurrent_user", "server", "company"]

Charge = Literal["once", "yearly", "quarterly", "monthly"]
PERIODS_A_YEAR: dict[str, int] = {"once": 1, "yearly": 1, "quarterly": 4, "monthly": 12}

Treatment = Literal["included", "excluded", "exempt", "unknown"]
TaxRound = Literal["total", "line"]
Owned = Literal["difference", "remainder", "ignore"]

QUANTITIES = ("licences", "users", "trainees", "servers")
"""The quantities every brief has; others are keys of its `quantities`."""

DEFAULT_QUANTITY: dict[str, str] = {
    "licence": "licences",
    "support": "licences",
    "training": "trainees",
    "infrastructure": "servers",
    "customisation": "customisations",
    "integration": "integrations",
}
"""The quantity of an item that names none, by category; every other category counts as one."""

REENTRY = "-reentry"
"""What the id of a line for buying an item again after a lapse ends with."""
