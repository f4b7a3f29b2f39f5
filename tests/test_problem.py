"""Problems print as one safe line, in the order of the file, each once, with a code that stands in the table."""

import re
from pathlib import Path

from crm_planner.codes import CODES
from crm_planner.lint.checklist_check import CHECKLIST_BOOK
from crm_planner.place import Place
from crm_planner.problem import MOST_SHOWN, Problem, listed, quoted, visible

PACKAGE = Path(__file__).parents[1] / "crm_planner"


def at(line: int, message: str = "wrong", code: str = "YML001") -> Problem:
    return Problem(Place("cat.yaml", line, 1), code, message)


def test_the_table_holds_exactly_the_codes_the_package_uses() -> None:
    """Rules of the linter have families of their own, and their own table."""
    families = "|".join({code[:-3] for code in CODES})
    used = {
        code
        for path in PACKAGE.rglob("*.py")
        if path.name != "problem.py"
        for code in re.findall(rf'"((?:{families})[0-9]{{3}})"', path.read_text(encoding="utf-8"))
    }
    assert used - {rule.code for rule in CHECKLIST_BOOK if rule.code not in CODES} == set(CODES)


def test_titles_are_unique() -> None:
    assert len(set(CODES.values())) == len(CODES)


def test_a_problem_prints_its_place_code_message_and_hint() -> None:
    problem = Problem(Place("cat.yaml", 17, 12), "NUM003", "price is wrong", "Write 5")
    assert str(problem) == "cat.yaml:17:12: error[NUM003]: price is wrong. Write 5"


def test_invisible_characters_are_shown() -> None:
    assert visible("a\u202eb\x1b\U000e0001 ж\u00a0") == "a\\u202eb\\u001b\\U000e0001 ж\u00a0"


def test_a_long_value_is_cut() -> None:
    assert quoted("x" * 121) == f'"{"x" * 120}..."'
    assert quoted("x" * 120) == f'"{"x" * 120}"'


def test_problems_are_listed_in_the_order_of_the_file_each_once() -> None:
    assert listed([at(3), at(1, "b"), at(3), at(1, "a")]) == [at(1, "a"), at(1, "b"), at(3)]


def test_more_than_fifty_problems_are_counted() -> None:
    shown = listed([at(line) for line in range(1, MOST_SHOWN + 8)])
    assert len(shown) == MOST_SHOWN + 1
    assert shown[-1].message == "and 7 more from here on"


def test_exactly_fifty_problems_are_all_shown() -> None:
    assert len(listed([at(line) for line in range(1, MOST_SHOWN + 1)])) == MOST_SHOWN
