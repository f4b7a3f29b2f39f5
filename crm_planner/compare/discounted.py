"""How large a discount on its licences makes a dearer candidate cost no more than a cheaper one."""

from collections.abc import Iterator

from crm_planner.compare.break_even import UNRANKED, Race
from crm_planner.compare.concessions import Concession, behind
from crm_planner.compare.measures import Measure, Totals
from crm_planner.formula.arrays import np


def by_discount(race: Race, measure: Measure, totals: Totals) -> Iterator[Concession]:
    """What a discount on its licences does for the candidate whose discount varies in `race`."""
    name = race.figure.of
    for candidate, rival, gap in behind(totals):
        if candidate != name:
            continue
        own, other = race.amounts[measure][candidate], race.amounts[measure][rival]
        ranked = (own != UNRANKED) & (other != UNRANKED)
        enough = np.flatnonzero(ranked & (own <= other))
        at = int(enough[0]) if len(enough) else len(own) - 1
        if not ranked[at] or own[at] == own[0]:
            yield Concession(candidate, rival, measure, "licence_discount", gap, None, None, None)
            continue
        worth, left = int(own[0] - own[at]) * race.unit, int(own[at] - other[at]) * race.unit
        yield Concession(candidate, rival, measure, "licence_discount", gap, race.values[at], worth, left)
