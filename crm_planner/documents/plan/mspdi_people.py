"""The people of an MS Project file: resources with their rates, and what each is assigned to."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from crm_planner.documents.plan.mspdi_calendars import Calendars
from crm_planner.documents.plan.mspdi_times import ends, starts
from crm_planner.documents.plan.mspdi_values import duration, hundredths, plain, put
from crm_planner.documents.plan.mspdi_work import Booked, Spent, rate_of
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.person import Person
from crm_planner.plan.schedule import HOURS_A_DAY

_PER_HOUR = "2"
_CHARGED, _NOT_CHARGED = 0, 1
"""The tables of rates: A is what an hour costs, B is 0."""

_NEVER, _ALWAYS = "1984-01-01T00:00:00", "2049-12-31T23:59:00"
"""Since when and until when a rate holds, as MS Project writes that it always does."""


class People:
    """The people of a plan with their numbers, from 1 on."""

    def __init__(self, plan: Implementation, calendars: Calendars, say: Callable[[object], str]) -> None:
        self.plan, self.calendars, self.say = plan, calendars, say
        self.numbers = {person.id: number for number, person in enumerate(plan.undertaking.people, start=1)}

    def write_resources(self, under: Element, every: Sequence[Booked]) -> None:
        """A resource for each person or group, with all its work and cost."""
        for person in self.plan.undertaking.people:
            spent = [part for one in every for part in one.spent if part.person.id == person.id]
            self._resource(SubElement(under, "Resource"), person, spent)

    def _resource(self, entry: Element, person: Person, spent: Sequence[Spent]) -> None:
        rate, number = rate_of(self.plan, person), self.numbers[person.id]
        put(
            entry,
            UID=number,
            ID=number,
            Name=self.say(person.name),
            Type="1",
            Group=", ".join(self.say(self.plan.roles.get(role, role)) for role in person.roles),
            MaxUnits=plain(person.daily_hours / HOURS_A_DAY),
            Work=duration(sum((part.hours for part in spent), Decimal(0))),
            StandardRate=plain(rate),
            StandardRateFormat=_PER_HOUR,
            Cost=hundredths(sum((part.cost for part in spent), Decimal(0))),
            CalendarUID=self.calendars.number(person),
        )
        rates = SubElement(entry, "Rates")
        for table, amount in ((_CHARGED, rate), (_NOT_CHARGED, Decimal(0))):
            put(
                SubElement(rates, "Rate"),
                RatesFrom=_NEVER,
                RatesTo=_ALWAYS,
                RateTable=table,
                StandardRate=plain(amount),
                StandardRateFormat=_PER_HOUR,
                OvertimeRate="0",
                OvertimeRateFormat=_PER_HOUR,
                CostPerUse="0",
            )

    def write_assignments(self, under: Element, every: Sequence[Booked], tasks: Mapping[str, int]) -> None:
        """An assignment for everybody on every task; `tasks` are the numbers of the tasks."""
        parts = [(one, part) for one in every for part in one.spent]
        for number, (one, part) in enumerate(parts, start=1):
            put(
                SubElement(under, "Assignment"),
                UID=number,
                TaskUID=tasks[one.planned.task.id],
                ResourceUID=self.numbers[part.person.id],
                ActualWork=duration(Decimal(0)),
                Cost=hundredths(part.cost),
                CostRateTable=_CHARGED if part.charged else _NOT_CHARGED,
                Finish=ends(one.planned.finish),
                RegularWork=duration(part.hours),
                RemainingWork=duration(part.hours),
                Start=starts(one.planned.start, one.planned.finish),
                Units=plain(part.units.quantize(Decimal("0.0001"))),
                Work=duration(part.hours),
            )
