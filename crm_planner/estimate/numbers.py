"""The numbers efforts are counted in: those of the brief, and the playbook's drivers, each a cell with its place."""

from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from crm_planner.brief.wishes import Customisation
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.people import PEAK, USERS
from crm_planner.estimate.setting import Setting
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.expression import Ceiling, Expression, Number, Ref
from crm_planner.formula.units import COUNT, RATIO, Unit
from crm_planner.place import Path
from crm_planner.playbook.effort import Driver, When
from crm_planner.text import Message, mark

_PLURALS = {
    "fields": "field",
    "reports": "report",
    "forms": "form",
    "workflows": "workflow",
    "modules": "module",
    "interfaces": "interface",
    "industry_solutions": "industry",
}
"""What counts the customisations of each kind."""


class Counted(NamedTuple):
    """A number of this client: its value, its unit, where it is written, and the driver it is, if it is one."""

    value: Decimal
    unit: Unit
    path: Path
    driver: Driver | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether the brief is silent, so that the playbook's usual value stands in."""
        return self.driver is not None and self.driver.default is not None and self.path[0] == "drivers"


def numbers(setting: Setting) -> Mapping[str, Counted]:
    """Every number an effort may count, by name."""
    brief, migration = setting.brief, setting.brief.migration
    given = brief.quantities
    found = {
        "users": _of_the_brief(setting.users, "users"),
        "peak": _of_the_brief(setting.peak.people, "users"),
        "trainees": _of_the_brief(setting.users if brief.trainees is None else brief.trainees, "trainees"),
        "servers": _of_the_brief(given.get("servers", 1), "quantities", "servers"),
        "customisations": _of_the_brief(sum(one.count for one in brief.customisations), "customisations"),
        "integrations": _of_the_brief(len(brief.integrations), "integrations"),
    }
    found["wishes"] = _of_the_brief(found["customisations"].value + found["integrations"].value, "customisations")
    for name in ("sources", "entities", "rows", "duplicate_share"):
        at = getattr(migration, name) if migration else 0
        found[name] = _of_the_brief(at, "migration", name)
    for name, kind in _PLURALS.items():
        wanted = (one.count for one in brief.customisations if one.kind == kind)
        found[name] = _of_the_brief(sum(wanted), "customisations")
    found["duplicate_share"] = found["duplicate_share"]._replace(unit=RATIO)
    _add_drivers(setting, found)
    return found


def _of_the_brief(value: Decimal | int, *path: str) -> Counted:
    return Counted(Decimal(value), COUNT, path)


def _add_drivers(setting: Setting, found: dict[str, Counted]) -> None:
    """The playbook's drivers: the brief's quantity or the usual value, then groups of what is known by then."""
    given, drivers = setting.brief.quantities, setting.playbook.drivers
    for name, driver in drivers.items():
        if driver.default is not None:
            path: Path = ("quantities", name) if name in given else ("drivers", name, "default")
            found[name] = Counted(given.get(name, driver.default), COUNT, path, driver)
    for name, driver in drivers.items():
        if driver.of is not None and driver.size is not None:
            groups = ceil(found[driver.of].value / driver.size)
            found[name] = Counted(Decimal(groups), COUNT, ("drivers", name), driver)


def met(when: When, known: Mapping[str, Counted]) -> bool:
    """Whether all numbers lie in one of these sets of ranges; always where there is none."""
    return not when or any(all(span.holds(known[name].value) for name, span in one.items()) for one in when)


def of_a_wish(wish: Customisation | None) -> Mapping[str, Decimal]:
    """The numbers of one wish: how many, and how many of each size; an integration is one, of medium size."""
    count, size = (Decimal(wish.count), wish.size) if wish else (Decimal(1), "medium")
    return {"count": count} | {name: count if name == size else Decimal(0) for name in ("small", "medium", "large")}


def number(ledger: Ledger, known: Mapping[str, Counted], name: str) -> Expression:
    """The cell of a number. Given numbers are shared by all candidates, as people are; groups are computed."""
    counted, setting = known[name], ledger.setting
    driver = counted.driver
    if name in ("users", "peak"):
        return Ref(USERS if name == "users" else PEAK)
    if name == "trainees" and setting.brief.trainees is None:
        return Ref(USERS)
    label = Message(mark("Number of {name}"), {"name": driver.name if driver else name})
    source = setting.knowledge.source.place(counted.path) if counted.path[0] == "drivers" else None
    if driver is not None and driver.of is not None and driver.size is not None:
        groups = Ceiling(number(ledger, known, driver.of) / Number(driver.size))
        rule = Message(mark("Started groups of {size}"), {"size": driver.size})
        return ledger.once(Cell(ledger.own("number", name), groups, COUNT, label, rule, source))
    place = source or setting.place(*counted.path)
    return ledger.once(Input(f"number/{name}", counted.value, counted.unit, label=label, source=place))
