"""The numbers efforts are counted in, a second time, from the brief and the playbook's drivers."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from tests.estimate.oracle_client import World
from tests.estimate.oracle_prices import NOTHING

BOUNDS = ("low", "likely", "high")


def points(written: Any) -> dict[str, Fraction]:
    """A number at all three points, or three numbers."""
    return {bound: Fraction(written[bound] if isinstance(written, Mapping) else written) for bound in BOUNDS}


def numbers(world: World) -> dict[str, Fraction]:
    """What efforts count."""
    brief, moved = world.brief, world.brief.get("migration") or {}
    wishes, people = brief.get("customisations", ()), world.staff(1)
    found = {name: Fraction(0) for name in ("fields", "reports", "forms", "workflows", "modules", "interfaces")}
    found["industry_solutions"] = NOTHING
    for wish in wishes:
        name = "industry_solutions" if wish["kind"] == "industry" else wish["kind"] + "s"
        found[name] += wish.get("count", 1)
    found |= {
        "users": Fraction(people.total),
        "peak": Fraction(people.peak),
        "trainees": world.quantities()["trainees"],
    }
    found["servers"] = world.quantities()["servers"]
    found["customisations"] = Fraction(sum(wish.get("count", 1) for wish in wishes))
    found["integrations"] = Fraction(len(brief.get("integrations", ())))
    found["wishes"] = found["customisations"] + found["integrations"]
    found |= {
        "sources": Fraction(moved.get("sources", 1) if moved else 0),
        "entities": Fraction(moved.get("entities", 0)),
        "rows": Fraction(moved.get("rows", 0)),
        "duplicate_share": Fraction(moved.get("duplicate_share", 0)),
    }
    drivers = world.playbook.get("drivers", {})
    for name, one in drivers.items():
        if "default" in one:
            found[name] = Fraction(brief.get("quantities", {}).get(name, one["default"]))
    for name, one in drivers.items():
        if "of" in one:
            found[name] = Fraction(ceil(found[one["of"]] / Fraction(one["size"])))
    return found
