"""A plan made by hand, so that what is printed can be tested without scheduling anything.

Two phases, all four kinds of links, a gate, a milestone, level of effort, a group of two, and a day off on 20 January.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from crm_planner.plan.calendar import Calendar
from crm_planner.plan.implementation import Implementation, TaskCost
from crm_planner.plan.payments import Cash, Month, Payment
from crm_planner.plan.person import Absence, Person
from crm_planner.plan.responsibility import Answering
from crm_planner.plan.schedule import DayLoad, Found, Moment, Planned, Schedule
from crm_planner.plan.task import Assignment, Link, Phase, Points, Task
from crm_planner.plan.undertaking import Undertaking
from crm_planner.text import Message, Text


def name(en: str, ru: str, ja: str) -> Text:
    return Text({"en": en, "ru": ru, "ja": ja})


def hours(role: str, side: str, low: int, likely: int, high: int) -> Assignment:
    points = Points(Decimal(low), Decimal(likely), Decimal(high))
    return Assignment(role, side, points)  # type: ignore[arg-type]


PHASES = (Phase("start", name("Start", "Начало", "開始")), Phase("launch", name("Launch", "Запуск", "稼働開始")))
ROLES = {
    "consultant": name("Consultant", "Консультант", "コンサルタント"),
    "key-user": name("Key user", "Ключевой пользователь", "キーユーザー"),
    "sponsor": name("Project sponsor", "Спонсор (куратор) проекта", "プロジェクトスポンサー"),
    "project-manager": name("Project manager", "Руководитель проекта", "プロジェクトマネージャー"),
}
CALENDAR = Calendar("JP", holidays={date(2027, 1, 20): "休日"}, worked=frozenset({date(2027, 1, 16)}))
LEAVE = Absence(date(2027, 1, 14), date(2027, 1, 15), Text.plain("leave"))
PEOPLE = (
    Person("anna", Text.plain("Anna <A&B>"), ("consultant",), "vendor", Decimal(5)),
    Person(
        "users",
        name("Key users", "Ключевые пользователи", "キーユーザー"),
        ("key-user",),
        "client",
        Decimal(4),
        heads=2,
    ),
    Person(
        "boss",
        Text.plain("Sponsor"),
        ("sponsor",),
        "client",
        Decimal(4),
        share=Decimal("0.25"),
        absences=(LEAVE,),
        weekdays=(0, 1, 2, 3),
    ),
    Person("manager", Text.plain("Manager"), ("project-manager",), "vendor", Decimal(5)),
)
TASKS = (
    Task(
        "t1",
        name("Scope; confirmed: go/no-go", "Объём работ: «да или нет»", "対象範囲の確認"),
        "start",
        (hours("consultant", "vendor", 1, 2, 4), hours("sponsor", "client", 1, 1, 3)),
        deliverable=name("Signed scope", "Подписанный объём", "署名済み範囲"),
        gate=True,
    ),
    Task(
        "t2",
        name("Interviews", "Интервью", "ヒアリング"),
        "start",
        (hours("consultant", "vendor", 7, 10, 18), hours("key-user", "client", 7, 10, 20)),
        (Link("t1"),),
    ),
    Task(
        "t3",
        name("Cleansing of data", "Очистка данных", "データクレンジング"),
        "launch",
        (hours("key-user", "client", 10, 16, 30),),
        (Link("t2", "SS", Decimal("0.5")), Link("t2", "FF", Decimal(1))),
        deadline=date(2027, 1, 29),
    ),
    Task(
        "t4",
        name("Go-live", "Запуск", "本稼働"),
        "launch",
        (),
        (Link("t2", "FS", Decimal(1)), Link("t3"), Link("t1", "SF", Decimal(-1))),
    ),
    Task(
        "m",
        name("Management", "Управление", "プロジェクト管理"),
        "launch",
        (hours("project-manager", "vendor", 1, 3, 6),),
        spans=("t1", "t2", "t3", "t4"),
    ),
)


def moment(day: int, hour: int) -> Moment:
    return Moment(date(2027, 1, day), hour)


def planned(task: Task, start: Moment, finish: Moment, days: str, slack: str = "0", driver: str = "") -> Planned:
    loose = Decimal(slack)
    critical = not loose and not task.spans
    return Planned(task, start, finish, Decimal(days), loose, loose, critical, start, finish, driver)


SCHEDULE = Schedule(
    tasks=(
        planned(TASKS[0], moment(11, 0), moment(11, 8), "1"),
        planned(TASKS[1], moment(12, 0), moment(13, 8), "2", driver="t1"),
        planned(TASKS[2], moment(12, 4), moment(15, 4), "3", "1.5", driver="t2"),
        planned(TASKS[3], moment(16, 8), moment(16, 8), "0", driver="t2"),
        planned(TASKS[4], moment(11, 0), moment(16, 8), "6"),
    ),
    start=moment(11, 0),
    finish=moment(16, 8),
    days=Decimal(6),
    found=Found.HEURISTIC,
    bound=Decimal(5),
    gap=Decimal(1),
    network_days=Decimal(5),
    load=tuple(
        DayLoad(person, date(2027, 1, day), Decimal(spent), Decimal(extra), Decimal(capacity))
        for person, day, spent, extra, capacity in (
            ("anna", 11, "2", "0", "5"),
            ("anna", 12, "5", "0", "5"),
            ("anna", 13, "5", "0", "5"),
            ("boss", 11, "1", "0", "1"),
            ("users", 12, "5", "0", "8"),
            ("users", 13, "8", "0", "8"),
            ("users", 14, "8", "0", "8"),
            ("users", 15, "5", "0", "8"),
            ("manager", 11, "0", "0.5", "5"),
            ("manager", 12, "0", "0.5", "5"),
            ("manager", 13, "0", "0.5", "5"),
            ("manager", 14, "0", "0.5", "5"),
            ("manager", 15, "0", "0.5", "5"),
            ("manager", 16, "0", "0.5", "5"),
        )
    ),
)
COSTS: Mapping[str, TaskCost] = {
    "t1": TaskCost((Decimal("6000.00"), Decimal(0))),
    "t2": TaskCost((Decimal("30000.00"), Decimal(0)), Decimal("7000.00")),
    "m": TaskCost((Decimal("10500.00"),)),
}


CASH = Cash(
    payments=(
        Payment(
            date(2027, 1, 11), name("Order", "Заказ", "発注"), Decimal("64700.00"), ("licence",), "t1", Decimal(100)
        ),
        Payment(date(2027, 1, 16), name("Acceptance", "Приёмка", "検収"), Decimal("53500.00"), ("training",), "t4"),
        Payment(date(2028, 3, 1), Message("Year {year}", {"year": 2}), Decimal("0.50"), ("support",)),
    ),
    months=(
        Month(date(2027, 1, 1), Decimal("118200.00"), Decimal("118200.00")),
        Month(date(2027, 2, 1), Decimal(0), Decimal("118200.00")),
        Month(date(2028, 3, 1), Decimal("0.50"), Decimal("118200.50")),
    ),
    own_people=Decimal(0),
)


def plan(client: str = "Firm & <Co>") -> Implementation:
    return Implementation(
        client=Text.plain(client),
        candidate="regionsoft/standard",
        called=Message("{product} {edition}", {"product": Text.plain("RegionSoft CRM"), "edition": "Standard"}),
        currency="RUB",
        made_on=date(2026, 11, 23),
        undertaking=Undertaking(TASKS, PEOPLE, date(2027, 1, 11), PHASES, CALENDAR),
        schedule=SCHEDULE,
        roles=ROLES,
        rates={"consultant": Decimal(3000), "project-manager": Decimal(3500), "key-user": Decimal(1000)},
        costs=COSTS,
        total=Decimal("118200.00"),
        cash=CASH,
        answering={task.id: Answering("project-manager" if task.id != "t1" else "sponsor") for task in TASKS},
    )
