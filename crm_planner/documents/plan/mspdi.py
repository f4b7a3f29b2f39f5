"""The plan as an MS Project file (MSPDI, its XML): outline, links with lags, calendars, people, work and costs.

Tasks are scheduled automatically with a fixed duration, so that a date moved in MS Project moves what hangs on it. A
task that starts later than its links ask for, because its people are busy, starts no earlier than it was planned. Such
durations are of the project's calendar whoever works, so a task that waits for somebody's leave to end lasts longer; a
task that begins or ends on a day of rest of the project, because its people work then, is scheduled by hand.
"""

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crm_planner.documents.plan.mspdi_calendars import Calendars
from crm_planner.documents.plan.mspdi_people import People
from crm_planner.documents.plan.mspdi_times import AFTERNOON, MORNING, begins, ends, starts, working_hours
from crm_planner.documents.plan.mspdi_values import duration, flag, hundredths, put, tenths_of_minutes
from crm_planner.documents.plan.mspdi_work import booked
from crm_planner.documents.wording import Speech
from crm_planner.money import MINOR_DIGITS
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.schedule import HOURS_A_DAY, Planned
from crm_planner.plan.task import Link
from crm_planner.text import Message, mark

_LINKS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_FIXED_DURATION = "1"
_IN_DAYS = "7"
_MUST_START_ON, _START_NO_EARLIER = "2", "4"


def mspdi(plan: Implementation, speech: Speech) -> str:
    """`plan` as XML. Work is the most likely hours; amounts are the estimate's, in the brief's currency."""
    root = _Writer(plan, speech).root()
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{tostring(root, encoding="unicode")}\n'


