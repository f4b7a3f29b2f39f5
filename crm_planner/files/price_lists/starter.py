"""A first mapping for a price list nobody has mapped yet, proposed from its headings: a person reads and corrects it.

Here, and nowhere else, something is guessed: encoding, signs, which column is which. The proposal declares what was
guessed, in a file; `catalog import` then reads the list as that file says. What no list can say stays null.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from crm_planner.catalog.draft import Draft
from crm_planner.catalog.price_list import Csv
from crm_planner.errors import DataError
from crm_planner.files.kinds import likely_encoding
from crm_planner.files.price_lists.lists import is_workbook
from crm_planner.files.price_lists.printed_numbers import from_to
from crm_planner.files.price_lists.separated import decoded, read_separated
from crm_planner.files.price_lists.table import Content, Kind, Table, one_line
from crm_planner.files.reading import called, read_bytes
from crm_planner.limits import LIST_BYTES
from crm_planner.place import Path, Place, Plain, WrittenMapping
from crm_planner.problem import Problem
from crm_planner.spelling import tidy_id

_LOOKED_AT = 50
"""Rows among which the headings are looked for, and texts that are proposed for each list."""

_FIELDS: Mapping[str, str] = {
    "price": r"price|cost|amount|цена|стоимость|сумма|価格|単価|金額|料金",
    "quantity": r"quantity|qty|users|number|кол-?во|количеств|пользовател|数量|ユーザー",
    "edition": r"edition|plan|version|редакци|верси|тариф|エディション|プラン",
    "category": r"category|section|категори|раздел|分類|区分",
    "charge": r"period|charge|billing|период|оплат|期間",
    "note": r"note|remark|comment|примечани|комментари|備考",
    "item": r"item|position|name|product|service|позици|наименовани|товар|услуг|品名|項目|名称",
}
_CATEGORIES: Mapping[str, str] = {
    "training": r"train|course|обучен|курс|研修|トレーニング",
    "deployment": r"install|deploy|установ|развёрт|разверт|インストール|展開",
    "support": r"support|maintenance|поддержк|сопровожд|サポート|保守",
    "migration": r"migrat|import|перенос|миграц|移行",
    "integration": r"integrat|connector|интеграц|連携",
    "customisation": r"custom|develop|доработ|разработ|カスタマイズ",
    "infrastructure": r"server|hosting|сервер|хостинг|サーバー",
    "licence": r"licen[cs]|seat|user|лиценз|рабочее место|ライセンス",
}


def propose_mapping(path: str) -> Draft:
    """A mapping for the list at `path`, as far as its first sheet and its headings tell.

    Raises InputError if it cannot be read, DataError where it is no table.
    """
    table, csv = _open(path)
    header = _header(table)
    columns = _columns(table, header)
    rows = {row: cells for row, cells in table.rows.items() if row > header and columns["price"] in cells}
    headings = dict(table.headings(header))
    tree = WrittenMapping((1, 1))
    tree |= {"schema": "crm-planner/import/1", "catalog": dict.fromkeys(("id", "vendor", "product", "currency"))}
    tree["catalog"] |= {"prices_as_of": None, "tax": {"treatment": "unknown"}}
    tree["source"] = {"id": "price-list", "title": f"Price list {_name(path)}", "kind": "price-list", "retrieved": None}
    tree["source"]["grade"] = "B"
    tree |= {"csv": csv} if csv is not None else {"sheet": table.sheet}
    tree["header"] = Plain(str(header))
    tree["columns"] = {field: headings[column] for field, column in columns.items()}
    if "edition" in columns and any(columns["edition"] not in cells for cells in rows.values()):
        tree["fill_down"] = ["edition"]
    tree["editions"] = _editions(rows.values(), columns)
    tree["items"] = _items(rows.values(), columns)
    if words := _words(rows.values(), columns["price"]):
        tree["words"] = words
    return Draft(tree, _COMMENTS)


_COMMENTS: Mapping[Path, tuple[str, ...]] = {
    (): (
        "A proposal made from the headings of the list. What is null nobody can know but you; the rest may be wrong.",
        "Read every line, then run `crm-planner catalog import` again with --map and this file.",
    ),
    ("catalog",): ("What the catalog says before its editions. id: small letters, such as acme.",),
    ("source",): ("Where the list is from. retrieved: the day you got it. grade: B the vendor's own, C another's.",),
    ("csv",): ("How the file is written: its encoding, what separates fields, the decimal sign, groups of digits.",),
    ("header",): ("The row with the headings; the columns below are called as it prints them.",),
    ("editions",): (
        "What a client buys. licence_metric: named_user, concurrent_user, server or company.",
        "printed: what the list calls it; needed where there are several.",
    ),
    ("items",): (
        "category: what it is compared as. price: flat, per_unit, totals, package, packs, volume or graduated.",
        "Rows that are no prices are left out by rows: {skip: [{column: HEADING, is: TEXT}], stop: [...]}.",
    ),
    ("fill_down",): ("An empty cell of these columns means the same as above.",),
    ("words",): ("What stands where a price should: included (free), not_offered, or on_request (not known).",),
}


def _open(path: str) -> tuple[Table, dict[str, Any] | None]:
    """The table at `path`; of a CSV with the signs it was read by."""
    data = read_bytes(path, LIST_BYTES)
    if is_workbook(data, path):
        from crm_planner.files.price_lists.workbook import read_workbook

        return read_workbook(data, called(path)), None
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    try:
        text = decoded(data, called(path), encoding)
    except DataError:
        guess = likely_encoding(data)
        if guess is None:
            raise
        encoding, text = guess, decoded(data, called(path), guess)
    lines = text.split("\n")[:_LOOKED_AT]
    delimiter = max(";\t,|", key=lambda sign: min(sum(line.count(sign) for line in lines), 1) and _even(lines, sign))
    numbers = re.findall(r"[0-9](?:[ \u00a0\u202f][0-9]{3})*([.,])[0-9]{1,2}(?![0-9])", text)
    decimal = "," if delimiter != "," and Counter(numbers)[","] > Counter(numbers)["."] else "."
    group = " " if re.search(r"[0-9][ \u00a0\u202f][0-9]{3}(?![0-9])", text) else ""
    csv = {"encoding": encoding, "delimiter": delimiter, "decimal": decimal, "group": group}
    return read_separated(data, called(path), Csv.model_validate(csv)), csv


def _even(lines: list[str], sign: str) -> int:
    """How many of the lines have the number of signs that most of them have."""
    counts = Counter(line.count(sign) for line in lines if sign in line)
    return max(counts.values(), default=0)


def _header(table: Table) -> int:
    """The row that looks most like headings: with the most texts, the first of these."""
    rows = sorted(table.rows)[:_LOOKED_AT]
    if not rows:
        raise DataError([Problem(Place(table.file), "IMP017", "the table is empty", "Name another file, or its sheet")])
    return max(rows, key=lambda row: sum(map(_is_text, table.rows[row].values())))


def _columns(table: Table, header: int) -> dict[str, int]:
    """Which column is which, by the words of its heading; prices are where most numbers are, if none says so."""
    headings = {column: text.casefold() for column, text in table.headings(header)}
    found: dict[str, int] = {}
    for field, words in _FIELDS.items():
        column = next((c for c, text in headings.items() if c not in found.values() and re.search(words, text)), None)
        if column is not None:
            found[field] = column
    below = [cells for row, cells in table.rows.items() if row > header]
    free = [column for column in headings if column not in found.values()]
    numbers = {column: sum(_is_number(cells.get(column)) for cells in below) for column in free}
    if "price" not in found and any(numbers.values()):
        found["price"] = max(free, key=lambda column: numbers[column])
        free.remove(found["price"])
    if "item" not in found and free:
        found["item"] = max(free, key=lambda column: sum(_is_text(cells.get(column)) for cells in below))
    if "price" not in found:
        hint = "Write a mapping by hand; docs/guide/import.md shows one"
        raise DataError([Problem(Place(table.file), "IMP017", "no column looks like prices", hint)])
    return found


def _is_number(cell: Content | None) -> bool:
    return cell is not None and (cell.kind is Kind.NUMBER or _numeric(cell.text))


def _is_text(cell: Content | None) -> bool:
    return cell is not None and cell.kind is Kind.TEXT and not _numeric(cell.text)


def _numeric(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9][0-9 .,\u00a0\u202f']*", text.strip()))


Cells = Mapping[int, Content]


def _texts(rows: Iterable[Cells], column: int | None) -> list[str]:
    """What is printed in a column, each once."""
    found = [one_line(cells[column].text) for cells in rows if column in cells] if column is not None else []
    return list(dict.fromkeys(found))[:_LOOKED_AT]


def _editions(rows: Iterable[Cells], columns: Mapping[str, int]) -> list[dict[str, Any]]:
    printed = _texts(rows, columns.get("edition"))
    if not printed:
        return [{"id": "standard", "name": "Standard", "licence_metric": None}]
    named = enumerate(printed, 1)
    return [{"printed": text, "id": tidy_id(text) or f"edition-{n}", "licence_metric": None} for n, text in named]


def _items(rows: Iterable[Cells], columns: Mapping[str, int]) -> list[dict[str, Any]]:
    listed = list(rows)
    found = []
    used: Counter[str] = Counter()
    for text in _texts(listed, columns.get("item")):
        own = [cells for cells in listed if columns["item"] in cells and one_line(cells[columns["item"]].text) == text]
        category = next((name for name, words in _CATEGORIES.items() if re.search(words, text.casefold())), "other")
        name = tidy_id(text) or category
        used[name] += 1
        entry = {"printed": text, "id": name if used[name] == 1 else f"{name}-{used[name]}"}
        entry |= {} if "category" in columns else {"category": category}
        found.append(entry | _form(own, columns, category))
    licences = {"id": "licences", "name": "Licences", "category": "licence"}
    return found or [licences | _form(listed, columns, "licence")]


def _form(rows: list[Cells], columns: Mapping[str, int], category: str) -> dict[str, str]:
    """Tiers or totals where quantities are printed, a price for each of licences and support, else one price."""
    quantities = _texts(rows, columns.get("quantity"))
    if quantities and all(from_to(text) for text in quantities):
        return {"price": "volume", "steps": "range"}
    if quantities:
        return {"price": "package" if category == "training" else "totals"}
    return {"price": "per_unit" if category in {"licence", "support"} else "flat"}


def _words(rows: Iterable[Cells], price: int) -> dict[str, str]:
    texts = [one_line(cells[price].text) for cells in rows if _is_text(cells.get(price))]
    return dict.fromkeys(list(dict.fromkeys(texts))[:_LOOKED_AT], "on_request")


def _name(path: str) -> str:
    return called(path).replace("\\", "/").rpartition("/")[2]
