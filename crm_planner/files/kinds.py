"""What a file that is no YAML text seems to be: another format, or text in another encoding.

The guess is only ever printed in a message; no file is read as what it seems to be.
"""

import re

from crm_planner.place import Place
from crm_planner.problem import Problem

_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"SQLite format 3", "an SQLite database"),
    (b"MZ\x90", "a Windows program"),
    (b"\x7fELF", "a program"),
)
_ZIPPED = (
    (b"xl/", "an Excel file"),
    (b"word/", "a Word file"),
    (b"ppt/", "a PowerPoint file"),
    (b"content.xml", "an OpenDocument file"),
)
_UTF_16_32 = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_MARKUP = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table)", re.IGNORECASE)
_LOOKED_AT = 64 * 1024


def another_kind(data: bytes, file: str) -> list[Problem]:
    """The one problem of a file that is no YAML text at all; nothing where it may be one."""
    place, wide = Place(file, 1, 1), _wide_encoding(data)
    if wide:
        return [Problem(place, "ENC002", f"the file is {wide}, not UTF-8", "Save it as UTF-8")]
    other = other_format(data)
    if other is None:
        return []
    table = other in {"an Excel file", "a CSV table"}
    hint = "Tables are read by `crm-planner catalog import`" if table else "Name a YAML file"
    return [Problem(place, "ENC004", f"this is {other}, not YAML", hint)]


def undecodable(data: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    """Where and why `data` is not UTF-8, and what it seems to be."""
    for problem in another_kind(data, file):
        return problem
    before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8").removeprefix("\ufeff")) + 1
    place = Place(file, line, column)
    if error.reason == "unexpected end of data":
        return Problem(place, "ENC003", "the file ends in the middle of a character", "It was cut off; get it again")
    guess = likely_encoding(data)
    said = f"not UTF-8 (byte 0x{data[error.start]:02X}, line {line})"
    return Problem(place, "ENC001", f"{said}; it looks like {guess}" if guess else said, "Save the file as UTF-8")


def other_format(data: bytes) -> str | None:
    """The format `data` is in, such as "an Excel file", or None where it may be YAML."""
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _ZIPPED if mark in data), "a zip archive")
    for beginning, name in _BEGINNINGS:
        if head.startswith(beginning):
            return name
    if _MARKUP.match(head):
        return "a web page (HTML)"
    if head.lstrip().startswith(b"<?xml"):
        return "an XML file"
    return "a CSV table" if _is_csv(head) else None


def _is_csv(head: bytes) -> bool:
    """At least two lines, each with the same number of the same separator, and no line `key: value`."""
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    if len(lines) < 2 or any(re.match(rb"\s*(?:#|- |[\w-]+:(?:\s|$))", line) for line in lines):  # noqa: PLR2004 - two lines
        return False
    return any(
        len({line.count(separator) for line in lines}) == 1 and separator in lines[0]
        for separator in (b";", b"\t", b",")
    )


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, known by the byte order mark or by zero bytes in every second place."""
    for mark, name in _UTF_16_32:
        if data.startswith(mark):
            return name
    head = data[:1000]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    return "UTF-16" if max(zeros) * 10 > len(head) * 3 and min(zeros) * 10 < len(head) else None


_FEWEST = 4
"""Fewer bytes that are not ASCII say nothing about their encoding."""

_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"
_LATIN_BYTES = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")


def likely_encoding(data: bytes) -> str | None:
    """The encoding that makes words of the bytes that are no UTF-8, or None if none does."""
    lines = [line for line in data[:_LOOKED_AT].splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:4000]
    high = sum(byte >= 0x80 for byte in sample)  # noqa: PLR2004 - not ASCII
    if len(_LATIN_BYTES.findall(sample)) * 10 >= high * 7:
        return "cp1252"
    if high < _FEWEST:
        return None
    scores = {name: _score(sample, name) for name in ("cp1251", "cp866", "koi8-r", "shift_jis", "euc-jp")}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] * 2 > high else None


def _score(sample: bytes, encoding: str) -> float:
    """How many bytes of `sample` make likely letters in `encoding`."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 2:
            return 0
        text = sample[: error.start].decode(encoding)
    if encoding in {"shift_jis", "euc-jp"}:
        return 2.0 * len(re.findall("[\u3041-\u30fa\u4e00-\u9fff\u30fc]", text)) - 2 * len(
            re.findall("[\uff61-\uff9f]", text)
        )
    common = sum(text.lower().count(letter) for letter in _CYRILLIC)
    return (
        common
        - 2 * len(re.findall("(?<=[а-яё])[А-ЯЁ]", text))
        - sum(text.count(sign) for sign in "\u2500\u2502\u2591\u2592\u2593\u2554\u2557")
    )
