"""Scores, risks and break-even in the workbook follow what a reader changes, as the engine would say it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string

from crm_planner.compare.score_cells import WEIGHTS
from crm_planner.documents.risk_names import STATES, VERDICTS
from crm_planner.documents.workbook import risks_sheet, score_sheet
from crm_planner.documents.workbook.break_even_sheet import MOST, NOT_RANKED, numbers_of_users
from crm_planner.estimate.people import USERS
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.cell import Input
from crm_planner.formula.exact import Values as Exact
from crm_planner.formula.exact import evaluate
from crm_planner.formula.units import COUNT
from crm_planner.risk.assessment import State
from crm_planner.risk.risk_cells import STATES as STATE_CODES
from crm_planner.risk.risk_cells import VERDICT
from crm_planner.risk.risk_cells import VERDICTS as VERDICT_CODES
from tests.documents.workbook.made import EXAMPLES, Made, Values, alike, changed, made, recalculated

Tool = Callable[[str], str]
Point = Mapping[str, Decimal]
WORDS = {"Risks": "D", "Mitigations": "C"}
"""The columns of the words to choose."""

_KINDS = ("weight/", "score/", "answer/", "done/")


class Moved(NamedTuple):
    """A workbook somebody changed: the inputs that are otherwise, what is exact for them, what LibreOffice shows."""

    inputs: Point
    exact: Exact
    found: Values


@pytest.fixture(scope="module")
def sent() -> Made:
    return made(EXAMPLES / "scored.yaml")


def point(of: Made, seed: int) -> Point:
    """Every weight, score, answer and mitigation anew; the users as well."""
    draw, inputs = Random(seed), of.book.model.inputs  # noqa: S311 - no secret
    found = {USERS: Decimal(draw.randint(5, 50))}
    for name, one in inputs.items():
        if name.startswith(_KINDS) and not name.endswith("/high"):
            steps = int((one.high - one.low) / one.step)
            most = min(steps, 40) if name.startswith("weight/") else steps
            found[name] = one.low + one.step * draw.randint(0, most)
    return found


def written(of: Made, inputs: Point) -> bytes:
    """The workbook with these inputs; an answer is a word beside its number, and so is what is done."""
    cells: dict[tuple[str, str], object] = {}
    homes, listed = of.homes, {"answer": listed_words(of, "answers/"), "done": listed_words(of, "mitigations")}
    for name, value in inputs.items():
        sheet, place = homes[name]
        if words := listed.get(name.partition("/")[0]):
            _, row = coordinate_from_string(place)
            cells[sheet.title, f"{WORDS[sheet.title]}{row}"] = words[int(value)]
        else:
            cells[sheet.title, place] = float(value)
    return changed(of.data, cells)


def listed_words(of: Made, kind: str) -> list[object]:
    """The words to choose from, as the longest list of the kind has them."""
    sheet = next(one for one in of.book.sheets if any(name.startswith(kind) for name in one.ranges))
    several = [ends for name, ends in sheet.ranges.items() if name.startswith(kind)]
    (first, column), (last, _) = max(several, key=lambda ends: ends[1][0] - ends[0][0])
    return [sheet.cells[row, column].content for row in range(first, last + 1)]


@pytest.fixture(scope="module")
def moved(sent: Made, tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> list[Moved]:
    points = [point(sent, seed) for seed in range(2)]
    books = {str(number): written(sent, inputs) for number, inputs in enumerate(points)}
    found = recalculated(tool("soffice"), tmp_path_factory.mktemp("moved"), books)
    model = sent.book.model
    return [Moved(inputs, evaluate(model, inputs), found[str(number)]) for number, inputs in enumerate(points)]


def places(of: Made) -> dict[str, tuple[str, str]]:
    """The sheet and the address of every figure."""
    return {name: (sheet.title, place) for name, (sheet, place) in of.homes.items()}


def test_every_figure_of_scores_and_risks_is_the_exact_one_after_all_of_them_were_changed(
    sent: Made, moved: list[Moved]
) -> None:
    names = [name for name in sent.book.model.cells if score_sheet.owns(name) or risks_sheet.owns(name)]
    assert len(names) > 500
    at = places(sent)
    for one in moved:
        wrong = [name for name in names if not alike(one.found.get(at[name], 0), float(one.exact[name]))]
        assert wrong == []
    assert len({str(one.exact[WEIGHTS]) for one in moved}) > 1


def column(found: Values, sheet: str, letter: str, first: int, last: int) -> list[object]:
    return [found.get((sheet, f"{letter}{row}")) for row in range(first, last + 1)]


def row_of(found: Values, sheet: str, title: str, letter: str = "A") -> int:
    """The row in which a title stands."""
    cells = ((place, value) for (of, place), value in found.items() if of == sheet)
    return next(int(place[1:]) for place, value in cells if value == title and place[0] == letter)


def test_the_ranking_and_the_lead_name_whoever_is_ahead_then(sent: Made, moved: list[Moved]) -> None:
    names = {one.id: one.estimate.called for one in sent.told.living.candidates}
    called = {name: sent.book.speech.show(one) for name, one in names.items()}
    for one in moved:
        ranks = {name: int(one.exact[f"{name}/rank/score"]) for name in called}
        order = [called[name] for name in sorted((name for name in ranks if ranks[name]), key=ranks.__getitem__)]
        top = row_of(one.found, "Scores", "Ranking by score") + 1
        assert column(one.found, "Scores", "A", top, top + len(order) - 1) == order
        assert str(one.found["Scores", "A3"]).endswith(f": {(order or ['—'])[0]}")


def test_the_heat_map_counts_the_risks_that_are_detected_and_open_then(sent: Made, moved: list[Moved]) -> None:
    risks = [one.id for one in sent.told.decision.assessment.risks]
    for one in moved:
        for title, state in (("Detected risks", State.DETECTED), ("Risks nobody has assessed", State.OPEN)):
            top = row_of(one.found, "Heat map", title)
            cells = {
                (5 - down, across + 1): one.found["Heat map", f"{'DEFGH'[across]}{top + 1 + down}"]
                for down in range(5)
                for across in range(5)
            }
            here = [name for name in risks if STATE_CODES[int(one.exact[f"{name}/state"])] is state]
            for (likelihood, impact), count in cells.items():
                levels = [(one.exact[f"{name}/likelihood"], one.exact[f"{name}/impact"]) for name in here]
                assert count == levels.count((Decimal(likelihood), Decimal(impact)))


def test_states_gates_and_the_verdict_are_said_in_words(sent: Made, moved: list[Moved]) -> None:
    at = places(sent)
    for one in moved:
        for risk in sent.told.decision.assessment.risks:
            _, place = at[f"{risk.id}/score"]
            state = STATE_CODES[int(one.exact[f"{risk.id}/state"])]
            assert one.found["Risks", f"E{place[1:]}"] == STATES[state]
        assert one.found["Risks", "B3"] == VERDICTS[VERDICT_CODES[int(one.exact[VERDICT])]]


def test_each_row_of_the_break_even_is_what_the_engine_says_for_so_many_users(sent: Made, moved: list[Moved]) -> None:
    several, model = sent.told.living.candidates, sent.book.model
    for one in moved:
        for users in range(1, MOST + 1, 7):
            exact = evaluate(model, {**one.inputs, USERS: Decimal(users)})
            row = 4 + users
            assert one.found["Break-even", f"A{row}"] == users
            for number, candidate in enumerate(several):
                ranked, total = exact[f"{candidate.id}/rank/published"], exact[f"{candidate.id}/{TOTAL}"]
                expected = float(total) if ranked else NOT_RANKED
                assert alike(one.found["Break-even", f"{'BCDEFG'[number]}{row}"], expected)
            first = [sent.book.speech.show(c.estimate.called) for c in several if exact[f"{c.id}/rank/published"] == 1]
            assert one.found["Break-even", f"{'BCDEFG'[len(several)]}{row}"] == (first or [NOT_RANKED])[0]


def client_of(users: int, most: int = 200) -> Input:
    return Input(USERS, Decimal(users), COUNT, Decimal(1), Decimal(most))


@pytest.mark.parametrize(("users", "most", "ends"), [(10, 200, (1, 50)), (60, 200, (3, 150)), (60, 100, (3, 99))])
def test_the_users_of_the_table_go_to_50_or_to_twice_those_of_a_larger_client(
    users: int, most: int, ends: tuple[int, int]
) -> None:
    found = numbers_of_users(client_of(users, most))
    assert (found[0], found[-1]) == ends
    assert len(found) <= MOST


def test_each_of_the_sheets_has_its_chart_with_titles(sent: Made) -> None:
    book = load_workbook(BytesIO(sent.data))
    for title in ("Scores", "Break-even"):
        (chart,) = book[title]._charts  # type: ignore[attr-defined]
        assert chart.title is not None
        assert not chart.x_axis.delete
        assert not chart.y_axis.delete
