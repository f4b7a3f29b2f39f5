"""What a brief says about risks that no checklist knows is refused at its line, with the nearest name."""

import pytest

from crm_planner.errors import DataError
from crm_planner.problem import Problem
from tests.risk.made import assessed

FAULTS = [
    ("answers: {CL-01.9: no}", "RSK011", ["CL-01.9", "Did you mean CL-01."]),
    ("answers: {CL-01: no}", "RSK011", ["CL-01"]),
    ("answers: {CL-01.1: 3}", "RSK012", ["yes or no"]),
    ("mitigations: {CL-05.m7: done}", "RSK013", ["Did you mean CL-05.m"]),
    ("risks: {XX-01: {response: accept}}", "RSK014", ["XX-01"]),
    ("risks: {CL-05: {override: we know}}", "RSK015", ["response: accept"]),
]


@pytest.mark.parametrize(("line", "code", "words"), FAULTS)
def test_it_is_said_with_its_line_code_and_words(line: str, code: str, words: list[str]) -> None:
    with pytest.raises(DataError) as raised:
        assessed(line + "\n")
    (problem,) = raised.value.problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line) == (code, 4)
    assert all(word in str(problem) for word in words), str(problem)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(DataError) as raised:
        assessed("answers: {CL-01.9: no, CL-01.1: 3}\nmitigations: {CL-05.m7: done}\n")
    assert len(raised.value.problems) == 3
