"""What pydantic refuses is said in our words, at the right place of the file."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from crm_planner.brief.model import Brief
from crm_planner.catalog.model import Catalog
from crm_planner.document import Part
from crm_planner.fields import Amount, Identifier, Quantity, TextField
from crm_planner.files.model_keys import in_document, known_keys
from crm_planner.files.typed import read_document
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.validation import problems_of, without_consequences, without_echoes
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Place, Source
from crm_planner.problem import Problem


class Flat(Part):
    kind: Literal["flat"]
    amount: Amount


class Table(Part):
    kind: Literal["table"]
    totals: dict[Quantity, Amount]


class Item(Part):
    id: Identifier
    price: Annotated[Flat | Table, Field(discriminator="kind")]
    name: TextField | None = None
    tags: tuple[Identifier, ...] = ()
    colour: Literal["red", "green"] = "red"
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None


class List(Part):
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=2)]


def said(text: str) -> list[str]:
    """The problems of a list of items, without the name of the file."""
    tree, problems = read_yaml(text.encode(), "list.yaml")
    assert not problems
    source = Source("list.yaml", tree)
    with pytest.raises(ValidationError) as caught:
        List.model_validate(tree)
    return [str(problem).removeprefix("list.yaml:") for problem in problems_of(caught.value, source, List)]


def test_an_unknown_key_is_at_its_key_with_the_nearest_known_one() -> None:
    assert said("items:\n  - id: a\n    price: {kind: flat, amount: 1}\n    nmae: x\n") == [
        '4:5: error[KEY001]: unknown key "nmae". Did you mean "name"?'
    ]


def test_an_unknown_key_of_a_kind_is_compared_with_the_keys_of_that_kind() -> None:
    assert said("items:\n  - id: a\n    price: {kind: flat, amount: 1, totals: {1: 2}}\n") == [
        '3:36: error[KEY001]: unknown key "totals". Known here: kind or amount'
    ]


def test_a_missing_key_is_at_its_parent() -> None:
    assert said("items:\n  - id: a\n") == ['2:5: error[KEY002]: in items the key "price" is missing. Add `price: ...`']


def test_a_key_that_is_only_misspelt_is_not_missing_too() -> None:
    assert said("items:\n  - id: a\n    prise: {kind: flat, amount: 1}\n") == [
        '3:5: error[KEY001]: unknown key "prise". Did you mean "price"?'
    ]


def test_a_value_inside_a_kind_is_at_its_value() -> None:
    assert said("items:\n  - id: a\n    price:\n      kind: flat\n      amount: 5 0\n") == [
        '5:15: error[NUM003]: amount "5 0" is not a plain number. Write 50'
    ]


def test_a_wrong_kind_is_at_the_word_that_names_it() -> None:
    assert said("items:\n  - id: a\n    price:\n      amount: 1\n      kind: flut\n") == [
        '5:13: error[ENU001]: kind "flut" is not allowed. Did you mean "flat"? Write flat or table'
    ]


def test_a_wrong_key_of_a_table_is_at_its_key_and_a_wrong_value_names_the_table() -> None:
    assert said("items:\n  - id: a\n    price:\n      kind: table\n      totals:\n        ten: 1\n        20: x\n") == [
        '6:9: error[NUM001]: key "ten" is not a number. Write digits, such as 10',
        '7:13: error[NUM001]: totals "x" is not a number. Write digits, such as 51700',
    ]


def test_a_text_in_languages_is_refused_at_the_language() -> None:
    found = said("items:\n  - id: a\n    price: {kind: flat, amount: 1}\n    name:\n      en: A\n      ru: ''\n")
    assert found == ["6:11: error[TXT001]: name: a text is missing here, it is empty. Write it, or remove the key"]


def test_a_list_with_wrong_entries_is_not_called_too_short() -> None:
    (found,) = said("items: [x]")
    assert found.startswith('1:9: error[TYP004]: items: expected keys with values, got the text "x". Write keys with')


def test_too_many_entries_are_counted() -> None:
    item = "  - {id: a, price: {kind: flat, amount: 1}}\n"
    assert said("items:\n" + item * 3) == ["2:3: error[LIM005]: items has more than 2 entries. At most 2 are allowed"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("tags: a", 'tags: expected a list, got the text "a". Write [a], or a line with a dash for each entry'),
        ("tags: [A]", 'tags "A" is not an id: it has capital letters. Write a'),
        ("colour: blue", 'colour "blue" is not allowed. Write red or green'),
        ("colour: {a: b}", "colour: expected one word, got keys with values. Write red or green"),
        ("country: [RU]", "country: expected a text, got a list. Write the text itself"),
    ],
)
def test_a_value_of_another_kind_is_named_with_what_to_write(written: str, words: str) -> None:
    (found,) = said(f"items:\n  - id: a\n    price: {{kind: flat, amount: 1}}\n    {written}\n")
    assert found.startswith("4:")
    assert found.endswith(words)


def test_an_error_nobody_foresaw_keeps_its_words() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(bytes).validate_python(object())
    (problem,) = problems_of(caught.value, Source("list.yaml"), List)
    assert problem.code == "TYP001"


def test_every_problem_of_a_document_is_found_at_once() -> None:
    tree, _ = read_yaml(b"items:\n  - {id: A, price: {kind: flat, amount: '1'}, colour: blue, size: 5}\n", "list.yaml")
    with pytest.raises(ValidationError) as caught:
        List.model_validate(tree)
    codes = sorted(problem.code for problem in problems_of(caught.value, Source("list.yaml", tree), List))
    assert codes == ["ENU001", "ID001", "KEY001", "NUM002"]


def test_the_names_of_kinds_are_no_part_of_a_path() -> None:
    assert in_document(List, ("items", 0, "price", "flat", "amount")) == ("items", 0, "price", "amount")
    assert in_document(List, ("items", 0, "price", "table", "totals", "ten", "[key]")) == (
        "items",
        0,
        "price",
        "totals",
        "ten",
    )


def test_the_keys_of_the_real_documents_are_known() -> None:
    assert "totals" in known_keys(Catalog, ("editions", 0, "items", 3, "price", "published"))
    assert "from" in known_keys(Catalog, ("editions", 0, "items", 3, "prices", 0))
    assert "simultaneity" in known_keys(Brief, ("users",))


def problem(line: int, code: str) -> Problem:
    return Problem(Place("list.yaml", line, 1), code, "wrong")


def test_what_the_reader_said_of_a_place_is_not_said_again() -> None:
    found = [problem(1, "YML008")]
    assert without_consequences([problem(1, "NUM001"), problem(2, "NUM001")], found) == [problem(2, "NUM001")]


def test_keys_a_merge_would_have_brought_are_not_called_missing() -> None:
    assert without_consequences([problem(2, "KEY002")], [problem(1, "YML007")]) == []
    assert without_consequences([problem(2, "KEY002")], [problem(1, "YML008")]) == [problem(2, "KEY002")]


def test_a_check_across_parts_adds_nothing_to_a_field_that_is_wrong_in_the_same_way() -> None:
    assert without_echoes([problem(1, "NUM011"), problem(1, "REF001")], [problem(1, "NUM004")]) == [
        problem(1, "REF001")
    ]


def test_broken_checks_across_parts_are_reported_beside_broken_fields() -> None:
    from crm_planner.errors import DataError

    text = (
        "schema: crm-planner/catalog/1\nid: a\nvendor: A\nproduct: A\ncurrency: rub\n"
        "editions: [{id: b, name: B, licence_metric: server, items: [{id: c, category: licence, source: d,"
        " price: {kind: included}}]}]\n"
    )
    with pytest.raises(DataError) as caught:
        read_document(Catalog, text.encode(), "cat.yaml")
    assert [found.code for found in caught.value.problems if isinstance(found, Problem)] == ["CUR001", "REF001"]


def warnings(text: str) -> list[str]:
    tree, problems = read_yaml(text.encode(), "cat.yaml")
    assert not problems
    return [str(found) for found in warnings_of(Source("cat.yaml", tree))]


def test_percent_points_below_one_are_warned_about_with_what_was_probably_meant() -> None:
    assert warnings("a: [{percent: 0.15}]") == [
        'cat.yaml:1:15: warning[NUM024]: percent "0.15" is less than one percent. Did you mean 15? 15 means 15 %'
    ]


@pytest.mark.parametrize("written", ["percent: 150", "rate: 100.5", "indexation: 101"])
def test_more_than_a_hundred_percent_is_warned_about(written: str) -> None:
    (found,) = warnings(written)
    assert "NUM025" in found


@pytest.mark.parametrize(
    "written", ["percent: 1", "rate: 0", "indexation: 100", "share: 0.15", "percent: '0.15'", "rate: x"]
)
def test_usual_figures_are_not_warned_about(written: str) -> None:
    assert warnings(written) == []


def test_more_than_ten_thousand_users_are_warned_about_and_totals_of_money_are_not() -> None:
    assert len(warnings("users: 10001")) == len(warnings("users: {total: 10001}")) == 1
    assert warnings("users: 10000") == warnings("expect: {total: 64700}") == []
