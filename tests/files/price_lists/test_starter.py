"""A first mapping is proposed from the headings; completed by hand, it imports the list it was made from."""

from pathlib import Path

import pytest

from crm_planner.catalog.price_list import PriceList
from crm_planner.documents.yaml_text import yaml_text
from crm_planner.errors import DataError
from crm_planner.files.price_lists.starter import propose_mapping
from crm_planner.files.typed import read_document
from crm_planner.problem import Problem
from tests.files.price_lists.made import HEADINGS, LICENCES, imported, saved, workbook

RUSSIAN = """\
Прайс-лист;;;
Редакция;Наименование;Кол-во;Цена, руб.
Базовая;Лицензии;10;51 700,00
;Лицензии;25;120 500,00
;Обучение;10;6 000,00
;Техподдержка;;бесплатно
;Сопровождение;1-10;450,00
;Сопровождение;11+;390,00
"""


def proposed(folder: Path, data: bytes, name: str) -> str:
    (folder / name).write_bytes(data)
    draft = propose_mapping(str(folder / name))
    return yaml_text(draft.tree, draft.comments)


def completed(mapping: str) -> str:
    """The proposal with what only a person can know."""
    for key, value in (("id", "acme"), ("vendor", "Acme"), ("product", "CRM"), ("currency", "RUB")):
        mapping = mapping.replace(f"  {key}: null", f"  {key}: {value}", 1)
    return mapping.replace("licence_metric: null", "licence_metric: named_user")


def test_what_nobody_but_its_author_can_know_is_asked_for_line_by_line(tmp_path: Path) -> None:
    mapping = proposed(tmp_path, saved(workbook()), "price.xlsx")
    with pytest.raises(DataError) as caught:
        read_document(PriceList, mapping.encode(), "mapping.yaml")
    found = [problem for problem in caught.value.problems if isinstance(problem, Problem)]
    assert [problem.code for problem in found] == ["ID004", "TXT001", "TXT001", "CUR001", "ENU001"]
    lines = mapping.splitlines()
    assert all("null" in lines[problem.place.line - 1] for problem in found)


def test_a_completed_proposal_imports_its_own_workbook(tmp_path: Path) -> None:
    data = saved(workbook((("A price list",), HEADINGS, LICENCES, ("Standard", "Installation", None, 7000))))
    catalog = imported(tmp_path, data, completed(proposed(tmp_path, data, "price.xlsx")))
    assert [(item.id, item.category) for item in catalog.editions[0].items] == [
        ("licences", "licence"),
        ("installation", "deployment"),
    ]


def test_a_completed_proposal_imports_its_own_csv_in_the_encoding_it_found(tmp_path: Path) -> None:
    data = RUSSIAN.encode("cp1251")
    mapping = proposed(tmp_path, data, "price.csv")
    assert "encoding: cp1251" in mapping
    catalog = imported(tmp_path, data, completed(mapping), "price.csv")
    kinds = [(item.category, item.price.kind) for item in catalog.editions[0].items if item.price]
    assert kinds == [
        ("licence", "published"),
        ("training", "package"),
        ("support", "on_request"),
        ("support", "volume"),
    ]


def test_a_word_in_place_of_a_price_is_proposed_as_not_known_never_as_free(tmp_path: Path) -> None:
    assert "words:\n  free: on_request" in proposed(tmp_path, saved(workbook()), "price.xlsx")


@pytest.mark.parametrize("text", ["", "\n\n", "only words\nand more words\n"])
def test_a_file_without_a_table_gives_no_proposal(text: str, tmp_path: Path) -> None:
    (tmp_path / "price.csv").write_text(text)
    with pytest.raises(DataError, match=r"IMP017|ENC004"):
        propose_mapping(str(tmp_path / "price.csv"))
