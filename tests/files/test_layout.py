"""Canonical layout: what it is, and that it changes nothing else, however a file was written."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_planner.errors import DataError
from crm_planner.files.canonical import NotTheSame, canonical, comments, files_to_format, says_the_same
from crm_planner.files.layout import laid_out
from tests.files.layouts import Written, layouts

CASES = {
    "two columns a level": ("a:\n      b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
    "dashes are indented": ("a:\n- 1\n- b: 2\n  c: 3\n", "a:\n  - 1\n  - b: 2\n    c: 3\n"),
    "a dash and one space": ("a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "lists in lists": ("a:\n- - 1\n  - 2\n- - 3\n", "a:\n  - - 1\n    - 2\n  - - 3\n"),
    "one space after a colon": ("a :    1\nb:   {c:   2}\n", "a: 1\nb: {c: 2}\n"),
    "none inside braces": ("a: { b: [ 1,2 ,3 ] }\n", "a: {b: [1, 2, 3]}\n"),
    "empty braces": ("a: { }\nb: [ ]\n", "a: {}\nb: []\n"),
    "no comma before a closing sign": ("a: [1, 2, ]\n", "a: [1, 2]\n"),
    "a comma before a line end stays": ("a: [\n  1,\n  2,\n  ]\n", "a: [\n  1,\n  2,\n]\n"),
    "braces over several lines": ("a: {b: 1,\n        c: [2,\n   3]}\n", "a: {b: 1,\n  c: [2,\n    3]}\n"),
    "braces in a list": ("a:\n- {b: 1,\n   c: 2}\n", "a:\n  - {b: 1,\n      c: 2}\n"),
    "an empty value keeps its space": ("a: {b: , c: 1}\n", "a: {b: , c: 1}\n"),
    "no spaces at line ends": ("a: 1   \nb:  \n  c: 2\t\n", "a: 1\nb:\n  c: 2\n"),
    "one empty line": ("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    "one line end at the end": ("a: 1", "a: 1\n"),
    "double quotes": ("a: 'b, c'\n", 'a: "b, c"\n'),
    "quotes where needed only": ("a: \"b c\"\nb: 'd'\n", "a: b c\nb: d\n"),
    "a number in quotes stays text": ("a: \"10\"\nb: '1e3'\nc: 'no'\n", 'a: "10"\nb: "1e3"\nc: "no"\n'),
    "single quotes around double ones": ("a: 'say \"b\"'\n", "a: 'say \"b\"'\n"),
    "an escape stays": ('a: "b\\tc"\n', 'a: "b\\tc"\n'),
    "quotes of a key stay": ('"a": 1\n"10": 2\n', '"a": 1\n"10": 2\n'),
    "an apostrophe": ("a: 'it''s'\n", 'a: "it\'s"\n'),
    "a comment goes with what follows": ("a:\n# about b\n      b: 1\n", "a:\n  # about b\n  b: 1\n"),
    "a comment at the end of what is above": ("a:\n   b: 1\n   # no more\nc: 2\n", "a:\n  b: 1\n  # no more\nc: 2\n"),
    "a comment of the outer level": ("a:\n    b: 1\n# about c\nc: 2\n", "a:\n  b: 1\n# about c\nc: 2\n"),
    "comments after the last value": ("a:\n    b: 1\n    # deep\n# top\n", "a:\n  b: 1\n  # deep\n# top\n"),
    "a comment behind a value keeps its column": ("a:   1     # x\nbb: 2    # y\n", "a: 1       # x\nbb: 2    # y\n"),
    "two spaces before a comment": ("a: 1 # x\n", "a: 1  # x\n"),
    "comments at the top": ("  # one\n\n\n# two\na: 1\n", "# one\n\n# two\na: 1\n"),
    "a comment inside brackets": ("a: [1, # one\n 2]\n", "a: [1,  # one\n  2]\n"),
    "lines of a text": ("a: |\n     b\n       c\n\nd: 1\n", "a: |\n  b\n    c\n\nd: 1\n"),
    "lines that stay to the end": ("a: |+\n     b\n\n\nc: 1\n", "a: |+\n  b\n\n\nc: 1\n"),
    "a text in a list": ("a:\n- >-\n     b\n     c\n- d\n", "a:\n  - >-\n    b\n    c\n  - d\n"),
    "a text that begins with spaces": ("a:\n    b: |2\n        c\n      d\n", "a:\n  b: |2\n      c\n    d\n"),
    "a comment behind a sign": ("a: >-   # why\n   b\n", "a: >-   # why\n  b\n"),
    "a text over several lines": ("a: b\n      c\n\n      d\n", "a: b\n  c\n\n  d\n"),
    "quotes over several lines": ('a: "b\n c \\\n     d"\n', 'a: "b\n  c \\\n  d"\n'),
    "a value below its key": ("a:\n      b\n", "a:\n  b\n"),
    "a document mark": ("---\na:   1\n", "---\na: 1\n"),
    "a question mark": ("? a\n:   1\n", "? a\n: 1\n"),
    "json": ('{"a":1,"b":["c"]}', '{"a": 1, "b": [c]}\n'),
    "keys keep their order": ("b: 1\na: 2\n", "b: 1\na: 2\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_in_canonical_layout(name: str) -> None:
    before, after = CASES[name]
    assert laid_out(before) == after
    assert says_the_same(before, after)


@pytest.mark.parametrize("name", CASES)
def test_what_is_in_canonical_layout_stays_as_it_is(name: str) -> None:
    _, after = CASES[name]
    assert laid_out(after) == after


COMMENT = re.compile(r"#\s*comment \d+: it's \"said\"")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(layouts(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_no_layout_loses_a_comment_or_changes_a_value(made: Written, end: str, mark: bool) -> None:  # noqa: FBT001
    """Judged by PyYAML's own loaders, and by the comments that were put in: not by the program's own proof."""
    data = ((("\ufeff" if mark else "") + made.text).replace("\n", end)).encode()
    try:
        out = canonical(data, "made.yaml")
    except DataError:
        return  # two keys mean the same, or a value reads in two ways
    text = out.decode()
    assert text.startswith("\ufeff") == mark
    assert ("\r\n" in text) == (end == "\r\n") or made.text.count("\n") == 0
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for loader in (yaml.SafeLoader, yaml.BaseLoader):
        assert yaml.load(text, loader) == yaml.load(made.text, loader)  # noqa: S506 - safe ones
    assert COMMENT.findall(text) == COMMENT.findall(made.text)
    assert sorted(COMMENT.findall(text)) == sorted(made.comments)
    assert canonical(out, "made.yaml") == out
    assert not re.search(r"[ \t]+\n", re.sub(r"[|>].*", "", text)) or "|" in text or ">" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 2\n"),
        ("a: 1\n", 'a: "1"\n'),
        ('a: "no"\n', "a: no\n"),
        ("a: 1 # x\n", "a: 1\n"),
        ("a: 1 # x\n", "a: 1 # y\n"),
        ("a: 1\nb: 2\n", "b: 2\na: 1\n"),
        ("a: [1]\n", "a:\n  - 1\n"),
        ("a: |\n  b # no comment\n", "a: |\n  b\n"),
        ("a: |  # why\n  b\n", "a: |\n  b\n"),
        ("x-mine: 1\n", "x-mine: 2\n"),
        ("a: 1\n", "a: ["),
    ],
)
def test_the_proof_sees_every_change(before: str, after: str) -> None:
    assert says_the_same(before, before)
    assert not says_the_same(before, after)


def test_what_would_not_say_the_same_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_planner.files.canonical.laid_out", lambda text: text.replace("51700", "5170"))
    with pytest.raises(NotTheSame, match=r"prices\.yaml: left as it is"):
        canonical(b"a: 51700\n", "prices.yaml")


def test_comments_are_told_from_signs_in_texts() -> None:
    text = "# one\na: '# no' # two\nb: |  # three\n  # no\n  c\n# four\nd: e#no\n"
    assert comments(text) == ["# one", "# two", "# three", "# four"]


def test_what_cannot_be_read_is_refused_with_every_problem() -> None:
    with pytest.raises(DataError) as refused:
        canonical(b"a: &x 1\na: 2\n", "prices.yaml")
    assert [str(problem).partition(":")[2][:4] for problem in refused.value.problems] == ["1:4:", "2:1:"]


SHIPPED = ("vendor_catalogs", "examples", "playbooks")


def test_everything_shipped_is_in_canonical_layout(root: Path) -> None:
    files = [found.path for found in files_to_format([root / name for name in SHIPPED])]
    assert len(files) > 8
    wrong = [str(path) for path in files if canonical(path.read_bytes(), path.name) != path.read_bytes()]
    assert not wrong, f"crm-planner catalog fmt {' '.join(SHIPPED)}"


def test_in_a_folder_only_our_own_documents_are_meant(tmp_path: Path) -> None:
    ours = "schema: crm-planner/catalog/1\n"
    for name, text in {
        "a.yaml": ours,
        "deep/er/b.yml": '"schema" : "crm-planner/brief/1"\n',
        "marked.yaml": "\ufeff" + ours,
        "other.yaml": "services: {}\n",
        "inside.yaml": "x:\n  schema: crm-planner/catalog/1\n",
        ".hidden/c.yaml": ours,
        "d.txt": ours,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = [one.path.relative_to(tmp_path).as_posix() for one in files_to_format([tmp_path, tmp_path / "a.yaml"])]
    assert found == ["a.yaml", "marked.yaml", "deep/er/b.yml"]


def test_a_folder_without_documents_of_ours_is_said(tmp_path: Path) -> None:
    (found,) = files_to_format([tmp_path])
    assert found.error is not None
    assert "IO006" in str(found.error)
