"""Typesetting by typst: a template and plain data make a tagged PDF for archives (PDF/A-2a) and for all (PDF/UA-1).

The data go in as JSON, so no text is ever markup; the fonts are the shipped ones alone, so a letter they lack stops the
document instead of becoming a box; the date is the document's, so the same input is the same bytes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_planner.errors import MissingExtra, OutputError

if TYPE_CHECKING:
    from typst import Fonts, TypstError

BREAK = "\u200b"
"""Where the line may end inside a long word; the templates make it a space without width."""

_LONG_WORD = re.compile(r"[^\s\u2e80-\uffef]{25,}")
_PIECE = re.compile(r".{6}(?=.)")
"""What stays together of a word that no dictionary knows how to part, nor has room for in a column."""

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_AT = re.compile(r"┌─ .*?([^/\\\s]+\.typ:\d+:\d+)")
_NAMED = 5
"""Letters named at most, of those the fonts lack."""


def typeset(template: Path, data: Mapping[str, Any], fonts: Path, day: str) -> bytes:
    """The PDF that `template` makes of `data` (dictionaries, lists, text); `day` is the document's date, ISO.

    The template may read its own folder only. Raises MissingExtra without typst, OutputError for a letter the fonts
    lack and for a template that does not compile.
    """
    pdf, warnings = typeset_with_warnings(template, data, fonts, day)
    del warnings  # of a user's own template; the shipped ones have none, which the tests see to
    return pdf


def typeset_with_warnings(
    template: Path, data: Mapping[str, Any], fonts: Path, day: str
) -> tuple[bytes, tuple[str, ...]]:
    """The same, and what typst has to say about it."""
    shipped = _fonts(fonts)
    from typst import Compiler, TypstError

    written = json.dumps(_with_breaks(data), ensure_ascii=False)
    compiler = Compiler(
        template, root=template.parent, font_paths=shipped, ignore_system_fonts=True, sys_inputs={"data": written}
    )
    made = datetime.fromisoformat(day).replace(tzinfo=UTC)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made)
    except TypstError as error:
        raise OutputError(_why(error, data, template.name)) from error
    if not isinstance(pdf, bytes):
        raise OutputError(f"{template.name}: it makes no page")
    return pdf, tuple(one.message for one in warnings)


@cache
def _fonts(folder: Path) -> "Fonts":
    try:
        from typst import Fonts
    except ImportError:
        said = 'making a PDF needs another part of the product: pip install "crm-planner[docs]"'
        raise MissingExtra(said) from None
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _with_breaks(value: Any) -> Any:
    """The same data, where a line may end inside words that are too long for a column."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else _LONG_WORD.sub(_parted, value)
    if isinstance(value, Mapping):
        return {key: _with_breaks(one) for key, one in value.items()}
    return [_with_breaks(one) for one in value] if isinstance(value, list | tuple) else value


def _parted(word: re.Match[str]) -> str:
    return _PIECE.sub(rf"\g<0>{BREAK}", word[0])


def _why(error: "TypstError", data: Mapping[str, Any], template: str) -> str:
    """One line: the letters the fonts lack and where they stand, or what is wrong with the template."""
    missing = dict.fromkeys(_MISSING.findall(error.diagnostic))
    if not missing:
        place = _AT.search(error.diagnostic)
        return f"{place[1] if place else template}: {error.message}"
    said = ", ".join(_letter(one, data) for one in islice(missing, _NAMED))
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"the fonts of a PDF have no sign for {said}{more}; write it in other letters, or take HTML"


def _letter(text: str, data: Mapping[str, Any]) -> str:
    """A letter, its number in Unicode, and the first field that holds it."""
    number = " ".join(f"U+{ord(letter):04X}" for letter in text)
    place = next(_holding(text, data, ""), None)
    return f'"{text}" ({number}{f", in {place}" if place else ""})'


def _holding(text: str, value: object, path: str) -> Iterator[str]:
    """The names of the fields whose text has `text` in it."""
    if isinstance(value, str):
        if text in value:
            yield path
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _holding(text, one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _holding(text, one, f"{path}[{number}]")
