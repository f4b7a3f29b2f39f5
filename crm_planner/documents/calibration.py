"""What projects that have ended say of forecasts: as a page, as JSON, and as a section of a playbook."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crm_planner.documents.decision_words import percent
from crm_planner.documents.page import Cell, Column, Page, Row, Table
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech
from crm_planner.documents.yaml_text import yaml_text
from crm_planner.place import Path as Way
from crm_planner.place import Plain
from crm_planner.simulation.calibrate import FEWEST, Calibration, Coverage, Multiples, Verdict, Worked
from crm_planner.text import Message, mark

SCHEMA = "crm-planner/calibration/1"

_VERDICTS: dict[Verdict, str] = {
    "too_low": mark("the forecasts were too low"),
    "too_high": mark("the forecasts were too high"),
    "not_contradicted": mark("the projects do not contradict it"),
}


def calibration_page(found: Calibration) -> Page:
    """`found` for a reader."""
    title = Message(mark("Ended projects and their forecasts: {projects}"), {"projects": len(found.projects)})
    parts = [_coverage(found), *_worked(found)]
    return Page(title, tuple(parts), tuple(_notes(found)))


def _coverage(found: Calibration) -> Table:
    heads = (mark("Projects"), mark("Within it"), mark("Chance of so few, if it is right"), mark("Chance of so many"))
    columns = (*(Column(Message(head)) for head in heads), Column(Message(mark("Verdict")), "left"))
    rows = tuple(Row(Message(mark("P{percent}"), {"percent": one.percent}), _held(one)) for one in found.coverage)
    return Table(Message(mark("Forecast")), columns, rows)


def _held(one: Coverage) -> tuple[Cell, ...]:
    chances = tuple(
        Cell(Message(mark("{percent} %"), {"percent": percent(chance)}), "figure")
        for chance in (one.so_few, one.so_many)
    )
    counted = (Cell(one.projects, "figure"), Cell(one.within, "figure"))
    return (*counted, *chances, Cell(Message(_VERDICTS[one.verdict]), "state"))


def _worked(found: Calibration) -> Iterator[Table]:
    if found.worked:
        heads = (mark("Projects"), mark("Lowest"), mark("Median"), mark("Highest"))
        columns = (*(Column(Message(head)) for head in heads), Column(Message(mark("Suggested")), "left"))
        rows = tuple(Row(one.category, _hours(one)) for one in found.worked)
        title = Message(mark("Hours worked, as multiples of the most likely ones"))
        yield Table(Message(mark("Category")), columns, rows, title)


def _hours(one: Worked) -> tuple[Cell, ...]:
    said = mark("as the new spread") if one.is_enough else mark("too few projects")
    return (
        Cell(one.projects, "figure"),
        *(Cell(each, "figure") for each in one.multiples),
        Cell(Message(said), "state"),
    )


def _notes(found: Calibration) -> Iterator[Message]:
    yield Message(mark("A verdict is given where what came would happen in fewer than 5 of 100 cases"))
    yield Message(
        mark("A spread is suggested from {fewest} projects of a category on; -o writes it"), {"fewest": FEWEST}
    )


def calibration_json(found: Calibration, speech: Speech) -> str:
    """`found` as a document of the schema crm-planner/calibration/1."""
    document = {
        "schema": SCHEMA,
        "projects": len(found.projects),
        "coverage": [
            {
                "percentile": one.percent,
                "projects": one.projects,
                "within": one.within,
                "chance_of_so_few": f"{float(one.so_few):.4f}",
                "chance_of_so_many": f"{float(one.so_many):.4f}",
                "verdict": one.verdict,
            }
            for one in found.coverage
        ],
        "hours": [
            {"category": one.category, "projects": one.projects, "suggested": one.is_enough, **_texts(one.multiples)}
            for one in found.worked
        ],
    }
    return written(document | {"language": speech.language})


def _texts(multiples: Multiples) -> dict[str, str]:
    return {name: f"{multiple:f}" for name, multiple in multiples._asdict().items()}


def overlay_yaml(found: Calibration, section: Mapping[str, Any], playbook: str) -> str:
    """A file for a playbook of one's own: the section `simulation` as it is, with the suggested spreads of hours."""
    hours = {name: {end: _plain(one) for end, one in each._asdict().items()} for name, each in found.suggested.items()}
    tree = {
        "schema": Plain("crm-planner/playbook/1"),
        "id": Plain(playbook),
        "simulation": {**section, "hours": {**section.get("hours", {}), **hours}},
    }
    said = (
        f"Spreads of hours suggested by ended projects, {len(found.projects)} in all (crm-planner calibrate): the "
        "lowest, the median and the highest multiple of the most likely hours. Name this file with --playbook."
    )
    comments: dict[Way, tuple[str, ...]] = {(): (said,)}
    return yaml_text(tree, comments)


def _plain(number: Decimal) -> Plain:
    return Plain(f"{number:f}")
