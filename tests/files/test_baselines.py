"""Plans to compare with: what is read back is what was written; anything else is refused with all its faults."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_planner.documents.plan.plan_json import plan_json
from crm_planner.errors import DataError, InputError
from crm_planner.files.baselines import load_baseline
from crm_planner.limits import PLAN_BYTES
from tests.documents.made import speech
from tests.documents.plan.made import SCHEDULE, plan


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "agreed.json"
    path.write_text(plan_json(plan(), speech("ja")), encoding="utf-8")
    return path


def test_a_plan_that_was_written_is_read_back(kept: Path) -> None:
    found = load_baseline(kept)
    assert (found.candidate, found.currency, found.total) == ("regionsoft/standard", "RUB", Decimal("118200.00"))
    assert [(mark.id, mark.start, mark.finish, mark.hours, mark.critical) for mark in found.baseline.marks] == [
        (one.task.id, one.start.day, one.finish.day, one.task.hours(), one.critical) for one in SCHEDULE.tasks
    ]


def test_a_plan_compared_with_itself_in_another_language_has_not_moved(kept: Path) -> None:
    found = load_baseline(kept)
    against = plan().compared_with(found.baseline, found.total).against
    assert against is not None
    assert (against.comparison.changed, against.comparison.finish_days, against.finish) == ((), 0, date(2027, 1, 16))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "this is not a plan"),
        ("{", "this is not a plan"),
        ("[" * 100_000, "this is not a plan"),
        ("[]", "this is not a plan"),
        ("{}", "schema: field required"),
        ('{"schema": "crm-planner/comparison/1"}', "crm-planner/plan/1"),
        ("\ud800", "this is not a plan"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_to_do(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(written.encode("utf-8", "surrogatepass"))
    with pytest.raises(DataError) as refused:
        load_baseline(path)
    assert said in str(refused.value)
    assert "error[PLN016]" in str(refused.value)
    assert "--format json -o FILE" in str(refused.value)


def test_every_fault_of_a_plan_is_said_at_once(kept: Path) -> None:
    document = json.loads(kept.read_text(encoding="utf-8"))
    document["tasks"][0]["start"]["day"] = "2027-13-01"
    del document["tasks"][1]["critical"]
    document["cost"]["total"] = "much"
    kept.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_baseline(kept)
    said = str(refused.value)
    assert all(place in said for place in ("tasks.0.start.day", "tasks.1.critical", "cost.total"))


def test_a_plan_without_tasks_is_no_baseline(kept: Path) -> None:
    document = json.loads(kept.read_text(encoding="utf-8")) | {"tasks": []}
    kept.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(DataError, match="without tasks"):
        load_baseline(kept)


def test_a_file_that_is_not_there_or_too_large_cannot_be_read(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (PLAN_BYTES + 1))
    for path in (tmp_path / "nowhere.json", large, tmp_path):
        with pytest.raises(InputError):
            load_baseline(path)
