"""Reading a price list in CSV into a table, in the encoding and with the signs that its mapping declares."""

import csv
import re
from collections.abc import Iterator

from crm_planner.catalog.price_list import Csv
from crm_planner.errors import DataError
from crm_planner.files.characters import forbidden_problems
from crm_planner.files.kinds import likely_encoding
from crm_planner.files.price_lists.table import Content, Kind, Table
from crm_planner.limits import TABLE_COLUMNS, TABLE_ROWS
from crm_planner.place import Place
from crm_planner.problem import Problem


def read_separated(data: bytes, file: str, form: Csv) -> Table:
    """The fields of the CSV in `data`, each a text. Raises DataError for what is not in the declared form."""
    text = decoded(data, file, form.encoding)
    if hidden := forbidden_problems(text, file):
        raise DataError(hidden)
    rows: dict[int, dict[int, Content]] = {}
    written_at: dict[int, list[tuple[int, int]]] = {}
    for number, (line, record, fields) in enumerate(_records(text, file, form.delimiter), 1):
        if number > TABLE_ROWS or len(fields) > TABLE_COLUMNS:
            said = f"the table goes on further than row {TABLE_ROWS} or column {TABLE_COLUMNS}"
            raise DataError([Problem(Place(file, line, 1), "IMP014", said, "Leave only the prices")])
        rows[number] = {column: Content(Kind.TEXT, field) for column, field in enumerate(fields, 1) if field.strip()}
        written_at[number] = _written_at(record, form.delimiter, line)
    return Table(file, "", rows, written_at=written_at)


def decoded(data: bytes, file: str, encoding: str) -> str:
    """The text in `data`, with one kind of line ends and without a byte order mark."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        guess = likely_encoding(data) if encoding == "utf-8" else None
        looks = f"; it looks like {guess}" if guess else ""
        said = f"not {encoding} (byte 0x{data[error.start]:02X}, line {line}){looks}"
        hint = f"Write csv: {{encoding: {guess or '...'}}} in the mapping"
        raise DataError([Problem(Place(file, line, 1), "ENC001", said, hint)]) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str, file: str, delimiter: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each record: its first line, how it is written, and its fields."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    before = 0
    try:
        for fields in reader:
            yield before + 1, "\n".join(lines[before : reader.line_num]), fields
            before = reader.line_num
    except csv.Error as error:
        said = f"the record that begins here is no CSV: {error}"
        hint = "Check the quotation marks, and csv: {delimiter: ...} of the mapping"
        raise DataError([Problem(Place(file, before + 1, 1), "IMP012", said, hint)]) from None


def _written_at(record: str, delimiter: str, line: int) -> list[tuple[int, int]]:
    """Line and character where each field of a record begins."""
    signs = re.finditer(rf'"(?:[^"]|"")*"|{re.escape(delimiter)}', record)
    found = [0, *(sign.end() for sign in signs if sign[0] == delimiter)]
    return [(line + record.count("\n", 0, at), at - record.rfind("\n", 0, at)) for at in found]
