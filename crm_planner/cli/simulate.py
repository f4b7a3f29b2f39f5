"""`crm-planner simulate`: how often the project costs how much, what makes it so, and what to set aside."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from crm_planner.cli.desk import Desk
from crm_planner.cli.options import (
    BriefFile,
    Catalogs,
    Format,
    Language,
    NoColour,
    Overlays,
    Playbook,
    Quiet,
    Scenario,
    Sets,
    Users,
    Years,
    readable,
)
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.simulation.simulate import Simulation, Wish

FEWEST, MOST = 100, 10_000_000
"""Draws: fewer say nothing about P90, more say nothing new."""

_SEEDS = 2**63
_SHARE = re.compile(r"[01](?:\.[0-9]{1,6})?")


class SimulationFormat(StrEnum):
    """How a simulation is written; vega is a chart specification of Vega-Lite."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    VEGA = "vega"


class Distribution(StrEnum):
    """What three points become."""

    PERT = "pert"
    TRIANGULAR = "triangular"


_SHAPES: dict[Distribution, Literal["pert", "triangular"]] = {
    Distribution.PERT: "pert",
    Distribution.TRIANGULAR: "triangular",
}

Draws = Annotated[str, typer.Option("--draws", metavar="N", help="How often the project is played.", callback=readable)]
Seed = Annotated[
    str, typer.Option("--seed", metavar="N", help="Another number draws other chances.", callback=readable)
]
Rho = Annotated[
    str | None,
    typer.Option(
        "--rho",
        metavar="SHARE",
        help="Correlation inside a side, 0 to 1, instead of the playbook's.",
        callback=readable,
    ),
]
Budget = Annotated[
    str | None, typer.Option(metavar="AMOUNT", help="The budget, instead of the brief's.", callback=readable)
]


def simulate(  # noqa: PLR0913 - every option is a parameter
    brief: BriefFile,
    *,
    draws: Draws = "65536",
    seed: Seed = "1",
    distribution: Annotated[
        Distribution | None, typer.Option(help="What three points become, instead of the playbook's.")
    ] = None,
    rho: Rho = None,
    tail: Annotated[bool | None, typer.Option("--tail/--no-tail", help="With the disaster no checklist names.")] = None,
    budget: Budget = None,
    users: Users = None,
    years: Years = None,
    sets: Sets = None,
    scenario: Scenario = None,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    playbook: Playbook = None,
    form: Annotated[
        SimulationFormat, typer.Option("--format", help="How to write it; vega is a chart specification.")
    ] = SimulationFormat.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Play the project many times: P10 to P90, contingency, chance of meeting the budget, what drives the cost.

    \b
    Examples:
      crm-planner simulate examples/order-desk.yaml
      crm-planner simulate examples/order-desk.yaml --budget 1800000 --draws 200000 --seed 7
      crm-planner simulate examples/order-desk.yaml --rho 0 --no-tail --format json
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.briefs import load_brief

    wish = wish_of(draws, seed, distribution, rho, tail)
    changes = [*(sets or ()), *([] if budget is None else [f"budget={budget}"])]
    desk = Desk.open(catalogs=catalogs, playbook=playbook, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    wanted = load_brief(brief, sets=changes, users=users, years=years, scenario=scenario)
    project, checklist = desk.project(wanted._replace(scenarios=())), desk.read_checklist()
    from crm_planner.simulation.simulate import simulate as played
    from crm_planner.simulation.simulate import steps

    with progress(steps(wish.draws), quiet=quiet, doing="Drawing") as step:
        found = played(project, checklist, wish, step)
    _print(desk, found, form)


def wish_of(
    draws: str,
    seed: str,
    distribution: Distribution | None = None,
    rho: str | None = None,
    tail: bool | None = None,  # noqa: FBT001 - as the option gives it
) -> "Wish":
    """The options as numbers. Raises UsageError for what is none, or is too small or too large."""
    from crm_planner.simulation.simulate import Wish

    shape = None if distribution is None else _SHAPES[distribution]
    known = None if rho is None else _share(rho)
    return Wish(_number("--draws", draws, FEWEST, MOST), _number("--seed", seed, 0, _SEEDS - 1), shape, known, tail)


def _number(option: str, written: str, low: int, high: int) -> int:
    plain = written.isascii() and written.isdigit() and len(written) <= len(str(high))
    if not plain or not low <= int(written) <= high:
        raise UsageError(f'{option} "{written}": write a whole number from {low} to {high}')
    return int(written)


def _share(written: str) -> Decimal:
    share = Decimal(written) if _SHARE.fullmatch(written) else None
    if share is None or share > 1:
        raise UsageError(f'--rho "{written}": write a number from 0 to 1, such as 0.3')
    return share


def _print(desk: Desk, found: "Simulation", form: SimulationFormat) -> None:
    if form in (SimulationFormat.JSON, SimulationFormat.CSV):
        from crm_planner.documents.simulation_json import simulation_csv, simulation_json

        write((simulation_json if form is SimulationFormat.JSON else simulation_csv)(found, desk.speech), utf8=True)
    elif form is SimulationFormat.VEGA:
        from crm_planner.documents.simulation_chart import simulation_chart

        write(simulation_chart(found, desk.speech), utf8=True)
    else:
        from crm_planner.documents.simulation import simulation_page

        desk.show(simulation_page(found), Format(form.value))
