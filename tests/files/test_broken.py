"""Every broken file is refused at the right line, with the right code and words; hostile ones quickly and briefly."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.brief.model import Brief
from crm_planner.catalog.model import Catalog
from crm_planner.codes import CODES
from crm_planner.errors import DataError
from crm_planner.files.reading import read_bytes
from crm_planner.files.typed import read_document
from crm_planner.limits import DEPTH, KEY_CHARACTERS, NODES, SCALAR_CHARACTERS
from crm_planner.problem import MOST_SHOWN, Problem

FOLDER = Path(__file__).parents[1] / "broken"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
VALID = (Path(__file__).parents[1] / "broken" / "valid.yaml").read_text(encoding="utf-8")


def load(path: Path) -> list[Problem]:
    """All problems of a file; those under brief/ are briefs."""
    return problems(read_bytes(path), path.name, is_brief=path.parent.name == "brief")


def problems(data: bytes, name: str = "hostile.yaml", *, is_brief: bool = False) -> list[Problem]:
    try:
        read_document(Brief if is_brief else Catalog, data, name)
    except DataError as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


@pytest.mark.parametrize("name", EXPECTED)
def test_each_fault_of_a_broken_file_is_said_with_its_line_code_and_words(name: str) -> None:
    found = load(FOLDER / name)
    for wanted in EXPECTED[name]:
        fitting = [problem for problem in found if fits(problem, wanted)]
        assert fitting, f"nothing like {wanted} in\n" + "\n".join(map(str, found))
        found.remove(fitting[0])
    assert not found, "said besides:\n" + "\n".join(map(str, found))


def fits(problem: Problem, wanted: dict[str, object]) -> bool:
    words = wanted["words"]
    assert isinstance(words, list)
    at_line = (problem.place.line, problem.code) == (wanted["line"], wanted["code"])
    return at_line and all(word in str(problem) for word in words)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_is_one_printable_line_whatever_the_file_holds(name: str) -> None:
    for problem in load(FOLDER / name):
        assert all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in str(problem))
        assert len(str(problem)) < 1000
        assert problem.code in CODES


def test_the_index_names_every_broken_file() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*.yaml")}
    assert files == set(EXPECTED)


def test_the_valid_file_the_broken_ones_are_made_of_is_accepted() -> None:
    assert problems(VALID.encode()) == []


HOSTILE = {
    "brackets": "[" * 200_000,
    "braces": "{a: " * 200_000,
    "brackets under a key": "x-mine: " + "[" * 200_000,
    "dashes": "- " * 200_000,
    "question marks": "? " * 200_000,
    "colons": ": " * 200_000,
    "open quote": 'vendor: "' + "x" * 1_000_000,
    "long line": "a" * 2_000_000,
    "many entries": "x-mine:\n" + "  - 1\n" * 300_000,
    "many keys": "".join(f"key{number}: 1\n" for number in range(NODES)),
    "flow of entries": "x-mine: [" + "1, " * 600_000 + "]",
    "anchors": "".join(f"x-{number}: &a{number} 1\n" for number in range(3000)),
    "laughs": "x-0: &a0 lol\n" + "".join(f"x-{n + 1}: &a{n + 1} [{f'*a{n}, ' * 9}]\n" for n in range(9)),
    "merges": "x-0: &a0 {b: 1}\n" + "".join(f"x-{n + 1}: &a{n + 1} {{<<: [{f'*a{n}, ' * 9}]}}\n" for n in range(9)),
    "control characters": "vendor: " + "\x07\n" * 500_000,
    "tabs": "\t" * 1_000_000,
    "blank lines": "\n" * 2_000_000 + "]",
    "comments": "# x\n" * 500_000 + "]",
    "escapes": 'vendor: "' + "\\u202e" * 1000 + '"',
    "list as key": "? " + "[a, " * 100_000,
    "digits": "1" * 9_999 + ": 1",
    "long unknown keys": "".join(f"{'a' * 90}{number}: 1\n" for number in range(9000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_at_most_fifty_one_short_lines(name: str) -> None:
    found = problems(HOSTILE[name].encode())
    assert found
    assert len(found) <= MOST_SHOWN + 1
    assert len("\n".join(map(str, found))) < 64_000


def test_two_thousand_unknown_keys_are_counted_not_listed() -> None:
    found = problems((VALID + "".join(f"key{number}: 1\n" for number in range(2000))).encode())
    assert len(found) == MOST_SHOWN + 1
    assert f"and {2000 - MOST_SHOWN} more" in str(found[-1])


@pytest.mark.parametrize(
    ("inside", "beyond"),
    [
        ("x-mine: " + "[" * (DEPTH - 1) + "]" * (DEPTH - 1), "x-mine: " + "[" * DEPTH + "]" * DEPTH),
        (f"x-mine: {'n' * SCALAR_CHARACTERS}", f"x-mine: {'n' * (SCALAR_CHARACTERS + 1)}"),
        (f"x-{'n' * (KEY_CHARACTERS - 2)}: 1", f"x-{'n' * (KEY_CHARACTERS - 1)}: 1"),
    ],
    ids=["depth", "value", "key"],
)
def test_a_file_at_the_limit_is_accepted_and_one_beyond_it_refused(inside: str, beyond: str) -> None:
    assert problems((VALID + inside).encode()) == []
    (problem,) = problems((VALID + beyond).encode())
    assert problem.code in {"LIM001", "LIM003", "LIM004"}


def test_values_are_counted_exactly() -> None:
    """The mapping, its key and the list take three."""
    assert not any(problem.code == "LIM002" for problem in problems(f"x: [{'1, ' * (NODES - 3)}]".encode()))
    assert [problem.code for problem in problems(f"x: [{'1, ' * (NODES - 2)}]".encode())] == ["LIM002"]


WRITTEN = [
    *(
        "",
        "null",
        "[]",
        "{}",
        "[null]",
        "{a: b}",
        "{null: 5}",
        "{10: 5, 10.0: 6}",
        "{\u00b2: 5}",
        "{1: {2: 3}}",
        "[[1]]",
    ),
    *("-1", "1e999", "\u0663", "51 700", "''", "true", "x-y", "a/b", "|\n  x", "2026-01-01", "9" * 50, "[{up_to: 5}]"),
    *("{kind: flat}", "{kind: percent, rate: 5, of: licences}", "{kind: volume, tiers: [{on_request: true}]}"),
]


@given(st.lists(st.tuples(st.integers(0), st.sampled_from(WRITTEN)), min_size=1, max_size=3))
def test_any_value_at_any_place_of_a_catalog_gives_problems_or_a_catalog(changes: list[tuple[int, str]]) -> None:
    """Each change puts another value after one of the colons; nothing but problems comes of it."""
    pieces = VALID.split(": ")
    for number, written in changes:
        at = 1 + number % (len(pieces) - 1)
        rest = pieces[at].lstrip("{[").partition("\n" if "\n" in pieces[at] else ",")
        pieces[at] = written + rest[1] + rest[2]
    for problem in problems(": ".join(pieces).encode()):
        assert problem.code in CODES
