"""What is left out: categories most rivals sell, languages other texts have; and things called alike in two files."""

import pytest

from tests.lint.made import codes, edition, found

LICENCES = "id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}"


def vendor(name: str, *items: str) -> str:
    return f"id: {name}\nvendor: {name}\n" + edition(LICENCES, *items)


def course(price: str, more: str = "") -> str:
    return f"id: course, category: training, source: letter, price: {price}{more}"


SOLD = course("{kind: flat, amount: 100}")


@pytest.mark.parametrize(
    ("rivals", "missing"),
    [
        ([SOLD, SOLD, None], True),
        ([SOLD, None, None], False),
        ([SOLD, None], False),
        ([SOLD], True),
        ([course("{kind: included}")], True),
        ([course("{kind: on_request}")], True),
        ([course("{kind: not_offered}")], False),
        ([course("{kind: flat, amount: 100}", ", optional: true")], False),
    ],
)
def test_a_category_is_missing_where_most_other_vendors_sell_it_always(
    rivals: list[str | None], *, missing: bool
) -> None:
    others = [vendor(f"rival{n}", *([one] if one else [])) for n, one in enumerate(rivals)]
    found_there = [one for one in found(vendor("own"), *others) if one.place.file == "catalog-0.yaml"]
    assert [one.code for one in found_there] == (["CAT302"] if missing else [])


@pytest.mark.parametrize(
    ("own", "expected"),
    [("{kind: not_offered}", ["CAT302"]), ("{kind: on_request}", []), ("{kind: included}", [])],
)
def test_not_offered_is_missing_and_on_request_is_not(own: str, expected: list[str]) -> None:
    assert codes(vendor("own", course(own)), vendor("rival", SOLD)) == expected


def test_two_catalogs_of_one_vendor_are_no_rivals() -> None:
    second = vendor("own", SOLD).replace("id: own\n", "id: own2\n")
    assert codes(vendor("own"), second) == []


def test_a_text_lacks_the_languages_other_texts_have() -> None:
    findings = found("vendor: {en: A, ru: А, ja: エー}\nproduct: {en: A CRM, ja: エーCRM}\n")
    assert [(one.code, one.message) for one in findings] == [
        ("CAT303", "the text is missing in ru, a language of other texts of this catalog")
    ]


def test_plain_texts_fit_every_reader() -> None:
    assert codes("vendor: {en: A, ru: А}\nproduct: A CRM\n") == []


def test_one_id_in_two_files_is_found_at_the_second() -> None:
    findings = found("vendor: A\n", "vendor: B\n")
    assert [(one.code, one.place.file) for one in findings] == [("ID005", "catalog-1.yaml")]
    assert "catalog-0.yaml:2:5" in findings[0].message


def test_ids_of_two_files_that_look_alike_are_found_once() -> None:
    findings = found("id: crm-l0\nvendor: A\n", "id: crm-10\nvendor: B\n")
    assert [(one.code, one.place.file) for one in findings] == [("CAT408", "catalog-0.yaml")]
    assert "catalog-1.yaml" in findings[0].message


def test_an_option_of_ones_own_is_not_missing() -> None:
    own = vendor("own", course("{kind: flat, amount: 90}", ", optional: true"))
    assert codes(own, vendor("rival", SOLD)) == []


def test_three_rivals_are_named_and_the_rest_counted() -> None:
    findings = found(vendor("own"), *(vendor(f"rival{n}", SOLD) for n in range(5)))
    assert [one.message.partition("; ")[2] for one in findings] == ["rival0, rival1, rival2 and 2 others sell it"]
