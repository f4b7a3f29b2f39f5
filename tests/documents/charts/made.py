"""Every chart of made-up projects, for tests of what they say and how they look."""

from decimal import Decimal

from crm_planner.documents.charts.break_even import break_even_chart
from crm_planner.documents.charts.by_category import cost_by_category
from crm_planner.documents.charts.by_year import cost_by_year
from crm_planner.documents.charts.chart import Chart
from crm_planner.documents.charts.gantt import gantt
from crm_planner.documents.charts.risk_map import risk_heat_map
from crm_planner.documents.charts.tornado import tornado
from crm_planner.project import compare
from crm_planner.what_if.races import by_users
from crm_planner.what_if.sensitivity import sensitivity
from tests.decision.made import flat, project, vendor
from tests.documents.made import TEMPLATES, estimate, line, speech
from tests.documents.made import comparison as made_comparison
from tests.documents.plan.made import plan
from tests.risk.made import assessed, checklist

FONTS = TEMPLATES / "fonts"
SEATS = vendor("south", {"licences": "{kind: per_unit, amount: 100}"})
FLAT = vendor("north", {"licences": flat(1050)})


def turning(language: str = "en") -> Chart:
    """Seats at 100 against a flat 1050: level nowhere, another is the cheapest from 11 users on."""
    wanted = project(SEATS, FLAT)
    return break_even_chart(by_users(wanted, range(1, 31)), compare(wanted).estimates, "RUB", speech(language))


def moved(language: str = "en", candidate: str | None = None) -> Chart | None:
    return tornado(sensitivity(project(SEATS, FLAT), checklist()), speech(language), candidate)


def every_chart(language: str) -> list[Chart]:
    voice = speech(language)
    categories = ("licence", "training", "deployment", "support", "analysis", "migration", "testing", "change", "exit")
    dear = estimate("north/one", *(line(name, str(Decimal(1000) * at)) for at, name in enumerate(categories, 1)))
    comparison = made_comparison(dear, estimate("rival/two", line("licence", "90000"), line("training", "6000")))
    last = moved(language)
    assert last is not None
    return [
        cost_by_category(comparison, voice),
        cost_by_year(comparison, voice),
        turning(language),
        risk_heat_map(assessed(), voice),
        gantt(plan(), voice),
        last,
    ]
