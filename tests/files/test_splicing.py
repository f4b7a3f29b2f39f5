"""Entries put into a YAML text: the value stands where a person would write it, and nothing else moves."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.files.splicing import WIDTH, Entry, with_entry
from crm_planner.files.yaml_events import read_yaml

NEW = Entry("CL-01.2", "no", "Is it so?")


@dataclass(frozen=True)
class Case:
    """A text, and what it becomes."""

    before: str
    after: str


CASES = {
    "an answer that is there is replaced where it stands, its comment stays": Case(
        "answers:\n  CL-01.1: yes\n  CL-01.2: unknown   # ask Пётр # twice\nusers: 10\n",
        "answers:\n  CL-01.1: yes\n  CL-01.2: no   # ask Пётр # twice\nusers: 10\n",
    ),
    "a value in quotes is replaced with them": Case("answers: {CL-01.2: 'yes'}\n", "answers: {CL-01.2: no}\n"),
    "a new one goes behind the last and its comment": Case(
        "answers:\n    CL-01.1: yes  # so\n    # the end\n\nusers: 10\n",
        "answers:\n    CL-01.1: yes  # so\n    CL-01.2: no  # Is it so?\n    # the end\n\nusers: 10\n",
    ),
    "a new one goes behind the last line of a file that does not end it": Case(
        "answers:\n  CL-01.1: yes", "answers:\n  CL-01.1: yes\n  CL-01.2: no  # Is it so?"
    ),
    "in braces": Case("answers: {CL-01.1: yes} # so\n", "answers: {CL-01.1: yes, CL-01.2: no} # so\n"),
    "in empty braces": Case("answers: {}\nusers: 1\n", "answers: {CL-01.2: no}\nusers: 1\n"),
    "in braces with a last comma": Case(
        "answers: {\n  CL-01.1: yes,  # so\n}\n", "answers: {\n  CL-01.1: yes, CL-01.2: no  # so\n}\n"
    ),
    "in braces over several lines, before a comment": Case(
        "answers: {CL-01.1: yes # so\n  }\n", "answers: {CL-01.1: yes, CL-01.2: no # so\n  }\n"
    ),
    "a file without the section gets it at the end, after an empty line": Case(
        "users: 10\n# vim: et\n", "users: 10\n# vim: et\n\nanswers:\n  CL-01.2: no  # Is it so?\n"
    ),
    "a file that does not end its last line": Case("users: 10", "users: 10\n\nanswers:\n  CL-01.2: no  # Is it so?\n"),
    "a file that ends its document": Case(
        "---\nusers: 10\n...\n", "---\nusers: 10\n\nanswers:\n  CL-01.2: no  # Is it so?\n...\n"
    ),
    "a file that is indented": Case("  users: 10\n", "  users: 10\n\n  answers:\n    CL-01.2: no  # Is it so?\n"),
    "a file in braces": Case('{"users": 10}\n', '{"users": 10, answers: {CL-01.2: no}}\n'),
    "line ends of another system": Case(
        "# Фирма\r\nanswers:\r\n  CL-01.1: yes  # да\r\nusers: 10\r\n",
        "# Фирма\r\nanswers:\r\n  CL-01.1: yes  # да\r\n  CL-01.2: no  # Is it so?\r\nusers: 10\r\n",
    ),
    "line ends of two systems stay what they are": Case(
        "users: 1\r\nanswers:\n  CL-01.1: yes\r\n",
        "users: 1\r\nanswers:\n  CL-01.1: yes\r\n  CL-01.2: no  # Is it so?\r\n",
    ),
    "a byte order mark stays in front": Case(
        "\ufeffusers: 1\n", "\ufeffusers: 1\n\nanswers:\n  CL-01.2: no  # Is it so?\n"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_an_entry_is_put_where_a_person_would(case: Case) -> None:
    assert with_entry(case.before, "answers", NEW) == case.after


def test_a_line_of_entries_in_braces_does_not_grow_for_ever() -> None:
    text = "answers: {CL-01.1: yes}\n"
    for number in range(60):
        text = with_entry(text, "answers", Entry(f"CL-{number:02}.9", "not_applicable"))
    assert max(map(len, text.splitlines())) <= WIDTH
    tree, problems = read_yaml(text.encode(), "brief.yaml")
    assert problems == []
    assert tree is not None
    assert len(tree["answers"]) == 61


IDS = st.from_regex(r"[A-Z]{2}-[0-9]{2}\.[0-9]", fullmatch=True)
GAPS = st.sampled_from(["", "\n", "  # a note: {not, yaml}\n", "# прим.\n\n"])


@st.composite
def briefs(draw: st.DrawFn) -> str:
    """A brief with answers in one of the layouts people use, comments between the lines."""
    held = draw(st.dictionaries(IDS, st.sampled_from(["yes", "no", "3", '"no"']), min_size=1, max_size=4))
    indent = " " * draw(st.integers(1, 5))
    lines = "".join(f"{indent}{key}: {value}{draw(st.sampled_from(['', '  # so']))}\n" for key, value in held.items())
    braces = ", ".join(f"{key}: {value}" for key, value in held.items())
    section = draw(st.sampled_from([f"answers:\n{lines}", f"answers: {{{braces}}}\n", "answers: {}\n", ""]))
    parts = ["users: 10\n", section, "note: |\n  answers:\n    CL-01.2: yes\n"]
    text = "".join(draw(GAPS) + part for part in draw(st.permutations(parts)))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(briefs(), IDS, st.sampled_from(["yes", "4"]))
def test_what_is_put_in_is_read_and_nothing_else_is_changed(text: str, key: str, value: str) -> None:
    anew = with_entry(text, "answers", Entry(key, value, "why: # {not} yaml"))
    before, after = (read_yaml(one.encode(), "brief.yaml") for one in (text, anew))
    assert after[1] == []
    assert before[0] is not None
    assert after[0] == {**before[0], "answers": {**before[0].get("answers", {}), key: value}}
    rest = iter(anew)
    if key not in before[0].get("answers", {}):
        assert all(sign in rest for sign in text)
    assert with_entry(anew, "answers", Entry(key, value)) == anew
