"""A consultant's own playbook over the shipped one: entries with ids replace one by one, with their places."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
from crm_planner.problem import Problem

HEAD = "schema: crm-planner/playbook/1\nid: mine\n"


def own(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = tmp_path / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + text, encoding="utf-8")
    return tmp_path


def test_a_key_of_a_shipped_risk_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    written = load_playbook_with_risks(own(tmp_path, mine="risks:\n  CL-05: {likelihood: 2}\n"))
    risk = written.playbook.risks["CL-05"]
    assert (risk.likelihood, risk.impact, len(risk.questions)) == (2, 3, 3)
    assert written.source.place(("risks", "CL-05", "likelihood")).file == str(tmp_path / "mine.yaml")
    assert written.source.place(("risks", "CL-05", "impact")).file == "playbooks/desktop-crm/risks/client.yaml"


def test_one_key_of_a_question_is_replaced_and_a_new_question_is_added(tmp_path: Path) -> None:
    text = "risks:\n  CL-05:\n    questions:\n      CL-05.1: {quick: false}\n      CL-05.4: {ask: New?, risk_if: no}\n"
    questions = load_playbook_with_risks(own(tmp_path, mine=text)).playbook.risks["CL-05"].questions
    assert list(questions) == ["CL-05.1", "CL-05.2", "CL-05.3", "CL-05.4"]
    assert (questions["CL-05.1"].quick, questions["CL-05.1"].risk_if) == (False, "no")


def test_effects_are_replaced_as_a_whole(tmp_path: Path) -> None:
    days = (
        "schedule: {days: {low: 1, likely: 2, high: 3}}, cost: {category: ALL, percent: {low: 0, likely: 1, high: 2}}"
    )
    risk = load_playbook_with_risks(own(tmp_path, mine=f"risks:\n  CL-05: {{effects: {{{days}}}}}\n"))
    assert risk.playbook.risks["CL-05"].effects.schedule.percent is None


def test_a_retired_risk_is_not_asked_for(tmp_path: Path) -> None:
    playbook = load_playbook_with_risks(own(tmp_path, mine="risks:\n  CL-18: {retired: true}\n")).playbook
    assert "CL-18" not in playbook.asked
    assert "CL-18.1" not in playbook.questions
    assert len(playbook.asked) == 44


def test_the_checklist_may_stand_in_its_own_folder_and_is_read_only_where_asked_for(tmp_path: Path) -> None:
    path = own(tmp_path, mine="", risks__mine="risks:\n  CL-05: {likelihood: 9}\n")
    assert load_playbook(path).playbook.id == "mine"
    with pytest.raises(DataError, match="likelihood"):
        load_playbook_with_risks(path)


def test_a_source_replaces_the_one_with_its_id_and_rates_are_added(tmp_path: Path) -> None:
    text = "sources:\n  - {id: hbr, title: Mine, grade: J}\n  - {id: new, title: New, grade: B}\n"
    text += "rates:\n  cook: {name: Cook}\n"
    written = load_playbook_with_risks(own(tmp_path, mine=text))
    titles = {one.id: one.title.in_language("en") for one in written.playbook.sources}
    assert (titles["hbr"], titles["new"]) == ("Mine", "New")
    assert "article" in titles
    assert {"cook", "sponsor"} <= set(written.playbook.rates)
    number = [one.id for one in written.playbook.sources].index("new")
    assert written.source.place(("sources", number)).line == 5


def test_an_effort_and_a_rate_replace_those_of_their_name_and_the_others_stay(tmp_path: Path) -> None:
    text = (
        "efforts:\n  - {id: settings, name: Mine, category: configuration, side: vendor, role: engineer,"
        " formula: [{hours: 9}]}\nrates:\n  engineer: {name: Engineer, amount: 4000, grade: B}\n"
    )
    shipped, written = load_playbook().playbook, load_playbook(own(tmp_path, mine=text))
    efforts = written.playbook.efforts
    assert [one.id for one in efforts] == [one.id for one in shipped.efforts]
    number = [one.id for one in efforts].index("settings")
    assert (efforts[number].formula[0].figure.likely, efforts[number].optional) == (9, False)
    assert written.source.place(("efforts", number, "formula")).file == str(tmp_path / "mine.yaml")
    assert written.source.place(("efforts", number + 1)).file == "playbooks/desktop-crm/efforts.yaml"
    assert (written.playbook.rates["engineer"].amount, written.playbook.rates["trainer"].grade) == (4000, "J")


def test_one_thing_said_in_two_files_of_a_playbook_names_the_second_place(tmp_path: Path) -> None:
    text = "risks:\n  CL-05: {likelihood: 2}\n"
    with pytest.raises(DataError) as raised:
        load_playbook_with_risks(own(tmp_path, a=text, b=text))
    (problem,) = raised.value.problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.file, problem.place.line) == ("KEY003", str(tmp_path / "b.yaml"), 4)
    assert "a.yaml" in problem.message


def test_a_new_risk_without_its_keys_is_said_at_its_own_place(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        load_playbook_with_risks(own(tmp_path, mine="risks:\n  ZZ-01: {side: client}\n"))
    places = {problem.place for problem in raised.value.problems if isinstance(problem, Problem)}
    assert {(place.file, place.line) for place in places} == {(str(tmp_path / "mine.yaml"), 4)}
