"""What a plan is made from: the tasks, the people, the calendar, the first day and the days it must end by."""

from datetime import date
from typing import NamedTuple

from crm_planner.place import Place
from crm_planner.plan.calendar import FIVE_DAY_WEEK, Calendar
from crm_planner.plan.person import Blackout, Person
from crm_planner.plan.task import WHOLE_FILE, Phase, Point, Task


class Undertaking(NamedTuple):
    """Everything a plan follows from. `start` is the first day anybody may work, `deadline` the last, if there is one.

    `horizon_years` bounds the search for dates: what does not fit is refused. Lags, and tasks nobody is assigned to,
    go by `calendar`.
    """

    tasks: tuple[Task, ...]
    people: tuple[Person, ...]
    start: date
    phases: tuple[Phase, ...] = ()
    calendar: Calendar = FIVE_DAY_WEEK
    blackouts: tuple[Blackout, ...] = ()
    deadline: date | None = None
    point: Point = "likely"
    horizon_years: int = 5
    start_place: Place = WHOLE_FILE
    deadline_place: Place = WHOLE_FILE
