"""Efforts as they are written: every fault of a playbook is said at its line, with its code and what to do."""

import pytest

from crm_planner.errors import DataError
from crm_planner.files.typed import read_document
from crm_planner.playbook.model import Playbook
from crm_planner.problem import Problem

HEAD = """\
schema: crm-planner/playbook/1
id: own
name: Own
sizing: {occasional_share: 0.1, service_level: 0.95}
gaps: {fill: mean}
rates: {developer: {name: Developer}, consultant: {name: Consultant}}
"""
BUILDERS = """\
builders:
  vendor: {side: vendor, role: developer}
  in_house: {side: in_house, role: developer, factor: {low: 1, likely: 1.3, high: 1.5}}
  consultant: {side: consultant, role: consultant, factor: 1.1}
"""
DONE = "name: N, category: testing, side: vendor, role: developer"
FIXED = "formula: [{hours: 3}]"


def problems(text: str) -> list[Problem]:
    try:
        read_document(Playbook, (HEAD + text).encode(), "own.yaml")
    except DataError as error:
        return [one for one in error.problems if isinstance(one, Problem)]
    return []


def test_every_way_to_write_an_effort_is_read() -> None:
    drivers = "drivers: {shops: {name: Shops, default: 3}, groups: {name: Groups, of: trainees, size: 10}}\n"
    efforts = [
        f"id: a, {DONE}, formula: [{{hours: 8}}, {{hours: {{low: 1, likely: 2, high: 5}}, each: shops}}]",
        f"id: b, {DONE}, formula: [{{minutes: 2, each: [rows, duplicate_share]}}], spread: {{low: 0.4, high: 3}}",
        f"id: c, {DONE}, formula: [{{percent: 15, of: customisation, sides: [in_house]}}]",
        "id: d, name: N, category: customisation, for_each: report, formula: [{hours: 3, each: small}]",
        f"id: e, {DONE}, for_each: integration, {FIXED}, when: [{{users: {{max: 9}}}}, {{groups: {{min: 1}}}}]",
        f"id: f, {DONE}, {FIXED}, when: {{users: {{min: 2}}, rows: {{max: 5}}}}, charge: yearly, optional: true",
    ]
    text = BUILDERS + drivers + "efforts:\n" + "".join(f"  - {{{one}}}\n" for one in efforts)
    assert problems(text) == []


FAULTS = [
    (f"- {{id: a, {DONE.replace('testing', 'tests')}, {FIXED}}}", "ENU001", 'Did you mean "testing"?'),
    (f"- {{id: a, {DONE.replace('developer', 'develper')}, {FIXED}}}", "REF015", 'did you mean "developer"?'),
    (f"- {{id: a, {DONE}, formula: [{{hours: 1, each: entites}}]}}", "REF014", 'did you mean "entities"?'),
    (f"- {{id: a, {DONE}, formula: [{{hours: 1, each: small}}]}}", "REF014", 'no number called "small"'),
    (f"- {{id: a, {DONE}, {FIXED}, when: {{user: {{min: 1}}}}}}", "REF014", 'did you mean "users"?'),
    (f"- {{id: a, {DONE}, {FIXED}, when: [{{user: {{min: 1}}}}]}}", "REF014", 'did you mean "users"?'),
    (f"- {{id: a, {DONE}, formula: [{{hours: {{low: 4, likely: 3, high: 5}}}}]}}", "NUM021", "low 4, likely 3, high 5"),
    (f"- {{id: a, {DONE}, {FIXED}, spread: {{low: 1.5, high: 2}}}}", "NUM021", "around 1"),
    (
        f"- {{id: a, {DONE}, formula: [{{hours: {{low: 1, likely: 3, high: 5}}}}], spread: {{low: 0.5, high: 2}}}}",
        "KEY006",
        "spread and three points",
    ),
    (f"- {{id: a, {DONE}, formula: [{{hours: 3, minutes: 2}}]}}", "KEY006", "hours, minutes or percent"),
    (f"- {{id: a, {DONE}, formula: [{{percent: 15}}]}}", "KEY007", "percent and of"),
    (f"- {{id: a, {DONE}, formula: [{{hours: 3, of: [testing]}}]}}", "KEY007", "percent and of"),
    (f"- {{id: a, {DONE}, formula: [{{hours: 3, sides: [vendor]}}]}}", "KEY007", "sides belongs to percent"),
    (f"- {{id: a, {DONE}, formula: [{{percent: 3, of: [testing], each: users}}]}}", "KEY006", "Remove each"),
    (f"- {{id: a, {DONE}, formula: []}}", "LIM006", "formula"),
    (f"- {{id: a, {DONE}, formula: [{{percent: 15, of: [a]}}]}}", "REF003", "of itself"),
    (f"- {{id: a, {DONE}, formula: [{{percent: 15, of: [training]}}]}}", "REF002", 'called "training"'),
    (f"- {{id: training, {DONE}, {FIXED}}}", "ID007", "the name of a sum"),
    (f"- {{id: a, name: N, category: testing, {FIXED}}}", "KEY002", "nobody does this work"),
    ("- {id: a, name: N, category: customisation, for_each: form, formula: [{hours: 1}]}", "KEY007", "builders"),
    (f"- {{id: a, {DONE}, {FIXED}, source: letter}}", "REF001", 'no source called "letter"'),
]