class _Writer:
    """One plan with the numbers MS Project gives to tasks and people."""

    def __init__(self, plan: Implementation, speech: Speech) -> None:
        self.plan, self.say = plan, speech.show
        self.calendars = Calendars(plan, speech)
        numbered = enumerate(plan.outline, start=1)
        self.tasks = {row.task.id: number for number, row in numbered if isinstance(row, Planned)}
        self.booked = {one.task.id: booked(plan, one) for one in plan.schedule.tasks}

    def root(self) -> Element:
        root = Element("Project", xmlns="http://schemas.microsoft.com/project")
        self._head(root)
        self.calendars.write(SubElement(root, "Calendars"))
        tasks = SubElement(root, "Tasks")
        phase = inside = 0
        for number, row in enumerate(self.plan.outline, start=1):
            if isinstance(row, Stretch):
                phase, inside = phase + 1, 0
                self._phase(SubElement(tasks, "Task"), number, row, phase)
            else:
                inside += 1
                self._task(SubElement(tasks, "Task"), number, row, f"{phase}.{inside}")
        people = People(self.plan, self.calendars, self.say)
        people.write_resources(SubElement(root, "Resources"), tuple(self.booked.values()))
        people.write_assignments(SubElement(root, "Assignments"), tuple(self.booked.values()), self.tasks)
        return root

    def _head(self, root: Element) -> None:
        plan, schedule = self.plan, self.plan.schedule
        title = Message(
            mark("{client}: implementation of {candidate}"), {"client": plan.client, "candidate": plan.called}
        )
        put(
            root,
            SaveVersion="14",
            Name=self.say(title),
            Title=self.say(title),
            Company=self.say(plan.client),
            CreationDate=f"{plan.made_on.isoformat()}T00:00:00",
            ScheduleFromStart="1",
            StartDate=begins(schedule.start),
            FinishDate=ends(schedule.finish),
            CurrencyDigits=MINOR_DIGITS[plan.currency],
            CurrencySymbol=plan.currency,
            CurrencyCode=plan.currency,
            CurrencySymbolPosition="3",
            CalendarUID="1",
            DefaultStartTime=MORNING[0].isoformat(),
            DefaultFinishTime=AFTERNOON[1].isoformat(),
            MinutesPerDay=HOURS_A_DAY * 60,
            MinutesPerWeek=HOURS_A_DAY * 60 * 5,
            DaysPerMonth="20",
            DefaultTaskType=_FIXED_DURATION,
            DurationFormat=_IN_DAYS,
            HonorConstraints="1",
            NewTasksEffortDriven="0",
            WeekStartDay="1",
        )

    def _phase(self, entry: Element, number: int, stretch: Stretch, outline: int) -> None:
        inside = [self.booked[one.task.id] for one in stretch.tasks]
        hours = working_hours(self.plan.undertaking.calendar, stretch.start, stretch.finish)
        put(
            entry,
            UID=number,
            ID=number,
            Name=self.say(stretch.phase.name),
            Active="1",
            Manual="0",
            Type=_FIXED_DURATION,
            WBS=stretch.phase.id,
            OutlineNumber=outline,
            OutlineLevel="1",
            Start=starts(stretch.start, stretch.finish),
            Finish=ends(stretch.finish),
            Duration=duration(Decimal(hours)),
            DurationFormat=_IN_DAYS,
            Work=duration(sum((one.hours for one in inside), Decimal(0))),
            Summary="1",
            Critical=flag(stretch.critical),
            Cost=hundredths(sum((one.cost for one in inside), Decimal(0))),
        )

    def _task(self, entry: Element, number: int, one: Planned, outline: str) -> None:
        task, spent = one.task, self.booked[one.task.id]
        late = (
            {}
            if task.is_level_of_effort
            else {"LateStart": starts(one.late_start, one.late_finish), "LateFinish": ends(one.late_finish)}
        )
        put(
            entry,
            UID=number,
            ID=number,
            Name=self.say(task.name),
            Active="1",
            Manual=flag(not self._by_calendar(one)),
            Type=_FIXED_DURATION,
            WBS=task.id,
            OutlineNumber=outline,
            OutlineLevel="2",
            Start=starts(one.start, one.finish),
            Finish=ends(one.finish),
            Duration=duration(spent.lasts),
            DurationFormat=_IN_DAYS,
            Work=duration(spent.hours),
            EffortDriven="0",
            Estimated="0",
            Milestone=flag(task.is_milestone),
            Summary="0",
            Critical=flag(one.critical),
            **late,
            FreeSlack=tenths_of_minutes(one.free_slack),
            TotalSlack=tenths_of_minutes(one.total_slack),
            FixedCost=hundredths(spent.fixed),
            FixedCostAccrual="3",
            PercentComplete="0",
            Cost=hundredths(spent.cost),
            ActualDuration=duration(Decimal(0)),
            ActualWork=duration(Decimal(0)),
            RemainingDuration=duration(spent.lasts),
            RemainingWork=duration(spent.hours),
            **self._constraint(one),
        )
        if task.deadline is not None:
            put(entry, Deadline=f"{task.deadline.isoformat()}T{AFTERNOON[1].isoformat()}")
        if notes := list(self._notes(one)):
            put(entry, Notes="\n".join(self.say(note) for note in notes))
        for link in task.links:
            put(
                SubElement(entry, "PredecessorLink"),
                PredecessorUID=self.tasks[link.after],
                Type=_LINKS[link.kind],
                CrossProject="0",
                LinkLag=tenths_of_minutes(link.lag),
                LagFormat=_IN_DAYS,
            )

    def _constraint(self, one: Planned) -> dict[str, object]:
        """Nothing where links alone lead to the start; else the date before which the task must not start."""
        if one.task.starts_on is not None:
            return {"ConstraintType": _MUST_START_ON, "ConstraintDate": starts(one.start, one.finish)}
        if any(self._leads_to(link, one) for link in one.task.links):
            return {}
        return {"ConstraintType": _START_NO_EARLIER, "ConstraintDate": starts(one.start, one.finish)}

    def _by_calendar(self, one: Planned) -> bool:
        """Whether the task begins and ends on working days of the project."""
        works = self.plan.undertaking.calendar.works
        return works(one.start.day) and works(one.finish.day)

    def _leads_to(self, link: Link, one: Planned) -> bool:
        """Whether a link alone puts the task where it stands."""
        if link.kind not in ("FS", "SS"):
            return False
        before = self.plan.schedule.planned(link.after)
        origin = before.finish if link.kind == "FS" else before.start
        waited = working_hours(self.plan.undertaking.calendar, origin, one.start)
        return waited == link.lag * HOURS_A_DAY

    def _notes(self, one: Planned) -> Iterable[Message]:
        if one.task.gate:
            yield Message(mark("Gate: everything after it waits for the decision"))
        if one.task.deliverable is not None:
            yield Message(mark("Result: {deliverable}"), {"deliverable": one.task.deliverable})
