"""Values as they stand in a CSV file: plain numbers, and text that no spreadsheet takes for a formula."""

from decimal import Decimal

_FORMULA = tuple("=+-@\t\r\0|＝＋－＠｜")
"""First characters a spreadsheet may start to compute at."""

BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""


def csv_text(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would read a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_number(number: Decimal | int | None) -> str:
    """The number with a decimal point and nothing else; nothing where it is not known."""
    return "" if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)