@pytest.mark.parametrize(("effort", "code", "words"), FAULTS, ids=[f"{code} {words}" for _, code, words in FAULTS])
def test_a_fault_of_an_effort_is_said_at_its_line(effort: str, code: str, words: str) -> None:
    (found,) = problems(f"efforts:\n  {effort}\n")
    assert (found.code, found.place.line) == (code, 8)
    assert words in str(found)


def test_two_efforts_of_one_name_are_refused_at_the_second() -> None:
    (found,) = problems(f"efforts:\n  - {{id: a, {DONE}, {FIXED}}}\n  - {{id: a, {DONE}, {FIXED}}}\n")
    assert (found.code, found.place.line) == ("ID005", 9)


def test_percentages_in_a_circle_are_refused_with_the_circle() -> None:
    efforts = [
        f"  - {{id: a, {DONE}, formula: [{{percent: 15, of: [b]}}]}}",
        f"  - {{id: b, {DONE}, formula: [{{percent: 15, of: [c]}}]}}",
        f"  - {{id: c, {DONE.replace('testing', 'analysis')}, formula: [{{percent: 15, of: [testing]}}]}}",
    ]
    found = problems("efforts:\n" + "\n".join(efforts) + "\n")
    assert {one.code for one in found} == {"REF004"}
    assert " -> " in str(found[0])


def test_a_category_never_means_the_effort_that_refers_to_it() -> None:
    both = f"  - {{id: a, {DONE}, {FIXED}}}\n  - {{id: b, {DONE}, formula: [{{percent: 15, of: [testing]}}]}}\n"
    assert problems("efforts:\n" + both) == []


def test_a_side_that_does_no_such_work_makes_no_circle() -> None:
    client = DONE.replace("side: vendor", "side: client")
    one = f"  - {{id: a, {DONE}, formula: [{{percent: 15, of: [testing], sides: [client]}}]}}\n"
    other = f"  - {{id: b, {client}, formula: [{{percent: 15, of: [a]}}]}}\n"
    third = f"  - {{id: c, {client}, formula: [{{percent: 15, of: [testing], sides: [vendor]}}]}}\n"
    assert problems("efforts:\n" + one.replace("client", "in_house") + other + third) == []


@pytest.mark.parametrize(
    ("driver", "code", "words"),
    [
        ("users: {name: U, default: 3}", "ID005", 'every brief has the number "users"'),
        ("groups: {name: G, of: trainee, size: 10}", "REF014", 'did you mean "trainees"?'),
        ("groups: {name: G, of: trainees}", "KEY007", "of and size belong together"),
        ("groups: {name: G}", "KEY006", "Write default, or of and size"),
        ("groups: {name: G, of: trainees, size: 0}", "NUM014", "too small"),
    ],
)
def test_a_fault_of_a_driver_is_said_at_its_line(driver: str, code: str, words: str) -> None:
    (found,) = problems(f"drivers:\n  {driver}\n")
    assert (found.code, found.place.line, words in str(found)) == (code, 8, True)


@pytest.mark.parametrize(
    ("rate", "code", "words"),
    [
        ("{name: D, amount: 1, amounts: [{from: 2026-01-01, amount: 2}]}", "KEY006", "either amount or amounts"),
        ("{name: D, amounts: [{from: 2026-01-01, amount: 2}, {from: 2026-01-01, amount: 3}]}", "DAT004", "same day"),
        ("{name: D, amounts: []}", "LIM006", "at least 1"),
        ("{name: D, amount: 1, tax: none}", "ENU001", "excluded"),
    ],
)
def test_a_fault_of_a_rate_is_said_at_its_line(rate: str, code: str, words: str) -> None:
    text = HEAD.replace("rates: {developer: {name: Developer}", f"rates: {{developer: {rate}")
    with pytest.raises(DataError) as raised:
        read_document(Playbook, text.encode(), "own.yaml")
    (found,) = [one for one in raised.value.problems if isinstance(one, Problem)]
    assert (found.code, found.place.line, words in str(found)) == (code, 6, True)
