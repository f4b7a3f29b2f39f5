"""Opening a vendor's price list: a workbook or CSV, as its name and its first bytes agree; and reading its mapping."""

from pathlib import PurePath

from crm_planner.catalog.price_list import Csv, PriceList, WrittenPriceList
from crm_planner.errors import DataError
from crm_planner.files.kinds import other_format
from crm_planner.files.price_lists.separated import read_separated
from crm_planner.files.price_lists.table import Table
from crm_planner.files.reading import STANDARD_INPUT, called, read_bytes
from crm_planner.files.typed import read_document
from crm_planner.limits import LIST_BYTES
from crm_planner.place import Place
from crm_planner.problem import Problem

_WORKBOOKS = {".xlsx", ".xlsm"}
_TEXTS = {".csv", ".tsv", ".txt"}
_ZIP = b"PK\x03\x04"


def load_mapping(path: str) -> WrittenPriceList:
    """The mapping in a file. Raises InputError if it cannot be read, DataError with every problem in it."""
    mapping, source, _ = read_document(PriceList, read_bytes(path), called(path))
    return WrittenPriceList(mapping, source)


def load_list(path: str, written: WrittenPriceList) -> Table:
    """The table a mapping is for. Raises InputError if it cannot be read, DataError where it is no such table."""
    data = read_bytes(path, LIST_BYTES)
    mapping, source = written
    if is_workbook(data, path):
        from crm_planner.files.price_lists.workbook import read_workbook

        if mapping.csv is not None:
            raise _other_kind("csv says how a CSV is written, and the list is a workbook", source.place(("csv",)))
        return read_workbook(data, called(path), mapping.sheet)
    if mapping.sheet is not None:
        raise _other_kind("sheet names a sheet of a workbook, and the list is a CSV", source.place(("sheet",)))
    return read_separated(data, called(path), mapping.csv or Csv())


def is_workbook(data: bytes, path: str) -> bool:
    """Whether a list is a workbook, else it is CSV. Raises DataError where name and content disagree."""
    ending = PurePath(path).suffix.casefold()
    zipped = data.startswith(_ZIP)
    if zipped and (ending in _WORKBOOKS or path == STANDARD_INPUT):
        return True
    kind = other_format(data)
    if zipped:
        said = f"this is {kind}, and its name says {ending or 'nothing of the kind'}"
        raise DataError([Problem(Place(called(path)), "ENC004", said, "Name it .xlsx, if it is a workbook")])
    if ending in _WORKBOOKS or (kind is not None and kind != "a CSV table"):
        found = kind or ("a text" if data else "an empty file")
        said = f"this is {found}, and its name says {ending}"
        if ending not in _WORKBOOKS:
            said = f"this is {found}, not a workbook or CSV"
        hint = "Name it .csv" if kind == "a CSV table" else "Save it as .xlsx in a spreadsheet program, unprotected"
        raise DataError([Problem(Place(called(path)), "ENC004", said, hint)])
    if ending not in _TEXTS and path != STANDARD_INPUT:
        said = f"a price list is a workbook or CSV, and the name of this file says {ending or 'neither'}"
        raise DataError([Problem(Place(called(path)), "ENC004", said, "Name it .csv, if it is one")])
    return False


def _other_kind(said: str, place: Place) -> DataError:
    return DataError([Problem(place, "IMP019", said, "Remove it, or name the other list")])
