"""The reader keeps every value as written, knows every place, and never raises."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crm_planner.files.slow_parser import SlowParser
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Place, Plain, Source, WrittenList, WrittenMapping
from crm_planner.problem import Problem

FOLDER = Path(__file__).parents[1] / "broken"
VALID = (FOLDER / "valid.yaml").read_bytes()


def read(text: str) -> WrittenMapping:
    tree, problems = read_yaml(text.encode(), "cat.yaml")
    assert not problems
    assert tree is not None
    return tree


def test_a_scalar_without_quotes_is_plain_and_keeps_its_text() -> None:
    tree = read("price: 51.700\nold: 010\ntime: 1:30\nanswer: no\nday: 2026-01-01\n")
    assert tree == {"price": "51.700", "old": "010", "time": "1:30", "answer": "no", "day": "2026-01-01"}
    assert all(type(value) is Plain for value in tree.values())


def test_quoted_and_block_text_is_not_plain() -> None:
    tree = read("a: '5'\nb: \"5\"\nc: |\n  5\nd: >\n  5\n")
    assert [type(value) for value in tree.values()] == [str] * 4
    assert tree["c"] == "5\n"


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_written_is_none(written: str) -> None:
    assert read(f"a: {written}\nb: [x, {written or 'null'}]") == {"a": None, "b": ["x", None]}


def test_null_in_quotes_is_text() -> None:
    assert read("a: 'null'\nb: ''\n") == {"a": "null", "b": ""}


def test_a_key_that_is_a_number_is_plain_so_that_its_field_can_read_it() -> None:
    tree = read("totals: {10: 51700, '20': 99000}")
    assert [type(key) for key in tree["totals"]] == [Plain, str]


def test_every_key_and_value_knows_its_line_and_column() -> None:
    tree = read("a: 1\nb:\n  - x\n  -   {c: 2, d: [3, 4]}\n")
    source = Source("cat.yaml", tree)
    assert source.place(("a",), of_key=True) == Place("cat.yaml", 1, 1)
    assert source.place(("a",)) == Place("cat.yaml", 1, 4)
    assert source.place(("b", 0)) == Place("cat.yaml", 3, 5)
    assert source.place(("b", 1)) == Place("cat.yaml", 4, 7)
    assert source.place(("b", 1, "d"), of_key=True) == Place("cat.yaml", 4, 14)
    assert source.place(("b", 1, "d", 1)) == Place("cat.yaml", 4, 21)


def test_columns_count_characters_not_bytes() -> None:
    assert read("{имя: Ёж, цена: 5}").places["цена"] == (1, 11, 1, 17)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(end: str) -> None:
    assert read(f"# one{end}a: 1{end}{end}b: 2{end}").places["b"] == (4, 1, 4, 4)


def test_a_byte_order_mark_moves_no_column() -> None:
    assert read("\ufeffa: 1").places["a"] == (1, 1, 1, 4)


def test_keys_beginning_x_are_left_out() -> None:
    assert read("x-mine: {a: [1]}\na: 1\nb:\n  - {x-note: y, c: 2}\nxenon: 3\n") == {
        "a": "1",
        "b": [{"c": "2"}],
        "xenon": "3",
    }


def test_what_stands_below_a_key_beginning_x_is_checked_all_the_same() -> None:
    tree, problems = read_yaml(b"a: 1\nx-mine: {b: 1, b: 2, c: !!str d}\n", "cat.yaml")
    assert tree == {"a": "1"}
    assert [problem.code for problem in problems] == ["KEY003", "YML008"]


def test_the_first_of_two_equal_keys_is_kept_and_both_lines_are_named() -> None:
    tree, (problem,) = read_yaml(b"a: 1\nb: 2\na: 3\n", "cat.yaml")
    assert tree == {"a": "1", "b": "2"}
    assert problem.place == Place("cat.yaml", 3, 1)
    assert "first in line 1" in problem.message


def test_equal_keys_in_different_mappings_are_fine() -> None:
    assert read("- a: {b: 1}\n  c: {b: 2}".replace("- ", "x:\n- ")) == {"x": [{"a": {"b": "1"}, "c": {"b": "2"}}]}


def test_a_refused_key_takes_its_value_with_it() -> None:
    tree, problems = read_yaml(b"[a, b]: {c: 1}\nnull: 2\nd: 3\n", "cat.yaml")
    assert tree == {"d": "3"}
    assert [problem.code for problem in problems] == ["KEY004", "KEY004"]


def test_everything_that_does_not_stop_the_reading_is_reported_at_once() -> None:
    text = "a: &x 1\na: 2\nb: *x\nc: !!int 3\n<<: {d: 4}\n[e]: 5\n"
    _, problems = read_yaml(text.encode(), "cat.yaml")
    assert [(problem.place.line, problem.code) for problem in problems] == [
        (1, "YML005"),
        (2, "KEY003"),
        (3, "YML006"),
        (4, "YML008"),
        (5, "YML007"),
        (6, "KEY004"),
    ]


def test_yaml_versions_one_one_and_one_two_may_be_named() -> None:
    assert read("%YAML 1.1\n---\na: 1\n") == read("%YAML 1.2\n---\na: 1\n...\n") == {"a": "1"}


def test_escapes_that_name_ordinary_characters_are_read() -> None:
    assert read(r'a: "\u0416\n\t\"\\"') == {"a": 'Ж\n\t"\\'}


def test_a_text_with_an_ampersand_or_exclamation_mark_inside_is_accepted() -> None:
    assert read("a: R&D!\nb: [M&M, '*']\n") == {"a": "R&D!", "b": ["M&M", "*"]}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
NUMBERS = st.integers(-(10**9), 10**9) | st.decimals(0, 10**6, places=2).map(float)
TREES = st.recursive(
    WORDS | NUMBERS | st.none(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(WORDS, below, max_size=4),
    max_leaves=12,
)


@given(tree=st.dictionaries(WORDS, TREES, max_size=5), flow=st.booleans())
def test_what_is_read_equals_what_pyyaml_reads(tree: dict[str, Any], flow: bool) -> None:  # noqa: FBT001
    written = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow)
    mine, problems = read_yaml(written.encode(), "cat.yaml")
    oracle = yaml.load(written, Loader=yaml.CSafeLoader)
    if not problems:
        assert plain(mine) == without_own(oracle)
    assert {problem.code for problem in problems} <= {"CHR006", "LIM001"}  # PyYAML writes “x” without quotes


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(entry) for entry in node] if isinstance(node, list) else node


def without_own(node: Any) -> Any:
    """A tree as PyYAML reads it, numbers as text and without keys beginning `x-`."""
    if isinstance(node, dict):
        return {str(key): without_own(value) for key, value in node.items() if not str(key).startswith("x-")}
    if isinstance(node, list):
        return [without_own(entry) for entry in node]
    return node if node is None else str(node)


def shape(node: Any) -> Any:
    """A tree with the types and places of everything in it."""
    if isinstance(node, WrittenMapping):
        return {key: (node.places[key], shape(value)) for key, value in node.items()}, node.start
    if isinstance(node, WrittenList):
        return [(place, shape(value)) for place, value in zip(node.places, node, strict=True)], node.start
    return type(node), node


def accepted_by_both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    fast = read_yaml(data, "cat.yaml")
    with monkeypatch.context() as patch:
        patch.setattr("crm_planner.files.yaml_events.Parser", SlowParser)
        return fast, read_yaml(data, "cat.yaml")


def test_without_libyaml_the_same_tree_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in [FOLDER / "valid.yaml", *FOLDER.glob("numbers/*.yaml"), *FOLDER.glob("keys/*.yaml")]:
        fast, slow = accepted_by_both(path.read_bytes(), monkeypatch)
        assert shape(fast[0]) == shape(slow[0]), path
        assert fast[1] == slow[1] or fast[0] is None, path


def test_without_libyaml_the_same_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wording of syntax faults may differ; no file is accepted by one parser and refused by the other."""
    for path in FOLDER.glob("*/*.yaml"):
        fast, slow = accepted_by_both(path.read_bytes(), monkeypatch)
        assert bool(fast[1]) == bool(slow[1]), path


