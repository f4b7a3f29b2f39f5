"""The work breakdown of a playbook: faults at their line, every link of a circle, and what the shipped one holds."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError
from crm_planner.files.playbooks import load_playbook, load_playbook_with_plan
from crm_planner.files.yaml_events import read_yaml
from crm_planner.playbook.model import JUDGED_SECTIONS, PLANNED_SECTIONS, Playbook
from crm_planner.playbook.whole import WholePlaybook
from crm_planner.playbook.with_plan import PlaybookWithPlan
from crm_planner.problem import Problem

HEAD = "schema: crm-planner/playbook/1\nid: mine\n"
SHIPPED = load_playbook_with_plan()


def own(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def problems(tmp_path: Path, text: str) -> list[Problem]:
    with pytest.raises(DataError) as raised:
        load_playbook_with_plan(own(tmp_path, text))
    return [one for one in raised.value.problems if isinstance(one, Problem)]


TASK = "tasks:\n  11.1: {name: N, phase: close, "
MEMBER = "team:\n  one: {name: N, side: vendor, roles: [consultant], "
PAYMENT = "payments:\n  services:\n    name: N\n    "


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        (TASK + "efforts: [setings]}", 4, "WBS001", 'did you mean "settings"'),
        (TASK + "accountable: boss}", 4, "WBS002", "there is no role of rates"),
        (TASK + "informed: [sponsor, cook]}", 4, "WBS002", '"cook"'),
        (TASK + "after: [9.9]}", 4, "WBS004", '"9.9"'),
        (TASK + "after: [{task: 9.9, lag: 2}]}", 4, "WBS004", '"9.9"'),
        (TASK + "spans: [7.7]}", 4, "WBS004", '"7.7"'),
        (TASK + "efforts: [pilot]}", 4, "WBS005", "work of the task 8.1 already"),
        (TASK + "shapes: [huge]}", 4, "WBS006", "there is no shape"),
        (TASK + "days_by_shape: {huge: 2}}", 4, "WBS006", "there is no shape"),
        ("tasks:\n  11.1: {name: N, phase: party}", 4, "WBS006", "there is no phase"),
        (TASK + "source: nowhere}", 4, "REF001", "nowhere"),
        (TASK + "days: 1, days_by_shape: {box: 2}}", 4, "KEY006", "Keep one"),
        (TASK + "spans: [8.1], after: [8.1]}", 4, "KEY006", "waits for nothing"),
        (TASK + "after: [{task: 8.1, kind: XX}]}", 4, "ENU001", "FS"),
        (TASK + "after: [{task: 8.1, lag: 2000}]}", 4, "NUM015", "1000"),
        ("tasks:\n  11.x: {name: N, phase: close}", 4, "TXT007", "not the id of a task"),
        (MEMBER + "hours_a_day: 0}", 4, "NUM014", "0"),
        (MEMBER + "hours_a_day: 25}", 4, "NUM015", "24"),
        (MEMBER + "hours_a_day: 5, heads: {of: users}}", 4, "KEY007", "of and size"),
        ("team:\n  one: {name: N, side: vendor, roles: [cook], hours_a_day: 5}", 4, "WBS002", "cook"),
        (PAYMENT + "stages: [{name: A, percent: 60, task: 1.2}]", 6, "WBS007", "add up to 60 percent"),
        (PAYMENT + "stages: [{name: A, percent: 100, task: 0.5}]", 6, "WBS004", '"0.5"'),
        (PAYMENT + "categories: [licence]\n    stages: [{name: A, percent: 100, task: 1.2}]", 6, "WBS008", "licence"),
        (PAYMENT + "categories: [party]\n    stages: [{name: A, percent: 100, task: 1.2}]", 6, "REF002", "party"),
    ],
)
def test_a_fault_is_said_at_its_line(tmp_path: Path, text: str, line: int, code: str, words: str) -> None:
    (found,) = problems(tmp_path, text + "\n")
    assert (found.code, found.place.line, words in str(found)) == (code, line, True), str(found)


def test_every_link_of_a_circle_is_named_at_its_place(tmp_path: Path) -> None:
    text = (
        "tasks:\n"
        "  11.1: {name: N, phase: close, after: [8.3, 11.2]}\n"
        "  11.2: {name: N, phase: close, after: [{task: 11.3, kind: SS}]}\n"
        "  11.3: {name: N, phase: close, after: [11.1]}\n"
    )
    found = problems(tmp_path, text)
    assert [(one.code, one.place.line) for one in found] == [("WBS003", 4), ("WBS003", 5), ("WBS003", 6)]
    assert all("in a circle: " in one.message and one.message.count("->") == 3 for one in found)


def test_a_task_that_waits_for_itself_is_a_circle(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, TASK + "after: [11.1]}\n")
    assert found.code == "WBS003"
    assert "11.1 waits for 11.1" in found.message


def test_one_task_of_a_playbook_of_ones_own_replaces_the_shipped_one_and_the_others_stay(tmp_path: Path) -> None:
    written = load_playbook_with_plan(own(tmp_path, "tasks:\n  8.1: {name: Trial, phase: launch, days: 7}\n"))
    tasks = written.playbook.tasks
    assert list(tasks) == list(SHIPPED.playbook.tasks)
    assert tasks["8.1"].days is not None
    assert (tasks["8.1"].days.likely, tasks["8.2"]) == (7, SHIPPED.playbook.tasks["8.2"])
    assert written.source.place(("tasks", "8.1")).line == 4
    assert written.source.place(("tasks", "8.2")).file == "playbooks/desktop-crm/plan/work_breakdown.yaml"


def test_what_a_plan_needs_is_read_only_where_somebody_asks_for_it(tmp_path: Path) -> None:
    wrong = own(tmp_path, "tasks:\n  8.1: {days: many}\n")
    assert load_playbook(wrong).playbook.id == "mine"
    with pytest.raises(DataError, match="days"):
        load_playbook_with_plan(wrong)


def test_the_sections_of_a_plan_and_of_the_whole_are_those_there_are() -> None:
    assert set(PlaybookWithPlan.model_fields) - set(Playbook.model_fields) == set(PLANNED_SECTIONS)
    added = set(WholePlaybook.model_fields) - set(Playbook.model_fields)
    assert added == {*PLANNED_SECTIONS, *JUDGED_SECTIONS}


def test_every_effort_of_a_project_is_work_of_a_task() -> None:
    taken = {effort for task in SHIPPED.playbook.tasks.values() for effort in task.efforts}
    once = {effort.id for effort in SHIPPED.playbook.efforts if effort.charge == "once"}
    assert taken == once


def test_every_role_of_an_effort_has_somebody_on_the_team_in_every_shape() -> None:
    roles = {effort.role for effort in SHIPPED.playbook.efforts if effort.role} | {"developer", "in-house-programmer"}
    for shape in SHIPPED.playbook.shapes:
        able = {
            role for one in SHIPPED.playbook.team.values() if shape in (one.shapes or (shape,)) for role in one.roles
        }
        assert roles <= able, shape


def test_a_shape_fits_every_brief() -> None:
    assert list(SHIPPED.playbook.shapes.values())[-1].when == ()


def test_terms_of_payment_say_that_they_are_assumptions() -> None:
    assert {rule.grade for rule in SHIPPED.playbook.payments.values()} == {"J"}
    file = Path(__file__).resolve().parents[2] / "playbooks" / "desktop-crm" / "plan" / "payments.yaml"
    assert "ASSUMPTIONS" in file.read_text(encoding="utf-8").partition("payments:")[0]


def test_the_files_of_the_plan_read_as_they_are_written() -> None:
    folder = Path(__file__).resolve().parents[2] / "playbooks" / "desktop-crm" / "plan"
    for file in folder.glob("*.yaml"):
        assert read_yaml(file.read_bytes(), file.name)[1] == []
