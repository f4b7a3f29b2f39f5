"""Whatever price lists and briefs say, their workbook is written, can be read again, and shows what the engine says."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from crm_planner.decision.decide import decide
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.workbook import book_of
from crm_planner.errors import DataError, TargetRefused
from crm_planner.formula.exact import evaluate
from crm_planner.living.model import living
from tests.documents.workbook.made import DAY, formulas, shown, speech
from tests.estimate.pricing import project_of
from tests.estimate.strategies_brief import PLAYBOOK
from tests.formula.spreadsheet import same
from tests.living.shipped import CHECKLIST
from tests.living.test_living_equals_compare import LONG, cases

Tree = dict[str, Any]


@pytest.mark.parametrize("examples", [4, pytest.param(40, marks=pytest.mark.slow)], ids=["some", "many"])
def test_it_is_read_again_with_every_figure_in_its_place(examples: int) -> None:
    @given(cases())
    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    def written(case: tuple[list[Tree], Tree]) -> None:
        several, brief = case
        assume(brief["horizon_years"] <= LONG)
        project = project_of(several, brief, PLAYBOOK)
        try:
            found = living(project, CHECKLIST, years=2, most=25)
            book = book_of(Told(project, found, decide(project, CHECKLIST), DAY), speech("en"))
        except (DataError, TargetRefused) as refused:
            event(type(refused).__name__)
            return
        event("written")
        data = book.written()
        cells, exact = shown(data), evaluate(found.model)
        homes = {name: (sheet.title, place) for name, (sheet, place) in book.homes().items()}
        assert [name for name in exact if name not in homes] == []
        assert [name for name in found.model.cells if homes[name] not in formulas(data)] == []
        assert [name for name, figure in exact.items() if not same(cells[homes[name]], figure, 1e-9)] == []

    written()