@given(st.binary(max_size=300))
def test_random_bytes_never_raise(data: bytes) -> None:
    judged(data)


@given(st.text(st.sampled_from("ab1 \n\t:-,[]{}#&*!|>'\"%@`?~.<\\=\u00a0“”٣"), max_size=60))
def test_random_punctuation_never_raises(text: str) -> None:
    judged(text.encode())


@given(st.data())
def test_random_changes_of_a_valid_catalog_never_raise(data: st.DataObject) -> None:
    changed = bytearray(VALID)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(changed)))
        end = min(len(changed), start + data.draw(st.integers(0, 20)))
        changed[start:end] = data.draw(st.binary(max_size=6) | st.sampled_from(SNIPPETS))
    judged(bytes(changed))


SNIPPETS = [b"{", b"]", b": ", b"- ", b"&a ", b"*a", b"<<: ", b"!!x ", b"\t", b"'", b'"', b"\n---\n", b"\xff", b"\x00"]


def judged(data: bytes) -> None:
    """Reads `data`: a tree, or problems that say why not, each in its file and printable."""
    tree, problems = read_yaml(data, "cat.yaml")
    assert (tree is not None) or problems
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.place.file == "cat.yaml"
        assert 1 <= problem.place.line <= data.count(b"\n") + data.count(b"\r") + 2
        assert "\n" not in str(problem)
